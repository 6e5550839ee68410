import { memoize } from '../../../base/memoize.ts';
import { isSam, isSamImplicit } from '../../resources/sam.ts';
import type { TemplateFile } from '../../templates/template.ts';
import type { Agreement } from '../evidence.ts';
import { accountsFor } from '../index/match-in-template.ts';
import type { TemplateIndex } from '../index/template-index.ts';
import type { Stack, StackMember } from './membership.ts';

/** How much of a stack's resources templates account for. */
export interface Agreements {
  /** Returns how many of the stack's resources this template accounts for. */
  shared(file: TemplateFile, stack: Stack): number;
  /** Returns the same object for all findings of a stack: then a message to the daemon's own thread has it once. */
  between(file: TemplateFile, stack: Stack): Agreement;
  /** Returns the templates that account for the most, in no order. */
  best(stack: Stack): readonly TemplateFile[];
}

/** An id in more templates than this is common and hardly distinguishes them; a `Bucket` may be in a thousand. */
const maxRareFiles = 32;

/** Counts for each template and stack once. */
export function createAgreements(index: TemplateIndex): Agreements {
  const sharedWith = memoize(({ members }: Stack) => memoize((file: TemplateFile) => countIn(file, members)));
  /** Only for common ids: for the others, a lookup costs as much as collecting them again. */
  const commonBy = memoize((_types: readonly string[]) => new Map<string, () => readonly TemplateFile[]>());
  const filesOf = ({ types, logicalId }: StackMember): readonly TemplateFile[] => {
    const known = commonBy(types);
    const common = known.get(logicalId);
    if (common) return common();
    const files = filesFor(types, logicalId, index);
    if (files.length > maxRareFiles)
      known.set(
        logicalId,
        index.reads.once(() => filesFor(types, logicalId, index)),
      );
    return files;
  };

  const best = ({ members }: Stack): readonly TemplateFile[] => {
    let common = 0;
    const files = new Set<TemplateFile>();
    for (const member of members) {
      const found = filesOf(member);
      if (isSamImplicit(member.logicalId) || found.length > maxRareFiles) common++;
      else for (const file of found) files.add(file);
    }
    // Not kept: there may be thousands that are not needed again.
    const count = (file: TemplateFile) => countIn(file, members);
    const rare = withMostShared([...files], count);
    // A template without any of the rare ids has at most all of the common ones.
    return rare[0] && count(rare[0]) > common ? rare : bestByCount(members);
  };

  /** Many stacks have the same declared resources: those of a StackSet, and those of other workspaces. */
  const known = new Map<string, () => readonly TemplateFile[]>();
  const bestByCount = (members: readonly StackMember[]): readonly TemplateFile[] => {
    const declared = members.filter((member) => filesOf(member).length > 0);
    const implicit = implicitIn(members);
    const key = [implicit, ...declared.map(({ types, logicalId }) => `${types} ${logicalId}`).sort()].join(
      '\n',
    );
    const found = known.get(key) ?? index.reads.once(() => countByMember(declared, implicit));
    known.set(key, found);
    return found();
  };

  /**
   * Counts, for each member, the files that declare it. The reverse is slower, because an id may be in
   * thousands of files.
   */
  const countByMember = (declared: readonly StackMember[], implicit: number): readonly TemplateFile[] => {
    const counts = new Map<TemplateFile, number>();
    for (const member of declared)
      for (const file of filesOf(member)) counts.set(file, (counts.get(file) ?? 0) + 1);
    for (const [file, count] of implicit > 0 ? counts : [])
      if (hasSam(file)) counts.set(file, count + implicit);
    return withMostShared([...counts.keys()], (file) => counts.get(file) ?? 0);
  };

  const agreementWith = memoize((stack: Stack) =>
    memoize(
      (file: TemplateFile): Agreement => ({
        shared: sharedWith(stack)(file),
        total: stack.members.length,
        isComplete: stack.isListed,
      }),
    ),
  );

  return {
    shared: (file, stack) => sharedWith(stack)(file),
    between: (file, stack) => agreementWith(stack)(file),
    best: index.reads.memoize(best),
  };
}

/** Returns the templates that account for a stack's resource. */
function filesFor(
  types: readonly string[],
  logicalId: string,
  index: TemplateIndex,
): readonly TemplateFile[] {
  const files: TemplateFile[] = [];
  for (const type of types) for (const { file } of index.declarations(type, logicalId)) files.push(file);
  for (const { file } of index.expandedTo(logicalId)) files.push(file);
  // Typically a resource is declared once.
  return files.length < 2 ? files : [...new Set(files)];
}

/** Returns the items that share the most, or all items if no item shares anything. */
export function withMostShared<Item>(items: readonly Item[], shared: (item: Item) => number): Item[] {
  if (items.length < 2) return [...items];
  let most = 0;
  let best: Item[] = [];
  for (const item of items) {
    const count = shared(item);
    if (count > most) [most, best] = [count, [item]];
    else if (count === most) best.push(item);
  }
  return best;
}

/** Returns how many of the members the file accounts for. */
function countIn(file: TemplateFile, members: readonly StackMember[]): number {
  let count = 0;
  for (const member of members) if (!isSamImplicit(member.logicalId) && accountsFor(file, member)) count++;
  const implicit = implicitIn(members);
  return implicit > 0 && hasSam(file) ? count + implicit : count;
}

/** Returns how many members SAM generates without a declared resource: any template with SAM's types may have them. */
function implicitIn(members: readonly StackMember[]): number {
  return members.reduce((count, { logicalId }) => count + (isSamImplicit(logicalId) ? 1 : 0), 0);
}

function hasSam({ resources }: TemplateFile): boolean {
  return resources.some(({ type }) => isSam(type));
}
