import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Next to the folder of the bundle, or among these sources. */
const sandboxFile = path.join(
  import.meta.dirname,
  import.meta.filename.endsWith('.ts') ? '../sandbox/sandbox.ts' : '../sandbox.cjs',
);

/**
 * Loads the sandbox on demand. It is a separate bundle, so the program that watches a real team does not
 * contain it.
 */
export function loadSandbox(): Promise<typeof import('../sandbox/sandbox.ts')> {
  return import(pathToFileURL(sandboxFile).href);
}
