import type { ListCounts } from '#protocol/finding-list.ts';
import { dueOf, isFresh, type ListEntry } from './list-entry.ts';

/** Facts that counts depend on, besides the findings. */
export interface CountedAt {
  /** Days since 1970. */
  readonly today: number;
  /** ISO 8601. Absent: nothing is new. */
  readonly newSince: string | undefined;
}

export type UrgencyCounts = Pick<ListCounts, 'overdue' | 'fresh' | 'urgent'>;

interface Counted<Counts> extends CountedAt {
  readonly counts: Counts;
}

/** The last counts of each list: a window asks for the same list with each key that its user types in a filter. */
const ofLists = new WeakMap<readonly ListEntry[], Counted<ListCounts>>();
const ofGroups = new WeakMap<readonly ListEntry[], Counted<UrgencyCounts>>();

/** Counts all findings of a list, and how many of the open ones are urgent. */
export function listCounts(entries: readonly ListEntry[], at: CountedAt): ListCounts {
  return counted(ofLists, entries, at, () => {
    const open = entries.filter(({ isOpen }) => isOpen);
    return { all: entries.length, open: open.length, ...countUrgent(open, at) };
  });
}

/** Counts how many findings of a group are urgent. */
export function groupCounts(members: readonly ListEntry[], at: CountedAt): UrgencyCounts {
  return counted(ofGroups, members, at, () => countUrgent(members, at));
}

function counted<Counts>(
  known: WeakMap<readonly ListEntry[], Counted<Counts>>,
  entries: readonly ListEntry[],
  { today, newSince }: CountedAt,
  count: () => Counts,
): Counts {
  const last = known.get(entries);
  if (last && last.today === today && last.newSince === newSince) return last.counts;
  const counts = count();
  known.set(entries, { today, newSince, counts });
  return counts;
}

function countUrgent(entries: readonly ListEntry[], { today, newSince }: CountedAt): UrgencyCounts {
  let [overdue, fresh, urgent] = [0, 0, 0];
  for (const entry of entries) {
    const isOverdue = dueOf(entry, today) === 'overdue';
    const isNew = isFresh(entry, newSince);
    if (isOverdue) overdue++;
    if (isNew) fresh++;
    if (isOverdue || isNew) urgent++;
  }
  return { overdue, fresh, urgent };
}
