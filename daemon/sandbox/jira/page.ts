/** A page of values, by position. */
export interface Page {
  readonly maxResults: number;
  readonly startAt: number;
  readonly total: number;
  readonly isLast: boolean;
  readonly values: readonly unknown[];
}

/** Returns the page that the query asks for with `startAt` and `maxResults`. */
export function pageOf<T>(
  all: readonly T[],
  query: URLSearchParams,
  maxPageItems: number,
  json: (item: T) => unknown,
): Page {
  const startAt = Math.max(0, Number(query.get('startAt') ?? 0) || 0);
  const asked = Math.max(1, Number(query.get('maxResults') ?? 50) || 50);
  const maxResults = Math.min(asked, maxPageItems);
  const values = all.slice(startAt, startAt + maxResults).map(json);
  return { maxResults, startAt, total: all.length, isLast: startAt + values.length >= all.length, values };
}
