import { fileURLToPath } from 'node:url';

/** A folder that a client has open. */
export interface OpenFolder {
  /** Absolute path; the URI of a virtual folder. */
  readonly path: string;
  readonly isVirtual?: true;
}

/** Returns the folder of a URI. It is virtual if the URI names no path of this machine. */
export function folderOf(uri: string): OpenFolder {
  const path = pathOf(uri);
  return path === undefined ? { path: uri, isVirtual: true } : { path };
}

/** Returns the path of a file of this machine; `undefined` for any other URI. */
export function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}
