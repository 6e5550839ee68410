import type { Refusal } from './refusal.ts';
import { stableId } from './stable-ids.ts';

export interface Paging {
  readonly token: string | undefined;
  /** Most items of a page. */
  readonly limit: number;
  /** What is listed: a token of one listing is refused by another. */
  readonly listing: string;
  /** AWS may answer an empty page that has a next one: some pages of such listings are preceded by one. */
  readonly sometimesEmpty?: boolean;
  readonly refuse: () => Refusal;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent after the last page. */
  readonly next: string | undefined;
}

/** Nothing is kept between pages: the token says where to go on. */
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

/** About one page in four, and always the same ones. */
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
