import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '../../..');

/** Packages the built extension into `folder`, with the command of `npm run package`. Resolves to the path of the `.vsix`. */
export async function packageExtension(folder: string): Promise<string> {
  const vsix = path.join(folder, 'guardrail.vsix');
  const flags = [
    '--no-dependencies',
    '--no-rewrite-relative-links',
    '--allow-missing-repository',
    ...['--readme-path', 'dist/README.md'],
    '--out',
    vsix,
  ];
  await promisify(execFile)(path.join(root, 'node_modules/.bin/vsce'), ['package', ...flags], { cwd: root });
  return vsix;
}
