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
  const found = new Map<Stack, readonly TemplateFile[]>();
  /** The findings of one stack mostly come one after the other. */
  let last: { file: TemplateFile; stack: Stack; shared: number } | undefined;
  const shared = (file: TemplateFile, stack: Stack): number => {
    if (last?.file === file && last.stack === stack) return last.shared;
    last = { file, stack, shared: countIn(file, stack.members) };
    return last.shared;
  };

  const leaders = (stack: Stack): readonly TemplateFile[] => {
    const common: Member[] = [];
    const files = new Set<TemplateFile>();
    for (const member of stack.members) {
      if (isSamImplicit(member.logicalId)) common.push(member);
      else if (index.declarations(member.type, member.logicalId).length > fewTemplates) common.push(member);
      else index.accountingFor(member.type, member.logicalId, ({ file }) => files.add(file));
    }
    const best = sharingMost([...files], stack);
    // Whoever declares none of the rare ones has at most all of the common ones.
    if (best.most > common.length) return best.files;
    for (const { type, logicalId } of common)
      index.accountingFor(type, logicalId, ({ file }) => files.add(file));
    return sharingMost([...files], stack).files;
  };

  const sharingMost = (files: readonly TemplateFile[], { members }: Stack) => {
    let most = 1;
    let best: TemplateFile[] = [];
    for (const file of files) {
      const count = countIn(file, members);
      if (count > most) [most, best] = [count, [file]];
      else if (count === most) best.push(file);
    }
    return { most: best.length > 0 ? most : 0, files: best };
  };

  return {
    shared,
    leaders(stack) {
      const known = found.get(stack) ?? leaders(stack);
      found.set(stack, known);
      return known;
    },
  };
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
