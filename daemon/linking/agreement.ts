import { memoize } from '../base/memoize.ts';
import type { TemplateFile } from '../templates/template.ts';
import { accountsFor } from './declared.ts';
import { isSam, isSamImplicit } from './resource-types.ts';
import type { Member, Stack } from './stacks.ts';
import type { TemplateIndex } from './template-index.ts';

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
  const shared = (file: TemplateFile, stack: Stack): number => sharedWith(stack)(file);

  const leaders = (stack: Stack): readonly TemplateFile[] => {
    const common: Member[] = [];
    const files = new Set<TemplateFile>();
    for (const member of stack.members) {
      const { type, logicalId } = member;
      if (isSamImplicit(logicalId) || index.declarations(type, logicalId).length > fewTemplates)
        common.push(member);
      else index.accountingFor(type, logicalId, ({ file }) => files.add(file));
    }
    // Not remembered: there may be thousands of which nobody will ask.
    const count = (file: TemplateFile) => countIn(file, stack.members);
    const rare = sharingMost([...files], count);
    // Whoever declares none of the rare ones has at most all of the common ones.
    if (rare[0] && count(rare[0]) > common.length) return rare;
    return mostMet(stack.members);
  };

  /** By what declares each, not by file: an id may be in thousands of them. */
  const mostMet = (members: readonly Member[]): readonly TemplateFile[] => {
    const counts = new Map<TemplateFile, number>();
    for (const { type, logicalId } of members) {
      const files = new Set<TemplateFile>();
      index.accountingFor(type, logicalId, ({ file }) => files.add(file));
      for (const file of files) counts.set(file, (counts.get(file) ?? 0) + 1);
    }
    return sharingMost([...counts.keys()], (file) => counts.get(file) ?? 0);
  };

  return { shared, leaders: memoize(leaders) };
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
  let implicit = 0;
  for (const member of members) {
    if (isSamImplicit(member.logicalId)) implicit++;
    else if (accountsFor(file, member)) count++;
  }
  return implicit > 0 && file.resources.some(({ type }) => isSam(type)) ? count + implicit : count;
}
