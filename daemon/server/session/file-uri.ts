import { fileURLToPath } from 'node:url';

/** Returns the path of a file of this machine; `undefined` for any other URI. */
export function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}
