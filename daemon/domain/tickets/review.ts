import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ReviewParams } from '#protocol/reviews.ts';
import type { Locale } from '../../base/text.ts';
import { type Note, noteOf } from '../problems/note.ts';
import { Problem } from '../problems/problem.ts';
import { handOver } from './hand-over.ts';
import type { QueuedReview, Review, ReviewOutbox, ReviewProgress } from './outbox.ts';
import type { CommentTitles } from './review-comment.ts';
import { soundParams } from './review-params.ts';
import { reviewWithdrawn } from './review-problems.ts';
import type { StatusNames, TicketRecord, TicketSource, TicketStatus } from './ticket.ts';

export interface ReviewsInput {
  readonly outbox: ReviewOutbox;
  /** @throws Problem if the user is not signed in; a review is kept all the same. */
  readonly source: () => TicketSource;
  readonly names: () => StatusNames;
  readonly commentTitles: CommentTitles;
  /** The language of comments that the configuration names. Without it, the site decides. */
  readonly language?: () => Locale | undefined;
  /**
   * Called when a review starts; returns how to keep its ticket. Settings that change meanwhile must not store the
   * tickets of one site under another.
   */
  readonly keeper: () => (record: TicketRecord) => void;
  /** A board shows that a status is a review, which its name does not say: from now on it is one. */
  readonly onReviewStatus?: (status: TicketStatus) => void;
}

export interface ReviewOutcome {
  readonly result: 'confirmed' | 'waiting';
  readonly record?: TicketRecord;
  /** Why it waits. */
  readonly note?: Note;
}

export type Reviews = ReturnType<typeof createReviews>;

/** Jira may answer later: the review waits, and the user need not act. */
const passing = new Set([
  'jira-unreachable',
  'jira-tls-failed',
  'jira-proxy-refused',
  'jira-throttled',
  'jira-failed',
  'jira-unexpected',
  'jira-site-unavailable',
]);
/** The same request would be refused again: the user resolves it. */
const conflicts = new Set([
  'ticket-already-done',
  'ticket-moved-away',
  'ticket-reopened',
  'ticket-unknown',
  'no-move-to-review',
  'move-needs-fields',
  'move-ambiguous',
  'move-unknown',
  'move-closes',
  'move-without-effect',
  'comment-refused',
  'jira-refused',
]);
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
 * Hands reviews over to Jira. Each is on disk before the first request and leaves it after the last, and each step is
 * on disk before it is sent: a crash between any two steps, or an answer that got lost, ends in one move and one
 * comment, or in a conflict that the user sees.
 */
export function createReviews({
  outbox,
  source,
  names,
  commentTitles,
  language = () => undefined,
  keeper,
  onReviewStatus = () => {},
}: ReviewsInput) {
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

  /**
   * @param isFirst The user waits for the first attempt, and learns that there is no such ticket. Later, the review stays.
   * @returns `undefined` for a conflict that the user still has to resolve.
   * @throws Problem that says what is in the way; the outbox then already says so too.
   */
  async function send(
    { id, ticket }: Review,
    signal: AbortSignal,
    isFirst: boolean,
  ): Promise<TicketRecord | undefined> {
    const review = outbox.find(id);
    if (review === undefined) throw reviewWithdrawn(ticket);
    const keep = keeper();
    let wasRead = false;
    try {
      const record = await handOver(review, {
        jira: source(),
        names: names(),
        commentTitles,
        language: language(),
        resumed: !isFirst,
        isQueued: () => outbox.find(id) !== undefined,
        record: (progress) => outbox.record(id, progress),
        onRead(read) {
          wasRead = true;
          keep(read);
        },
        onReviewStatus,
        signal,
      });
      if (record) outbox.settle(id);
      return record;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const neverWas = isFirst && !wasRead && review.step === 'queued' && error.code === 'ticket-unknown';
      if (neverWas) outbox.settle(id);
      else note(review, error);
      throw error;
    }
  }

  /** A conflict stays one until the user or the ticket resolves it. */
  function note(review: QueuedReview, problem: Problem): void {
    const line = noteOf(problem);
    const state = conflicts.has(problem.code) ? 'conflict' : 'waiting';
    if (review.state === 'conflict' && state === 'waiting') return;
    if (review.state === state && isDeepStrictEqual(review.note, line)) return;
    if (state === 'conflict') outbox.conflict(review.id, line, problem.code);
    else outbox.postpone(review.id, line, problem.code);
  }

  async function sendAll(signal: AbortSignal): Promise<void> {
    for (const review of outbox.list()) {
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
     * until Jira confirms it, the user withdraws or replaces it, or Jira says at once that it has no such ticket.
     * @throws Problem for unsound params; and if the user must act: `jira-token-refused`, `jira-access-denied`
     * (kept, waiting); the codes of conflicts, above all `ticket-already-done`, `ticket-moved-away`,
     * `comment-refused`, `move-ambiguous` (kept, in conflict); `ticket-unknown` (not kept); `review-withdrawn`.
     */
    async submit(params: ReviewParams, signal: AbortSignal): Promise<ReviewOutcome> {
      const review: Review = {
        ...soundParams(params),
        id: randomUUID(),
        createdAt: new Date().toISOString(),
      };
      const earlier = outbox.list().find(({ ticket }) => ticket === review.ticket);
      outbox.add(review, progressFrom(earlier));
      try {
        const record = await inLane(review.ticket, () => send(review, signal, true));
        return { result: 'confirmed', ...(record && { record }) };
      } catch (error) {
        if (error instanceof Problem && passing.has(error.code))
          return { result: 'waiting', note: noteOf(error) };
        throw error;
      }
    },
    /**
     * Tries every waiting review once, and looks at every conflict again: it is over if its ticket is in review by now.
     * A caller that asks while one runs joins it. Rejects only when it is cancelled.
     */
    flush(signal: AbortSignal): Promise<void> {
      flushing ??= sendAll(signal).finally(() => {
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

/**
 * A review that replaces one which still waits goes on from its move: the ticket must not be moved again if it was sent
 * back meanwhile. One that replaces a conflict begins again: the user has seen both sides.
 */
function progressFrom(earlier: QueuedReview | undefined): ReviewProgress {
  if (earlier === undefined || earlier.state === 'conflict') return { step: 'queued' };
  const { step, move } = earlier;
  if (move === undefined) return { step: step === 'queued' ? 'queued' : 'moved' };
  const { withComment: _comment, ...sent } = move;
  return { step: step === 'move-sent' ? 'move-sent' : 'moved', move: sent };
}
