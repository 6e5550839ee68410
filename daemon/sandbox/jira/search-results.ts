import type { Issue, World } from '../model.ts';
import { readJql } from './jql.ts';

/** The issues that a search sees: the content of the index while it lags. Undefined: all issues. */
export type Indexed = readonly Issue[] | undefined;

export interface SearchRequest {
  readonly jql: string;
  /** Refuse a query without any restriction. */
  readonly isBounded: boolean;
  /** The user's time zone, in which JQL's dates are. */
  readonly timeZone: string;
  /** Ids of the issues that are searched as they are now, although the index lags. */
  readonly reconciled?: ReadonlySet<string>;
}

interface KeptResults {
  readonly request: string;
  readonly searched: readonly Issue[];
  readonly marks: readonly unknown[];
  readonly found: readonly Issue[];
}

const maxKeptQueries = 4;
const kept = new WeakMap<World, readonly KeptResults[]>();

/**
 * Returns every issue that a query finds, in its order. The results of the last queries are kept until an issue changes, so
 * that reading all pages of a large result does not search and sort it once for each page.
 * @throws Refusal 400 for a query that Jira does not accept
 */
export function searchResults(world: World, indexed: Indexed, search: SearchRequest): readonly Issue[] {
  const { jql, isBounded, timeZone, reconciled = new Set<string>() } = search;
  const now = new Date();
  const searched =
    indexed === undefined
      ? world.issues
      : [
          ...indexed.filter(({ id }) => !reconciled.has(id)),
          ...world.issues.filter(({ id }) => reconciled.has(id)),
        ];
  // Relative dates have a precision of minutes here.
  const request = JSON.stringify([jql, isBounded, timeZone, Math.floor(now.getTime() / 60_000)]);
  const usable = (results: KeptResults) =>
    results.request === request &&
    searched.length === results.searched.length &&
    isUnchanged(searched, results);
  const results = kept.get(world) ?? [];
  const known = indexed === undefined ? results.find(usable) : undefined;
  if (known !== undefined) return known.found;

  const { matches, compare } = readJql(jql, world, { now, isBounded, timeZone });
  const found = searched
    .filter((issue) => !issue.isArchived && !issue.isHidden && matches(issue))
    .sort(compare);
  if (indexed === undefined) {
    const latest = { request, searched: [...searched], marks: searched.flatMap(marksOf), found };
    kept.set(world, [latest, ...results].slice(0, maxKeptQueries));
  }
  return found;
}

/** The parts of an issue on which a query can depend and that change without `updated`, in tests. */
function marksOf(issue: Issue): readonly unknown[] {
  const { updated, status, labels, due, assignee, priority, key, summary, description } = issue;
  return [
    updated,
    status,
    labels,
    due,
    assignee,
    priority,
    key,
    summary,
    description,
    issue.isHidden,
    issue.isArchived,
  ];
}

function isUnchanged(searched: readonly Issue[], { searched: before, marks }: KeptResults): boolean {
  let at = 0;
  return searched.every((issue, index) => {
    if (issue !== before[index]) return false;
    return marksOf(issue).every((mark) => mark === marks[at++]);
  });
}
