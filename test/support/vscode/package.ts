import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { installVsCode } from './install.ts';

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

/**
 * Packages and installs the built extension below `folder`, with VS Code's own command. Resolves to the folder of extensions.
 * To install takes seconds, so that the editors of one run work with copies of that folder.
 */
export async function installExtension(folder: string): Promise<string> {
  const { node, server } = await installVsCode();
  const extensions = path.join(folder, 'extensions');
  const words = [
    ...['--server-data-dir', path.join(folder, 'server'), '--user-data-dir', path.join(folder, 'server')],
    ...['--extensions-dir', extensions, '--accept-server-license-terms'],
    ...['--install-extension', await packageExtension(folder)],
  ];
  await promisify(execFile)(node, [server, ...words]);
  return extensions;
}
