import { z } from 'zod';
import { Problem } from '../../domain/problems/problem.ts';
import type {
  ListedTicket,
  TicketFates,
  TicketName,
  TicketPage,
  TicketRecord,
} from '../../domain/tickets/ticket.ts';
import type { Expect } from './expect.ts';
import { ticketsOfIssues } from './issue.ts';

/** Jira's own limit for one request. */
const maxChunkKeys = 100;
/** A site that does not support that request is asked for tickets one by one, up to this number. */
const usualMaxSingleTickets = 20;
/**
 * Refusals which mean that a site does not support that request: no such URL, method not allowed, removed,
 * not understood.
 */
const unsupported = new Set(['jira-site-invalid', 'jira-site-unavailable', 'jira-refused']);

const answerShape = z.object({
  issues: z.array(z.unknown()).nullish(),
  /** Errors about issues that exist but could not be returned. */
  issueErrors: z.array(z.unknown()).nullish(),
});

export interface ByKey {
  /** Resolves to Jira's response for at most 100 keys or ids. Absent: the site has no such request. */
  bulkFetch?(keys: readonly string[]): Promise<unknown>;
  readTicket(key: string): Promise<TicketRecord>;
  /** Tickets of one look-up that are read one by one. Absent: 20. */
  readonly maxSingleTickets?: number;
  readonly expect: Expect;
}

/**
 * Yields these tickets. Asks Jira itself, not its search index.
 */
export async function* fetchListed(listed: readonly ListedTicket[], jira: ByKey): AsyncGenerator<TicketPage> {
  const keys = listed.flatMap(({ key, id }) => key ?? id ?? []);
  for (let at = 0; at < keys.length; at += maxChunkKeys) {
    const { tickets, unreadable } = await read(keys.slice(at, at + maxChunkKeys), jira);
    yield { tickets, unreadable };
  }
}

/**
 * Resolves to what happened to these tickets. Asks Jira itself, not its search index.
 * @param owned Resolves to the keys of those tickets that still belong to the team.
 */
export async function fatesOf(
  asked: readonly TicketName[],
  jira: ByKey,
  owned: (tickets: readonly TicketRecord[]) => Promise<ReadonlySet<string>>,
): Promise<TicketFates> {
  const found: TicketRecord[] = [];
  const moved: { from: string; to: string }[] = [];
  const gone: string[] = [];
  const all = jira.bulkFetch ? asked : asked.slice(0, jira.maxSingleTickets);
  for (let at = 0; at < all.length; at += maxChunkKeys) {
    const chunk = all.slice(at, at + maxChunkKeys);
    const { tickets, isWhole } = await read(
      chunk.map(({ key }) => key),
      jira,
    );
    const byKey = new Map(tickets.map((ticket) => [ticket.key, ticket]));
    const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
    const own = await owned(tickets);
    for (const { key, id } of chunk) {
      const ticket = byKey.get(key) ?? (id === undefined ? undefined : byId.get(id));
      if (!ticket) {
        if (isWhole(key)) gone.push(key);
      } else if (ticket.key !== key) moved.push({ from: key, to: ticket.key });
      else if (own.has(key)) found.push(ticket);
      else gone.push(key);
    }
  }
  return { found, moved, gone };
}

interface Answer extends TicketPage {
  /** Returns whether the absence of this key from `tickets` means that the ticket does not exist. */
  isWhole(key: string): boolean;
}

async function read(keys: readonly string[], jira: ByKey): Promise<Answer> {
  if (!jira.bulkFetch) return readSingly(keys, jira);
  try {
    const answer = await jira.bulkFetch(keys);
    const { issues, issueErrors } = jira.expect(answerShape, answer, 'bulkFetch');
    const { tickets, unreadable } = ticketsOfIssues(issues ?? []);
    // An error, or a ticket without a key, may belong to any of the absent tickets.
    const isClear = !issueErrors?.length && unreadable.every(({ key }) => key !== undefined);
    return {
      tickets,
      unreadable,
      isWhole: (key) => isClear && unreadable.every((other) => other.key !== key),
    };
  } catch (error) {
    if (!(error instanceof Problem) || !unsupported.has(error.code)) throw error;
  }
  return readSingly(keys, jira);
}

async function readSingly(keys: readonly string[], jira: ByKey): Promise<Answer> {
  const tickets: TicketRecord[] = [];
  const unknown = new Set<string>();
  for (const key of keys.slice(0, jira.maxSingleTickets ?? usualMaxSingleTickets)) {
    try {
      tickets.push(await jira.readTicket(key));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'ticket-unknown') unknown.add(key);
      else if (error.code !== 'jira-unexpected') throw error;
    }
  }
  return { tickets, unreadable: [], isWhole: (key) => unknown.has(key) };
}
