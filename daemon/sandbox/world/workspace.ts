import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/**
 * The sample workspace's folder: `test/workspace` beside the bundle's folder, or of the checkout these sources
 * lie in. A bundle is CommonJS and knows its folder. Sources that Node runs itself are ES modules, whose
 * `import.meta` a CommonJS bundle cannot keep: then the program that was started leads to the checkout.
 * @throws Error where the folder is not found: the package is incomplete.
 */
export function sampleWorkspace(): string {
  const start =
    typeof __dirname === 'string' ? __dirname : path.dirname(realpathSync(process.argv[1] ?? '.'));
  for (let folder = path.resolve(start); ; folder = path.dirname(folder)) {
    const workspace = path.join(folder, 'test', 'workspace');
    if (existsSync(path.join(workspace, 'payments-api', 'template.yaml'))) return workspace;
    if (folder === path.dirname(folder)) throw new Error(`no sample workspace above ${start}`);
  }
}
