import { randomUUID } from 'node:crypto';
import { maxReasonLength, reasonLength, reasonText } from '#protocol/reasons.ts';
import { type Outcome, outcomes, type ReviewParams } from '#protocol/tickets.ts';
import { lineOf, Problem } from '../base/problem.ts';
import type { Text } from '../base/text.ts';
import {
  moveNeedsFields,
  noMoveToReview,
  outcomeInvalid,
  reasonInvalid,
  reviewWithdrawn,
  ticketAlreadyDone,
  ticketKeyInvalid,
} from './review-problems.ts';
import { isConfiguredName, stateOf } from './state.ts';
import type { StatusNames, TicketRecord, TicketSource, TicketTransition } from './ticket.ts';

/** A developer's act on a ticket, before Jira confirmed it. */
export interface Review {
  /** Unique; also the identity of its comment in Jira. */
  readonly id: string;
  readonly ticket: string;
  readonly outcome: Outcome;
  /** Plain text, 1 to 2,000 characters, trimmed. */
  readonly reason: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

export interface QueuedReview extends Review {
  /** `conflict`: sending it again would not help; a person resolves it. */
  readonly state: 'waiting' | 'conflict';
  /** Why it still waits, or what is in the way. */
  readonly note?: Text;
}

/** Reviews that Jira has not confirmed, kept on disk: each call is durable when it returns. */
export interface ReviewOutbox {
  /** Replaces an earlier review of the same ticket. */
  add(review: Review): void;
  /** In the order they were made. */
  list(): QueuedReview[];
  /** Removes a review that is done with. */
  settle(id: string): void;
  conflict(id: string, note: Text): void;
  postpone(id: string, note: Text): void;
  withdraw(ticket: string): void;
}

export interface ReviewsInput {
  readonly outbox: ReviewOutbox;
  /** @throws Problem where nobody is signed in; a review is kept all the same. */
  readonly source: () => TicketSource;
  readonly names: () => StatusNames;
  /**
   * Asked as a review sets out: how to keep what Jira says of its ticket. Settings that change meanwhile must not
   * send the answer of one site to the tickets of another.
   */
  readonly keeper: () => (record: TicketRecord) => void;
}

export interface ReviewOutcome {
  readonly result: 'confirmed' | 'waiting';
  readonly record?: TicketRecord;
  /** Why it waits. */
  readonly note?: Text;
}

export type Reviews = ReturnType<typeof createReviews>;

const ticketKey = /^[A-Z][A-Z0-9_]*-[1-9][0-9]*$/;

/** Whether this is written as Jira writes a ticket's key. */
export function isTicketKey(text: string): boolean {
  return ticketKey.test(text);
}

/** Jira may answer later: the review waits and nobody needs to act. */
const passing = new Set([
  'jira-unreachable',
  'jira-tls-failed',
  'jira-proxy-refused',
  'jira-throttled',
  'jira-failed',
  'jira-unexpected',
  'jira-site-unavailable',
]);
/** The same request would be refused again: a person resolves it. */
const conflicts = new Set(['ticket-already-done', 'no-move-to-review', 'move-needs-fields', 'jira-refused']);
/** Not about one ticket: the next review would meet the same. */
const general = new Set([
  'jira-unreachable',
  'jira-tls-failed',
  'jira-proxy-refused',
  'jira-throttled',
  'jira-token-refused',
  'jira-captcha',
  'jira-signed-out',
  'jira-missing',
  'jira-site-invalid',
]);

/**
 * Hands reviews over to Jira. Each is on disk before the first request and leaves it after the last; each step
 * looks at what is already done, so a crash between any two steps, or an answer that got lost, ends in one move
 * and one comment.
 */
export function createReviews({ outbox, source, names, keeper }: ReviewsInput) {
  const lanes = new Map<string, Promise<unknown>>();
  let flushing: Promise<void> | undefined;

  /** One review of a ticket at a time, in the order they came. */
  function inLane<T>(ticket: string, work: () => Promise<T>): Promise<T> {
    const mine = (lanes.get(ticket) ?? Promise.resolve()).then(work, work);
    lanes.set(ticket, mine);
    const leave = () => {
      if (lanes.get(ticket) === mine) lanes.delete(ticket);
    };
    mine.then(leave, leave);
    return mine;
  }

  const isQueued = ({ id }: Review) => outbox.list().some((queued) => queued.id === id);

  /** The move and the comment; answers what Jira then holds. */
  async function handOver(
    review: Review,
    keep: (record: TicketRecord) => void,
    signal: AbortSignal,
  ): Promise<TicketRecord> {
    const jira = source();
    const ticket = await jira.readTicket(review.ticket, signal);
    keep(ticket);
    const state = stateOf(ticket.status, names());
    if (state === 'done') throw ticketAlreadyDone(ticket);
    const moved = state === 'review' ? ticket : await moveToReview(jira, ticket, review, signal);
    await jira.commentOnce(review.ticket, { id: review.id, paragraphs: commentOf(review) }, signal);
    return moved;
  }

  async function moveToReview(jira: TicketSource, ticket: TicketRecord, review: Review, signal: AbortSignal) {
    const offered = await jira.listTransitions(review.ticket, signal);
    const transition = chooseMove(offered, names());
    if (transition === undefined) throw noMoveToReview(ticket, offered);
    if (transition.requiredFields.length > 0) throw moveNeedsFields(ticket, transition);
    if (!isQueued(review)) throw reviewWithdrawn(review.ticket);
    await jira.move(review.ticket, transition.id, signal);
    return { ...ticket, status: transition.to };
  }

  /**
   * @param watched Somebody waits for the answer, and is told that the key is wrong. Nobody else is: the review stays.
   * @throws Problem that says what is in the way; the outbox then already says so too.
   */
  async function send(review: Review, signal: AbortSignal, watched: boolean): Promise<TicketRecord> {
    if (!isQueued(review)) throw reviewWithdrawn(review.ticket);
    const keep = keeper();
    try {
      const record = await handOver(review, keep, signal);
      outbox.settle(review.id);
      keep(record);
      return record;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const unknown = error.code === 'ticket-unknown';
      if (unknown && watched) outbox.settle(review.id);
      else if (unknown || conflicts.has(error.code)) outbox.conflict(review.id, lineOf(error));
      else outbox.postpone(review.id, lineOf(error));
      throw error;
    }
  }

  async function sendWaiting(signal: AbortSignal): Promise<void> {
    for (const review of outbox.list().filter(({ state }) => state === 'waiting')) {
      signal.throwIfAborted();
      try {
        await inLane(review.ticket, () => send(review, signal, false));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        if (general.has(error.code)) return;
      }
    }
  }

  return {
    /**
     * Takes a review and tries to hand it over now. From the moment this is called with sound params it is kept
     * until Jira confirms it, a person withdraws it, or Jira has no such ticket.
     * @throws Problem for unsound params; and where a person must act: `jira-token-refused`, `jira-access-denied`
     * (kept, waiting), `ticket-already-done`, `no-move-to-review`, `move-needs-fields`, `jira-refused` (kept, in
     * conflict), `ticket-unknown` (not kept), `review-withdrawn`.
     */
    async submit(params: ReviewParams, signal: AbortSignal): Promise<ReviewOutcome> {
      const review: Review = {
        ...soundParams(params),
        id: randomUUID(),
        createdAt: new Date().toISOString(),
      };
      outbox.add(review);
      try {
        return { result: 'confirmed', record: await inLane(review.ticket, () => send(review, signal, true)) };
      } catch (error) {
        if (error instanceof Problem && passing.has(error.code))
          return { result: 'waiting', note: lineOf(error) };
        throw error;
      }
    },
    /** Tries every waiting review once. Who asks while one runs joins it. Rejects only when it is cancelled. */
    flush(signal: AbortSignal): Promise<void> {
      flushing ??= sendWaiting(signal).finally(() => {
        flushing = undefined;
      });
      return flushing;
    },
    /** Forgets a review that waits or is in conflict. What Jira already did of it stays. */
    withdraw(ticket: string): void {
      outbox.withdraw(ticket);
    },
  };
}

function soundParams({ ticket, outcome, reason }: ReviewParams): ReviewParams {
  if (!isTicketKey(ticket)) throw ticketKeyInvalid(ticket);
  if (!outcomes.includes(outcome)) throw outcomeInvalid(outcome);
  // Before anything copies it: it may be as long as a message.
  if (reason.length > 4 * maxReasonLength) throw reasonInvalid(reason.length, maxReasonLength);
  const length = reasonLength(reason);
  if (length === 0 || length > maxReasonLength) throw reasonInvalid(length, maxReasonLength);
  return { ticket, outcome, reason: reasonText(reason) };
}

/** Of several moves to a review: the site's own word for it, then one that asks nothing. */
function chooseMove(offered: readonly TicketTransition[], names: StatusNames): TicketTransition | undefined {
  const moves = offered.filter(({ to }) => stateOf(to, names) === 'review');
  return (
    moves.find(({ to }) => isConfiguredName(to.name, 'review', names)) ??
    moves.find(({ requiredFields }) => requiredFields.length === 0) ??
    moves[0]
  );
}

function commentOf({ outcome, reason }: Review): string[] {
  return [`Reviewed with Guardrail: ${outcome}`, ...reason.split(/\n{2,}/)];
}
