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
  /** @throws Problem if the user is not signed in. The review is kept anyway. */
  readonly source: () => TicketSource;
  readonly names: () => StatusNames;
  readonly commentTitles: CommentTitles;
  /** Language of comments in the configuration. Absent: the site decides. */
  readonly language?: () => Locale | undefined;
  /**
   * Called when a review starts. Returns a function that stores its ticket. If the settings change during the
   * review, the tickets of one site must not be stored under another.
   */
  readonly keeper: () => (record: TicketRecord) => void;
  /**
   * A board shows that a status is a review although its name does not say so. From now on it counts as a
   * review.
   */
  readonly onReviewStatus?: (status: TicketStatus) => void;
}

export interface ReviewOutcome {
  readonly result: 'confirmed' | 'waiting';
  readonly record?: TicketRecord;
  /** Why it waits. */
  readonly note?: Note;
}

export type Reviews = ReturnType<typeof createReviews>;

/** Jira may respond later. The review waits, and the user does not need to act. */
const passing = new Set([
  'jira-unreachable',
  'jira-tls-failed',
  'jira-proxy-refused',
  'proxy-unusable',
  'jira-throttled',
  'jira-failed',
  'jira-unexpected',
  'jira-site-unavailable',
]);
/** Jira would refuse the same request again. The user resolves it. */
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
/** Not specific to one ticket: the next review would have the same problem. */
const general = new Set([
  'jira-unreachable',
  'jira-tls-failed',
  'jira-proxy-refused',
  'proxy-unusable',
  'jira-throttled',
  'jira-token-refused',
  'jira-captcha',
  'jira-signed-out',
  'jira-missing',
  'jira-site-invalid',
]);

/**
 * Hands reviews over to Jira. Each review is on disk before the first request and is removed after the last
 * one, and each step is on disk before it is sent. So a crash between any two steps, or a lost response, ends
 * in one move and one comment, or in a conflict that the user sees.
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

  /** Runs one review of a ticket at a time, in the order of arrival. */
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
   * @param isFirst Whether the user waits for this first attempt and learns that the ticket does not exist.
   * In later attempts the review stays.
   * @returns `undefined` for a conflict that the user still has to resolve.
   * @throws Problem that prevents the review. The outbox already contains it, too.
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

  /** A conflict stays a conflict until the user or the ticket resolves it. */
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
     * Takes a review and tries to hand it over now. After a call with valid params, the review is kept until
     * Jira confirms it, the user withdraws or replaces it, or Jira reports in this attempt that the ticket
     * does not exist.
     * @throws Problem for invalid params; and if the user must act: `jira-token-refused`,
     * `jira-access-denied` (kept, waiting); the codes of conflicts, above all `ticket-already-done`,
     * `ticket-moved-away`, `comment-refused`, `move-ambiguous` (kept, in conflict); `ticket-unknown` (not
     * kept); `review-withdrawn`.
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
     * Tries every waiting review once, and checks every conflict again: it is over if its ticket is now in
     * review. A caller that asks during a run joins it. Rejects only if it is cancelled.
     */
    flush(signal: AbortSignal): Promise<void> {
      flushing ??= sendAll(signal).finally(() => {
        flushing = undefined;
      });
      return flushing;
    },
    /** Forgets a review that waits or is in conflict. Steps that Jira has already done are not undone. */
    withdraw(ticket: string): void {
      outbox.withdraw(ticket);
    },
  };
}

/**
 * A review that replaces one which still waits continues from its move. The ticket must not be moved again if
 * it was sent back since then. A review that replaces a conflict starts again, because the user has seen both
 * sides.
 */
function progressFrom(earlier: QueuedReview | undefined): ReviewProgress {
  if (earlier === undefined || earlier.state === 'conflict') return { step: 'queued' };
  const { step, move } = earlier;
  if (move === undefined) return { step: step === 'queued' ? 'queued' : 'moved' };
  const { withComment: _comment, ...sent } = move;
  return { step: step === 'move-sent' ? 'move-sent' : 'moved', move: sent };
}
