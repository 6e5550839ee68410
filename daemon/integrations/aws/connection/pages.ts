import { createHash } from 'node:crypto';
import type { AwsProblems } from '../../../domain/problems/aws.ts';
import { type Problem, problem } from '../../../domain/problems/problem.ts';

interface Page {
  readonly NextToken?: string | undefined;
}

export interface ListingLimits {
  readonly maxPages: number;
  /** Number of members in all lists of all pages. */
  readonly maxRows: number;
}

/** An aggregator of 8,000 accounts × 17 regions lists its sources in 1,360 pages. */
export const listingLimits: ListingLimits = { maxPages: 2_000, maxRows: 200_000 };

/** The longest tokens of AWS have about 2,000 characters. */
const maxTokenCharacters = 65_536;

/**
 * Yields every page of a paged call as it arrives. A page may be empty and still have a next one: only the
 * token counts. A listing whose tokens repeat, or that exceeds its limits, ends with a Problem.
 * @throws Problem `aws-listing-endless`
 */
export async function* pages<P extends Page>(
  read: (token: string | undefined) => Promise<P>,
  { maxPages, maxRows }: ListingLimits = listingLimits,
): AsyncGenerator<P> {
  const seen = new Set<string>();
  let rows = 0;
  let token: string | undefined;
  do {
    if (seen.size >= maxPages) throw endless({ reason: 'pages', max: maxPages });
    const page = await read(token);
    rows += rowsIn(page);
    if (rows > maxRows) throw endless({ reason: 'rows', max: maxRows });
    yield page;
    token = page.NextToken;
    if (!token) return;
    if (String(token).length > maxTokenCharacters) throw endless({ reason: 'token-too-long' });
    // Keeps a digest, because tokens may be long and numerous.
    const digest = createHash('sha256').update(String(token)).digest('base64');
    if (seen.has(digest)) throw endless({ reason: 'token-repeated' });
    seen.add(digest);
  } while (token);
}

function rowsIn(page: object): number {
  const lists = Object.values(page).filter((member) => Array.isArray(member));
  return lists.reduce((sum, list) => sum + list.length, 0);
}

function endless(facts: AwsProblems['aws-listing-endless']): Problem {
  return problem('aws-listing-endless', facts);
}

/** Splits a list into parts of `size` items; the last may be shorter. */
export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}
