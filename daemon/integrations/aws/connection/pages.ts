import { createHash } from 'node:crypto';
import type { Text } from '../../../base/text.ts';
import { listingEndless } from './answer-problems.ts';

interface Page {
  readonly NextToken?: string | undefined;
}

export interface ListingLimits {
  readonly maxPages: number;
  /** Members of all lists of all pages. */
  readonly maxRows: number;
}

/** An aggregator of 8,000 accounts × 17 regions lists its sources in 1,360 pages. */
export const listingLimits: ListingLimits = { maxPages: 2_000, maxRows: 200_000 };

/** AWS's longest are some 2,000 characters. */
const maxTokenLength = 65_536;

/**
 * Every page of a paged call, as it arrives. A page may be empty and still have a next one: only the token counts.
 * A listing whose tokens come again, or that goes on past its limits, ends with a Problem of its own place.
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
    if (seen.size >= maxPages) throw listingEndless(morePages(maxPages));
    const page = await read(token);
    rows += rowsIn(page);
    if (rows > maxRows) throw listingEndless(moreRows(maxRows));
    yield page;
    token = page.NextToken;
    if (!token) return;
    if (String(token).length > maxTokenLength) throw listingEndless(longToken);
    // A digest: a token may be long, and there may be many.
    const digest = createHash('sha256').update(String(token)).digest('base64');
    if (seen.has(digest)) throw listingEndless(repeatedToken);
    seen.add(digest);
  } while (token);
}

function rowsIn(page: object): number {
  const lists = Object.values(page).filter((member) => Array.isArray(member));
  return lists.reduce((sum, list) => sum + list.length, 0);
}

const repeatedToken: Text = {
  en: 'the token of its next page repeats itself',
  ja: '次のページのトークンが繰り返されています',
};
const longToken: Text = {
  en: 'the token of its next page is too long',
  ja: '次のページのトークンが長すぎます',
};
const morePages = (max: number): Text => ({
  en: `it has more than ${max} pages`,
  ja: `${max} ページを超えています`,
});
const moreRows = (max: number): Text => ({
  en: `it has more than ${max} rows`,
  ja: `${max} 行を超えています`,
});

export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}
