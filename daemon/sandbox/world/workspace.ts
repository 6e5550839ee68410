import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Returns the folder of the sample workspace: `test/workspace` next to the folder of the bundle, or in the checkout of these
 * sources.
 * @throws Error if the folder is not found, because the package is then incomplete.
 */
export function sampleWorkspace(): string {
  const start = import.meta.dirname;
  for (let folder = start; ; folder = path.dirname(folder)) {
    const workspace = path.join(folder, 'test', 'workspace');
    if (existsSync(path.join(workspace, 'payments-api', 'template.yaml'))) return workspace;
    if (folder === path.dirname(folder)) throw new Error(`no sample workspace above ${start}`);
  }
}
