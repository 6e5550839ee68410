import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Locale } from '../../../base/text.ts';
import { type Note, noteOf } from '../../problems/note.ts';
import { Problem } from '../../problems/problem.ts';
import type { StatusNames, TicketRecord, TicketSource, TicketStatus } from '../ticket.ts';
import type { TicketAction } from './action.ts';
import type { WriteComment } from './action-comment.ts';
import { type ActionParams, soundParams } from './action-params.ts';
import { reviewWithdrawn } from './action-problems.ts';
import { handOver } from './hand-over.ts';
import type { ActionOutbox, ActionProgress, QueuedAction } from './outbox.ts';

export interface ActionQueueInput {
  readonly outbox: ActionOutbox;
  /** @throws Problem if the user is not signed in. The action is kept anyway. */
  readonly source: () => TicketSource;
  readonly names: () => StatusNames;
  readonly writeComment: WriteComment;
  /** Language of comments in the configuration. Absent: the site decides. */
  readonly language?: () => Locale | undefined;
  /**
   * Called when an action starts. Returns a function that stores its ticket. If the settings change during the
   * action, the tickets of one site must not be stored under another.
   */
  readonly keeper: () => (record: TicketRecord) => void;
  /**
   * A board shows that a status is a review although its name does not say so. From now on it counts as a
   * review.
   */
  readonly onReviewStatus?: (status: TicketStatus) => void;
}

export interface ActionResult {
  readonly result: 'confirmed' | 'waiting';
  readonly record?: TicketRecord;
  /** Why it waits. */
  readonly note?: Note;
}

export type ActionQueue = ReturnType<typeof createActionQueue>;

/** Jira may respond later. The action waits, and the user does not need to act. */
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
  'ticket-not-in-review',
  'ticket-unknown',
  'no-move-to-review',
  'no-move-to-state',
  'move-elsewhere',
  'move-needs-fields',
  'move-not-available',
  'moves-not-permitted',
  'step-needs-fields',
  'fields-invalid',
  'fields-refused',
  'move-ambiguous',
  'move-unknown',
  'move-closes',
  'move-without-effect',
  'comment-refused',
  'jira-refused',
]);
/** Not specific to one ticket: the next action would have the same problem. */
const general = new Set([
  'jira-unreachable',
  'jira-tls-failed',
  'jira-proxy-refused',
  'proxy-unusable',
  'jira-throttled',
  'jira-token-refused',
  'jira-scope-missing',
  'jira-email-missing',
  'jira-basic-disabled',
  'jira-captcha',
  'jira-signed-out',
  'jira-missing',
  'jira-site-invalid',
]);

/**
 * Hands actions over to Jira, those of one ticket in their order. Each action is on disk before the first request and is removed after the last
 * one, and each step is on disk before it is sent. So a crash between any two steps, or a lost response, ends
 * in one move and one comment, or in a conflict that the user sees.
 */
export function createActionQueue({
  outbox,
  source,
  names,
  writeComment,
  language = () => undefined,
  keeper,
  onReviewStatus = () => {},
}: ActionQueueInput) {
  const lanes = new Map<string, Promise<unknown>>();
  let flushing: Promise<void> | undefined;

  /** Runs one action of a ticket at a time, in the order of arrival. */
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
   * In later attempts the action stays.
   * @returns `undefined` for a conflict that the user still has to resolve.
   * @throws Problem that prevents the action. The outbox already contains it, too.
   */
  async function send(
    { id, ticket }: TicketAction,
    signal: AbortSignal,
    isFirst: boolean,
  ): Promise<TicketRecord | undefined> {
    const action = outbox.find(id);
    if (action === undefined) throw reviewWithdrawn(ticket);
    const keep = keeper();
    let wasRead = false;
    try {
      const record = await handOver(action, {
        jira: source(),
        names: names(),
        writeComment,
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
      const neverWas = isFirst && !wasRead && action.step === 'queued' && error.code === 'ticket-unknown';
      if (neverWas) outbox.settle(id);
      else note(action, error);
      throw error;
    }
  }

  /** A conflict stays a conflict until the user or the ticket resolves it. */
  function note(action: QueuedAction, problem: Problem): void {
    const line = noteOf(problem);
    const state = conflicts.has(problem.code) ? 'conflict' : 'waiting';
    if (action.state === 'conflict' && state === 'waiting') return;
    if (action.state === state && isDeepStrictEqual(action.note, line)) return;
    if (state === 'conflict') outbox.conflict(action.id, line, problem.code);
    else outbox.postpone(action.id, line, problem.code);
  }

  /** Sends the earlier actions of the same ticket that wait. @throws Problem if one still waits: this one waits, too. */
  async function sendBefore({ id, ticket }: TicketAction, signal: AbortSignal): Promise<void> {
    const queue = outbox.list();
    const mine = queue.findIndex((each) => each.id === id);
    for (const earlier of queue.slice(0, Math.max(mine, 0))) {
      if (earlier.ticket !== ticket || earlier.state === 'conflict') continue;
      try {
        await send(earlier, signal, false);
      } catch (error) {
        if (error instanceof Problem && conflicts.has(error.code)) continue;
        const waiting = outbox.find(id);
        if (waiting && error instanceof Problem) note(waiting, error);
        throw error;
      }
    }
  }

  async function sendAll(signal: AbortSignal): Promise<void> {
    const waiting = new Set<string>();
    for (const action of outbox.list()) {
      signal.throwIfAborted();
      if (waiting.has(action.ticket)) continue;
      try {
        await inLane(action.ticket, () => send(action, signal, false));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        if (general.has(error.code)) return;
        // The order of a ticket's actions stays. A conflict waits for the user and stops none.
        if (!conflicts.has(error.code)) waiting.add(action.ticket);
      }
    }
  }

  return {
    /**
     * Takes an action and tries to hand it over now. After a call with valid params, the action is kept until
     * Jira confirms it, the user withdraws or replaces it, or Jira reports in this attempt that the ticket
     * does not exist.
     * @throws Problem for invalid params; and if the user must act: `jira-token-refused`,
     * `jira-access-denied` (kept, waiting); the codes of conflicts, above all `ticket-already-done`,
     * `ticket-moved-away`, `comment-refused`, `move-ambiguous` (kept, in conflict); `ticket-unknown` (not
     * kept); `review-withdrawn`.
     */
    async submit(params: ActionParams, signal: AbortSignal): Promise<ActionResult> {
      const now = new Date().toISOString();
      const action: TicketAction = {
        ...soundParams(params, now),
        id: randomUUID(),
        createdAt: now,
      };
      const replaced = outbox.list().filter((earlier) => replaces(action, earlier));
      const same = replaced.find(({ kind }) => kind === action.kind);
      outbox.add(
        action,
        progressFrom(same),
        replaced.map(({ id }) => id),
      );
      try {
        const record = await inLane(action.ticket, async () => {
          await sendBefore(action, signal);
          return send(action, signal, true);
        });
        return { result: 'confirmed', ...(record && { record }) };
      } catch (error) {
        if (error instanceof Problem && passing.has(error.code))
          return { result: 'waiting', note: noteOf(error) };
        throw error;
      }
    },
    /**
     * Tries every waiting action once, those of one ticket in their order, and checks every conflict again: it
     * is over if its ticket is now where it leads. A caller that asks during a run joins it. Rejects only if it is cancelled.
     */
    flush(signal: AbortSignal): Promise<void> {
      flushing ??= sendAll(signal).finally(() => {
        flushing = undefined;
      });
      return flushing;
    },
    /** Forgets the actions of a ticket that wait or are in conflict. Steps that Jira has already done are not undone. */
    withdraw(ticket: string): void {
      outbox.withdraw(ticket);
    },
  };
}

/**
 * Returns whether an action takes the place of an earlier one: of its own kind, or of one of which nothing was sent, because
 * the person thought again.
 */
function replaces(action: TicketAction, earlier: QueuedAction): boolean {
  return earlier.ticket === action.ticket && (earlier.kind === action.kind || earlier.step === 'queued');
}

/**
 * An action that replaces one of its kind which still waits continues from its move. The ticket must not be moved again if
 * it was sent back since then. An action that replaces a conflict starts again, because the user has seen both
 * sides.
 */
function progressFrom(earlier: QueuedAction | undefined): ActionProgress {
  if (earlier === undefined || earlier.state === 'conflict') return { step: 'queued' };
  const { step, move } = earlier;
  // The steps of a way that are done are not done again.
  if (move?.isStep) return { step, move };
  if (move === undefined) return { step: step === 'queued' ? 'queued' : 'moved' };
  const { withComment: _comment, ...sent } = move;
  return { step: step === 'move-sent' ? 'move-sent' : 'moved', move: sent };
}
