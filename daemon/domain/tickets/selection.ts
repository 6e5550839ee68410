import { createHash } from 'node:crypto';

/**
 * Which tickets are read: those that meet every given condition. Without projects and JQL: tickets with the
 * label `guardrail`, which the tickets of every team have.
 */
export interface TicketSelection {
  /** Keys of projects, at least one. Absent: the project does not matter. */
  readonly projects?: readonly string[];
  /** The team's own JQL as `conditionOf` returns it: one condition, without an order. */
  readonly jql?: string;
  /**
   * Tickets that are done and were not updated for more days than these are not read. Absent: every ticket is
   * read.
   */
  readonly doneDays?: number;
}

/** A longer text is no condition that a person wrote. In characters. */
const maxJqlCharacters = 10_000;

const orderBy = /order\s+by\b/iy;

/**
 * Returns the condition of a JQL text: without its ORDER BY, because Guardrail reads in its own order.
 * `undefined` if the text is not one condition that can stand in parentheses next to others: a quote or a
 * parenthesis is not closed, nothing is left, or it is too long. Whether its fields and values exist is for
 * the site to say.
 */
export function conditionOf(jql: string): string | undefined {
  if (jql.length > maxJqlCharacters) return undefined;
  let depth = 0;
  let quote: string | undefined;
  let end = jql.length;
  for (let at = 0; at < end; at++) {
    const character = jql[at] ?? '';
    if (quote !== undefined) {
      if (character === '\\') at++;
      else if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth++;
    else if (character === ')') {
      if (--depth < 0) return undefined;
    } else if (isOrder(jql, at)) end = at;
  }
  const condition = jql.slice(0, end).trim();
  return depth === 0 && quote === undefined && condition !== '' ? condition : undefined;
}

function isOrder(jql: string, at: number): boolean {
  if (/[\w.-]/.test(jql[at - 1] ?? '')) return false;
  orderBy.lastIndex = at;
  return orderBy.test(jql);
}

/**
 * Returns the name under which the tickets of a selection are stored: the site, and what distinguishes the
 * selection from others of this site. Another selection is read from the beginning.
 */
export function scopeOf(site: string, { projects, jql, doneDays }: TicketSelection): string {
  return [
    site,
    ...(projects ? [[...new Set(projects)].sort().join(',')] : []),
    ...(jql === undefined
      ? []
      : [`jql:${createHash('sha256').update(jql, 'utf8').digest('hex').slice(0, 16)}`]),
    ...(doneDays === undefined ? [] : [`done:${doneDays}`]),
  ].join(' ');
}
