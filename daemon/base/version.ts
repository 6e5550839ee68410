import manifest from '../../package.json' with { type: 'json' };

/** The product's version. The extension and the daemon have the same one. */
export const productVersion: string = manifest.version;
