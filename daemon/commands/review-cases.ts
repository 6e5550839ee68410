import { type ReviewCase, readReviewCase } from '#protocol/given-review.ts';
import type { TicketView } from '#protocol/tickets.ts';
import { atMost } from '../base/at-most.ts';
import { Problem } from '../domain/problems/problem.ts';
import type { Client } from './daemon-client.ts';

/** Each ticket costs one call at most. More tickets are listed without their review. */
const maxReadTickets = 200;
const maxParallelCalls = 3;
/** After so many failures the site is not asked about the other tickets. */
const maxFailures = 3;

/** A ticket in review with what its reviewer needs. */
export interface ReviewedTicket extends Omit<TicketView, 'aws'>, ReviewCase {
  /** The developer's review was not read from Jira: it may exist. */
  readonly reviewUnread?: true;
}

export interface ReviewCases {
  readonly tickets: readonly ReviewedTicket[];
  /** The number of tickets whose review was not read. */
  readonly unread: number;
  /** Why the first of them was not read, in the client's language. */
  readonly cause?: string;
}

/** Reads the developers' reviews of tickets in review. A ticket whose review cannot be read stays in the list. */
export async function readReviewCases(
  client: Client,
  tickets: readonly TicketView[],
  signal: AbortSignal,
): Promise<ReviewCases> {
  const failures: string[] = [];
  const read = await atMost(maxParallelCalls, tickets.slice(0, maxReadTickets), async (ticket) => {
    if (failures.length >= maxFailures || signal.aborted) return unreadOf(ticket);
    try {
      return { ...ticket, ...(await client.request(readReviewCase, { ticket: ticket.key }, signal)) };
    } catch (error) {
      // A problem of this process, such as a lost daemon, is one of all tickets.
      if (error instanceof Problem) throw error;
      failures.push(error instanceof Error ? error.message : String(error));
      return unreadOf(ticket);
    }
  });
  signal.throwIfAborted();
  const all: ReviewedTicket[] = [...read, ...tickets.slice(maxReadTickets).map(unreadOf)];
  const [cause] = failures;
  return {
    tickets: all,
    unread: all.filter(({ reviewUnread }) => reviewUnread).length,
    ...(cause !== undefined && { cause }),
  };
}

function unreadOf(ticket: TicketView): ReviewedTicket {
  return { ...ticket, reviewUnread: true };
}
