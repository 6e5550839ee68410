import { memoize } from '../../../base/memoize.ts';
import { isSam, isSamImplicit } from '../../resources/sam.ts';
import type { TemplateFile } from '../../templates/template.ts';
import { accountsFor } from '../index/match-in-template.ts';
import type { TemplateIndex } from '../index/template-index.ts';
import type { Member, Stack } from './membership.ts';

/** How much of a stack's resources templates account for. */
export interface Agreements {
  /** Of one template. */
  shared(file: TemplateFile, stack: Stack): number;
  /** The templates that account for most, in no order. */
  leaders(stack: Stack): readonly TemplateFile[];
}

/** An id that more templates declare tells little of which one it is; a `Bucket` is in a thousand. */
const fewTemplates = 32;

export function agreementsIn(index: TemplateIndex): Agreements {
  const sharedWith = memoize(({ members }: Stack) => memoize((file: TemplateFile) => countIn(file, members)));
  /** Kept of common ids alone: to put the others together costs no more than to look them up. */
  const commonBy = memoize((_types: readonly string[]) => new Map<string, readonly TemplateFile[]>());
  const filesOf = ({ types, logicalId }: Member): readonly TemplateFile[] => {
    const known = commonBy(types);
    const files = known.get(logicalId) ?? filesFor(types, logicalId, index);
    if (files.length > fewTemplates) known.set(logicalId, files);
    return files;
  };

  const leaders = ({ members }: Stack): readonly TemplateFile[] => {
    let common = 0;
    const files = new Set<TemplateFile>();
    for (const member of members) {
      const found = filesOf(member);
      if (isSamImplicit(member.logicalId) || found.length > fewTemplates) common++;
      else for (const file of found) files.add(file);
    }
    // Not remembered: there may be thousands of which nobody will ask.
    const count = (file: TemplateFile) => countIn(file, members);
    const rare = sharingMost([...files], count);
    // Whoever declares none of the rare ones has at most all of the common ones.
    return rare[0] && count(rare[0]) > common ? rare : mostMet(members);
  };

  /** Many stacks hold the same of what is declared here: those of a StackSet, and those of other workspaces. */
  const known = new Map<string, readonly TemplateFile[]>();
  const mostMet = (members: readonly Member[]): readonly TemplateFile[] => {
    const declared = members.filter((member) => filesOf(member).length > 0);
    const implicit = implicitIn(members);
    const key = [implicit, ...declared.map(({ types, logicalId }) => `${types} ${logicalId}`).sort()].join(
      '\n',
    );
    const found = known.get(key) ?? sharingMostOf(declared, implicit);
    known.set(key, found);
    return found;
  };

  /** Counts by what declares each member, not by file: an id may be in thousands of them. */
  const sharingMostOf = (declared: readonly Member[], implicit: number): readonly TemplateFile[] => {
    const counts = new Map<TemplateFile, number>();
    for (const member of declared)
      for (const file of filesOf(member)) counts.set(file, (counts.get(file) ?? 0) + 1);
    for (const [file, count] of implicit > 0 ? counts : [])
      if (hasSam(file)) counts.set(file, count + implicit);
    return sharingMost([...counts.keys()], (file) => counts.get(file) ?? 0);
  };

  return { shared: (file, stack) => sharedWith(stack)(file), leaders: memoize(leaders) };
}

/** The templates that account for a stack's resource. */
function filesFor(
  types: readonly string[],
  logicalId: string,
  index: TemplateIndex,
): readonly TemplateFile[] {
  const files: TemplateFile[] = [];
  for (const type of types) for (const { file } of index.declarations(type, logicalId)) files.push(file);
  for (const { file } of index.expandedTo(logicalId)) files.push(file);
  // Most resources are declared once.
  return files.length < 2 ? files : [...new Set(files)];
}

/** Those that share most; all, where none shares anything. */
export function sharingMost<Item>(items: readonly Item[], shared: (item: Item) => number): Item[] {
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

function countIn(file: TemplateFile, members: readonly Member[]): number {
  let count = 0;
  for (const member of members) if (!isSamImplicit(member.logicalId) && accountsFor(file, member)) count++;
  const implicit = implicitIn(members);
  return implicit > 0 && hasSam(file) ? count + implicit : count;
}

/** How many SAM makes of nothing in particular: any template with SAM's types may have made them. */
function implicitIn(members: readonly Member[]): number {
  return members.reduce((count, { logicalId }) => count + (isSamImplicit(logicalId) ? 1 : 0), 0);
}

function hasSam({ resources }: TemplateFile): boolean {
  return resources.some(({ type }) => isSam(type));
}
