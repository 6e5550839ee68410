import path from 'node:path';
import type { DeploymentFile } from '../hints.ts';
import { entriesOf, type Node, type Scalar, textAt, treeOf } from '../located-tree.ts';
import { foldersAround } from '../paths.ts';
import { variablesIn } from './pipeline-variables.ts';
import type { Script } from './script.ts';
import type { Values } from './shell-variables.ts';

/** Number of folders that are tried as the working folder of a script. */
const maxFolders = 32;
/** Aliases may repeat a script. All scripts together may be this many times as long as the file. */
const maxRepeatFactor = 4;

/** Returns every text of a pipeline's file that may be a script, with the folder in which its step works. */
export function readPipeline(file: DeploymentFile): Script[] {
  const tree = treeOf(file.text);
  const around = foldersAround(file).filter((folder) => !/[\\/]\.(github|circleci)([\\/]|$)/.test(folder));
  const given = variablesIn(tree);
  const scripts: Script[] = [];
  let left = file.text.length * maxRepeatFactor;
  const visit = (node: Node, folders: readonly string[]): void => {
    if (left < 0) return;
    if (node.kind === 'list') {
      // The commands of one list run in order, in the same shell.
      const commands = node.items.filter((item) => item.kind === 'scalar');
      const script = joined(commands, folders, given);
      left -= script?.text.length ?? 0;
      if (script) scripts.push(script);
      for (const item of node.items) if (item.kind !== 'scalar') visit(item, folders);
      return;
    }
    if (node.kind === 'scalar') return;
    const own = textAt(node, 'working-directory') ?? textAt(node, 'working_directory') ?? textAt(node, 'dir');
    const byDefault = textAt(node, 'defaults', 'run', 'working-directory');
    const here = [own, byDefault].filter((each) => each !== undefined);
    const within = [
      ...here.flatMap((each) => around.map((folder) => path.resolve(folder, each))),
      ...folders,
    ].slice(0, maxFolders);
    for (const [, { value }] of entriesOf(node)) {
      if (value.kind === 'scalar') {
        left -= value.text.length;
        scripts.push({ ...value, folders: within, given });
      } else visit(value, within);
    }
  };
  if (tree) visit(tree, around);
  return scripts;
}

function joined(commands: readonly Scalar[], folders: readonly string[], given: Values): Script | undefined {
  const [first] = commands;
  if (!first) return undefined;
  const parts: string[] = [];
  let next = first.line;
  for (const { text, line, literal } of commands) {
    // Blank lines keep each command on its line of the file.
    parts.push('\n'.repeat(Math.max(line - next, 0)), text, '\n');
    next = Math.max(line, next) + (literal ? text.split('\n').length : 1);
    if (!literal) next = line + 1;
  }
  return { text: parts.join(''), line: first.line, literal: true, folders, given };
}
