import type { FindingFilter } from '#protocol/finding-list.ts';
import { isFresh, type ListEntry, ruleOf } from './list-entry.ts';
import { findWords, type SearchFacts } from './search-texts.ts';

export interface FilterFacts extends SearchFacts {
  readonly newSince: string | undefined;
  /** Returns whether the finding's ticket is assigned to the user. */
  readonly isMine: (key: string) => boolean;
}

/** Returns the findings that the filter lets through. */
export function filterFindings(
  entries: readonly ListEntry[],
  filter: FindingFilter,
  { newSince, isMine, ...facts }: FilterFacts,
): ListEntry[] {
  const tests: ((entry: ListEntry, index: number) => boolean)[] = [];
  const oneOf = (values: readonly string[] | undefined, readValue: (entry: ListEntry) => string) => {
    if (!values?.length) return;
    const wanted = new Set(values);
    tests.push((entry) => wanted.has(readValue(entry)));
  };
  const words = wordsOf(filter.text);
  if (words.length > 0) {
    const found = findWords(entries, words, facts);
    tests.push((_, index) => found[index] === 1);
  }
  oneOf(filter.severities, ({ finding }) => finding.severity);
  oneOf(filter.states, ({ state }) => state);
  oneOf(filter.accounts, ({ finding }) => finding.account);
  oneOf(filter.rules, ({ finding }) => ruleOf(finding));
  if (filter.isNew) tests.push((entry) => isFresh(entry, newSince));
  if (filter.mine) tests.push(({ finding }) => isMine(finding.key));
  return entries.filter((entry, index) => tests.every((test) => test(entry, index)));
}

function wordsOf(text = ''): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}
