import type { ListOrder } from '#protocol/finding-list.ts';
import type { ListEntry } from './list-entry.ts';

export type Compare = (a: ListEntry, b: ListEntry) => number;

/** Returns how to sort findings. No two findings are equal, so that rows do not move without a reason. */
export function comparisonOf(order: ListOrder): Compare {
  switch (order) {
    case 'urgency':
      return byUrgency;
    case 'severity':
      return (a, b) => a.severity - b.severity || byUrgency(a, b);
    case 'oldest':
      return (a, b) => compare(a.finding.firstSeen, b.finding.firstSeen) || byUrgency(a, b);
    case 'newest':
      return (a, b) => compare(b.finding.firstSeen, a.finding.firstSeen) || byUrgency(a, b);
    case 'resource':
      return (a, b) => compare(nameOf(a), nameOf(b)) || byUrgency(a, b);
  }
}

/** As the contract's `byUrgency`, with days that are computed once. */
function byUrgency(a: ListEntry, b: ListEntry): number {
  return (
    // Two findings without a date: Infinity - Infinity is not a number.
    (a.dueDay === b.dueDay ? 0 : a.dueDay - b.dueDay) ||
    a.severity - b.severity ||
    compare(a.finding.title, b.finding.title) ||
    compare(a.finding.key, b.finding.key)
  );
}

function nameOf({ finding: { resource } }: ListEntry): string {
  return (resource.name ?? resource.id).toLowerCase();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
