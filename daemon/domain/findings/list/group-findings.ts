import type { DueState } from '#protocol/due.ts';
import { type Grouping, severalTemplates } from '#protocol/finding-list.ts';
import { severities } from '#protocol/findings.ts';
import type { Link } from '#protocol/links.ts';
import { listStates } from '#protocol/list-state.ts';
import { dueOf, type ListEntry, resourceOf, ruleOf } from './list-entry.ts';

/** A group with its members, in the order of the list that was grouped. */
export interface EntryGroup {
  readonly id: string;
  readonly value: string;
  readonly members: readonly ListEntry[];
  /** Set if the group is divided; the parts have all of its members. */
  readonly parts?: readonly EntryGroup[];
}

/**
 * Groups findings, without empty groups, in any order. Findings to do are divided by due date if anything is overdue or due
 * soon.
 * @param today Days since 1970.
 */
export function groupEntries(entries: readonly ListEntry[], grouping: Grouping, today: number): EntryGroup[] {
  const groups = [...membersByValue(entries, (entry) => groupValue(entry, grouping, today))];
  return groups.map(([value, members]) => {
    const id = `${grouping}:${value}`;
    const parts = grouping === 'state' && value === 'todo' ? partsOf(id, members, today) : [];
    return { id, value, members, ...(parts.length > 0 && { parts }) };
  });
}

/**
 * Returns how to sort groups. States, due dates and severities have their own order. Other groups are sorted by their number of
 * findings; the findings that have no such value come last.
 */
export function groupComparisonOf(grouping: Grouping): (a: EntryGroup, b: EntryGroup) => number {
  const fixed = fixedOrders[grouping];
  return fixed ? (a, b) => fixed.indexOf(a.value) - fixed.indexOf(b.value) : bySize;
}

const dueStates: readonly DueState['state'][] = ['overdue', 'due-soon', 'later'];
const fixedOrders: Partial<Record<Grouping, readonly string[]>> = {
  state: listStates,
  due: [...dueStates, ''],
  severity: severities,
};

/** Like `Map.groupBy`, which needs twice the time for many groups. */
function membersByValue(
  entries: readonly ListEntry[],
  groupValue: (entry: ListEntry) => string,
): Map<string, ListEntry[]> {
  const found = new Map<string, ListEntry[]>();
  for (const entry of entries) {
    const value = groupValue(entry);
    const members = found.get(value);
    if (members) members.push(entry);
    else found.set(value, [entry]);
  }
  return found;
}

function partsOf(id: string, members: readonly ListEntry[], today: number): EntryGroup[] {
  const byDue = membersByValue(members, (entry) => dueOf(entry, today) ?? 'later');
  if (!byDue.has('overdue') && !byDue.has('due-soon')) return [];
  return dueStates.flatMap((due) => {
    const found = byDue.get(due);
    return found ? [{ id: `${id}/${due}`, value: due, members: found }] : [];
  });
}

function groupValue(entry: ListEntry, grouping: Grouping, today: number): string {
  const { account, severity, ticket, link } = entry.finding;
  switch (grouping) {
    case 'state':
      return entry.state;
    case 'due':
      return dueOf(entry, today) ?? '';
    case 'severity':
      return severity;
    case 'template':
      return fileOf(link) ?? '';
    case 'rule':
      return ruleOf(entry.finding);
    case 'account':
      return account;
    case 'resource':
      return resourceOf(entry);
    case 'assignee':
      return ticket?.assignee ?? '';
  }
}

function bySize(a: EntryGroup, b: EntryGroup): number {
  if ((a.value === '') !== (b.value === '')) return a.value === '' ? 1 : -1;
  return b.members.length - a.members.length || (a.value < b.value ? -1 : 1);
}

/** Returns the linked template, `severalTemplates` if it is one of several, or `undefined` without any. */
function fileOf(link: Link | undefined): string | undefined {
  if (link?.place) return link.place.file;
  const files = new Set(link?.candidates?.map(({ file }) => file));
  return files.size > 1 ? severalTemplates : [...files][0];
}
