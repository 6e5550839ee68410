import type { FindingFilter } from '#protocol/finding-list.ts';
import { isFresh, type ListEntry, ruleOf, type SearchFacts, searchTextOf } from './list-entry.ts';

export interface FilterFacts extends SearchFacts {
  readonly newSince: string | undefined;
  /** Returns whether the finding's ticket is assigned to the user. */
  readonly isMine: (key: string) => boolean;
}

/** Returns a function that says whether the filter lets a finding through. */
export function filterOf(
  filter: FindingFilter,
  { newSince, isMine, ...facts }: FilterFacts,
): (entry: ListEntry) => boolean {
  const tests: ((entry: ListEntry) => boolean)[] = [];
  const oneOf = (values: readonly string[] | undefined, readValue: (entry: ListEntry) => string) => {
    if (!values?.length) return;
    const wanted = new Set(values);
    tests.push((entry) => wanted.has(readValue(entry)));
  };
  oneOf(filter.severities, ({ finding }) => finding.severity);
  oneOf(filter.states, ({ state }) => state);
  oneOf(filter.accounts, ({ finding }) => finding.account);
  oneOf(filter.rules, ({ finding }) => ruleOf(finding));
  if (filter.isNew) tests.push((entry) => isFresh(entry, newSince));
  if (filter.mine) tests.push(({ finding }) => isMine(finding.key));
  // Last, because it costs most.
  for (const word of wordsOf(filter.text)) tests.push((entry) => searchTextOf(entry, facts).includes(word));
  return (entry) => tests.every((test) => test(entry));
}

function wordsOf(text = ''): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}
