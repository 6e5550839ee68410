import { win32 } from 'node:path';
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
export function pathOf(uri: string, platform = process.platform): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri, { windows: platform === 'win32' }) : undefined;
  } catch {
    return undefined;
  }
}

/** Returns whether a URI names this file. On Windows, case does not matter: an editor writes the drive in lower case. */
export function isUriOf(uri: string, file: string, platform = process.platform): boolean {
  const path = pathOf(uri, platform);
  if (path === undefined || platform !== 'win32') return path === file;
  return win32.normalize(path).toLowerCase() === win32.normalize(file).toLowerCase();
}
