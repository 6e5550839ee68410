import { isSam, isSamImplicit } from './resource-types.ts';
import type { Member, Stack } from './stacks.ts';
import type { Declaration, TemplateIndex } from './template-index.ts';

/** How many of a stack's resources the declaration's template accounts for. */
export type Shared = (declaration: Declaration, stack: Stack) => number;

/**
 * Counts all templates at once for a stack, and once: its findings ask the same. Ids like `Bucket` are declared by
 * hundreds of templates, so counting is kept to additions in an array with one number a template.
 */
export function sharedIn(index: TemplateIndex): Shared {
  const counts = new Map<Stack, Count>();
  const counter = createCounter(index);
  return ({ file, slot }, stack) => {
    let count = counts.get(stack);
    if (!count) {
      count = counter(stack.members);
      counts.set(stack, count);
    }
    const implicit =
      count.implicit > 0 && file.resources.some(({ type }) => isSam(type)) ? count.implicit : 0;
    return (count.bySlot[slot] ?? 0) + implicit;
  };
}

interface Count {
  readonly bySlot: Uint32Array;
  /** What SAM makes without any id of the template in it. */
  readonly implicit: number;
}

function createCounter(index: TemplateIndex): (members: readonly Member[]) => Count {
  /** The member for which a template was counted last: it may account for one in two ways. */
  const countedFor = new Uint32Array(index.slots);
  let current = 0;
  return (members) => {
    const bySlot = new Uint32Array(index.slots);
    let implicit = 0;
    const count = ({ slot }: Declaration) => {
      if (countedFor[slot] === current) return;
      countedFor[slot] = current;
      bySlot[slot] = (bySlot[slot] ?? 0) + 1;
    };
    for (const { type, logicalId } of members) {
      current++;
      if (isSamImplicit(logicalId)) implicit++;
      else index.accountingFor(type, logicalId, count);
    }
    return { bySlot, implicit };
  };
}
