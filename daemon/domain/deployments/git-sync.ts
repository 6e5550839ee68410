import type { DeploymentFile, DeploymentHints } from './hints.ts';
import { entryOf, textAt, treeOf } from './located-tree.ts';
import { firstThere, foldersAround } from './paths.ts';

/**
 * Returns whether people or the console choose such a name for a stack deployment file of CloudFormation's
 * Git sync. Such a file may have any name; its content decides what it is.
 */
export function isGitSyncName(name: string, folder: string): boolean {
  if (!/\.(ya?ml|json)$/i.test(name)) return false;
  return /deploy|sync|\.stack\./i.test(name) || /^(deployments?|git-?sync)$/i.test(folder);
}

/**
 * Reads `template-file-path`, a path from the repository's root, next to `parameters` and `tags`. AWS keeps
 * the stack's name, so the deployment has no name.
 */
export async function readGitSync(file: DeploymentFile): Promise<DeploymentHints> {
  const none = { deployments: [], constructs: [], problems: [] };
  if (!file.text.includes('template-file-path')) return none;
  const tree = treeOf(file.text);
  const written = textAt(tree, 'template-file-path');
  const said = entryOf(tree, 'template-file-path');
  if (written === undefined || !said) return none;
  // If the workspace contains several repositories, the root of the file's repository is below the
  // workspace's folder.
  const template = await firstThere(written.replace(/^\/+/, ''), foldersAround(file).reverse(), file);
  if (template === undefined) return none;
  return { ...none, deployments: [{ kind: 'git-sync', template, file: file.path, line: said.line }] };
}
