import type { DeploymentFile, DeploymentHints } from './hints.ts';
import { entryOf, textAt, treeOf } from './located-tree.ts';
import { firstThere, foldersAround } from './paths.ts';

/**
 * A stack deployment file of CloudFormation's Git sync may have any name; these are what people and the console
 * choose. What it is, its content says.
 */
export function isGitSyncName(name: string, folder: string): boolean {
  if (!/\.(ya?ml|json)$/i.test(name)) return false;
  return /deploy|sync|\.stack\./i.test(name) || /^(deployments?|git-?sync)$/i.test(folder);
}

/**
 * Reads `template-file-path`, a path from the repository's root, beside `parameters` and `tags`. The stack's name is
 * kept in AWS, so the deployment has none.
 */
export async function readGitSync(file: DeploymentFile): Promise<DeploymentHints> {
  const none = { deployments: [], constructs: [], problems: [] };
  if (!file.text.includes('template-file-path')) return none;
  const tree = treeOf(file.text);
  const written = textAt(tree, 'template-file-path');
  const said = entryOf(tree, 'template-file-path');
  if (written === undefined || !said) return none;
  // Where the workspace holds several repositories, the file's own is deeper than the workspace's folder.
  const template = await firstThere(written.replace(/^\/+/, ''), foldersAround(file).reverse(), file);
  if (template === undefined) return none;
  return { ...none, deployments: [{ kind: 'git-sync', template, file: file.path, line: said.line }] };
}
