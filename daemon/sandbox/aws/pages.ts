import type { Refusal } from './refusal.ts';
import { stableId } from './stable-ids.ts';

export interface Paging {
  readonly token: string | undefined;
  /** Maximum number of items on a page. */
  readonly limit: number;
  /** Identifies the list: a list refuses the token of another list. */
  readonly listing: string;
  /** AWS may return an empty page before the last one: in such lists, some pages follow an empty page. */
  readonly sometimesEmpty?: boolean;
  readonly refuse: () => Refusal;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent after the last page. */
  readonly next: string | undefined;
}

/** Returns one page. The token contains the position, so the endpoint keeps no state between pages. */
export function pageOf<T>(
  all: readonly T[],
  { token, limit, listing, sometimesEmpty, refuse }: Paging,
): Page<T> {
  const mark = stableId(12, listing);
  const { offset, wasEmpty } = token === undefined ? start : readToken(token, mark, refuse);
  if (sometimesEmpty && !wasEmpty && isUnlucky(listing, offset)) {
    return { items: [], next: writeToken(offset, true, mark) };
  }
  const end = offset + limit;
  return {
    items: all.slice(offset, end),
    next: end < all.length ? writeToken(end, false, mark) : undefined,
  };
}

const start = { offset: 0, wasEmpty: false };

/** Returns true for about one page in four, always the same pages. */
function isUnlucky(listing: string, offset: number): boolean {
  return Number.parseInt(stableId(2, listing, String(offset)), 16) < 64;
}

function writeToken(offset: number, wasEmpty: boolean, mark: string): string {
  return Buffer.from(`${offset}/${wasEmpty ? 'e' : 'p'}/${mark}`).toString('base64url');
}

function readToken(token: string, mark: string, refuse: () => Refusal) {
  const [, offset, kind, found] =
    /^(\d+)\/([ep])\/(\w+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (found !== mark) throw refuse();
  return { offset: Number(offset), wasEmpty: kind === 'e' };
}
