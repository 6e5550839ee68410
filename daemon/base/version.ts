import manifest from '../../package.json' with { type: 'json' };

/** The product's version, one for the extension and the daemon. */
export const productVersion: string = manifest.version;
