import path from 'node:path';
import { type Note, note } from '../problems/note.ts';
import type { Deployment } from './deployment.ts';
import type { DeploymentFile, DeploymentHints, HintProblem } from './hints.ts';
import {
  brokenLineOf,
  type Entry,
  entriesOf,
  itemsOf,
  type Node,
  nodeAt,
  textAt,
  treeOf,
} from './located-tree.ts';
import { insidePath } from './paths.ts';
import { accountRegionOf, isAccount, isRegion, isStackPattern } from './stack-name.ts';

/** Returns whether the file is `.guardrail.yaml`: the team's own mapping, committed in the repository. */
export function isMappingName(name: string): boolean {
  return /^\.guardrail\.ya?ml$/.test(name);
}

/** One entry of a mapping, not yet validated. */
interface MappingEntry {
  readonly line: number;
  readonly stack: string | undefined;
  /** A path alone, or a mapping with keys. */
  readonly value: Node;
}

const known = ['stack', 'template', 'account', 'region'];
const maxStacks = 5000;

/**
 * Reads `stacks`: a list of `{ stack, template, account?, region? }`, or stack → template or → `{ template, …
 * }`. Templates are relative to the file and inside the workspace. Reads nothing else: hosts, profiles and
 * credentials never come from a repository.
 */
export async function readMapping(file: DeploymentFile): Promise<DeploymentHints> {
  const deployments: Deployment[] = [];
  const problems: HintProblem[] = [];
  const complain = (line: number, note: Note) => void problems.push({ file: file.path, line, note });

  const tree = treeOf(file.text);
  if (tree?.kind !== 'branch') {
    // A file that has only comments is not an error.
    const isSilent = tree?.kind === 'scalar' && tree.text === '';
    const line = tree?.line ?? brokenLineOf(file.text);
    if (line !== undefined && !isSilent) complain(line, note('mapping-not-yaml', {}));
    return { deployments, constructs: [], problems };
  }
  for (const [name, { line }] of tree.entries)
    if (name !== 'stacks') complain(line, note('mapping-unknown-key', { key: name }));
  const stacks = tree.entries.get('stacks');
  if (!stacks || !isMapped(stacks.value)) complain(stacks?.line ?? 0, note('mapping-no-stacks', {}));

  const all = entriesIn(stacks);
  if (all.length > maxStacks) complain(stacks?.line ?? 0, note('deployments-too-many', { max: maxStacks }));
  for (const said of all.slice(0, maxStacks)) {
    const { line, stack, value } = said;
    for (const [name, entry] of entriesOf(value))
      if (!known.includes(name)) complain(entry.line, note('mapping-unknown-stack-key', { key: name }));
    if (stack === undefined) {
      complain(line, note('mapping-no-stack', {}));
      continue;
    }
    if (!isStackPattern(stack)) {
      complain(line, note('mapping-invalid-stack', { stack }));
      continue;
    }
    const written = textAt(value) ?? textAt(value, 'template');
    if (written === undefined) {
      complain(line, note('mapping-no-template', { stack }));
      continue;
    }
    const template = insidePath(file.root, path.dirname(file.path), written);
    if (template === undefined) {
      complain(line, note('mapping-template-outside', { template: written }));
      continue;
    }
    if (!(await file.workspace.exists(template))) {
      complain(line, note('mapping-template-not-found', { template: written }));
      continue;
    }
    const account = textAt(value, 'account');
    const region = textAt(value, 'region');
    if ((account !== undefined && !isAccount(account)) || (region !== undefined && !isRegion(region))) {
      complain(line, note('mapping-invalid-account-region', { stack }));
      continue;
    }
    const accountRegion = accountRegionOf(account, region);
    deployments.push({ kind: 'mapping', stack, ...accountRegion, template, file: file.path, line });
  }
  return { deployments, constructs: [], problems };
}

function isMapped(value: Node): boolean {
  return value.kind !== 'scalar';
}

function entriesIn(stacks: Entry | undefined): MappingEntry[] {
  const listed = itemsOf(stacks?.value).map((value) => ({
    line: nodeAt(value, 'stack')?.line ?? value.line,
    stack: textAt(value, 'stack'),
    value,
  }));
  const keyed = entriesOf(stacks?.value).map(([stack, { line, value }]) => ({ line, stack, value }));
  return [...listed, ...keyed];
}
