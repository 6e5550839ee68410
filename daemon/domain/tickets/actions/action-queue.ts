import { randomUUID } from 'node:crypto';
import type { FieldEntries } from '#protocol/move-fields.ts';
import type { Resolution } from '#protocol/pending-review.ts';
import { type Note, noteOf } from '../../problems/note.ts';
import { Problem } from '../../problems/problem.ts';
import type { TicketRecord } from '../ticket.ts';
import type { TicketAction, Undo } from './action.ts';
import { conflictCodes, generalCodes, passingCodes } from './action-outcomes.ts';
import {
  type ActionParams,
  isTicketKey,
  soundFields,
  soundMoveName,
  soundParams,
  soundReason,
  soundSteps,
} from './action-params.ts';
import {
  notInConflict,
  resolutionUnavailable,
  reviewNotKept,
  ticketKeyInvalid,
  undoTooEarly,
} from './action-problems.ts';
import { offersResolution } from './conflict.ts';
import { withEarlierDays, withSeen } from './edits/seen.ts';
import { actionOf } from './history.ts';
import { createLanes } from './lanes.ts';
import { progressFrom, replaces } from './replace.ts';
import { createSender, type SenderInput } from './send-action.ts';
import { isUnsent, type UndoParams, undoneActionOf } from './undo.ts';

export interface ActionResult {
  readonly result: 'confirmed' | 'waiting';
  /** The action's id. */
  readonly action: string;
  readonly record?: TicketRecord;
  /** Why it waits. */
  readonly note?: Note;
}

export type ActionQueue = ReturnType<typeof createActionQueue>;

/**
 * Hands actions over to Jira, those of one ticket in their order. Each action is on disk before the first request and is removed after the last
 * one, and each step is on disk before it is sent. So a crash between any two steps, or a lost response, ends
 * in one move and one comment, or in a conflict that the user sees.
 */
export function createActionQueue(input: SenderInput) {
  const { outbox } = input;
  const { send, note } = createSender(input);
  const inLane = createLanes();
  let flushing: Promise<void> | undefined;

  /** Sends the earlier actions of the same ticket that wait. @throws Problem if one still waits: this one waits, too. */
  async function sendBefore({ id, ticket }: TicketAction, signal: AbortSignal): Promise<void> {
    const queue = outbox.list();
    const mine = queue.findIndex((each) => each.id === id);
    for (const earlier of queue.slice(0, Math.max(mine, 0))) {
      if (earlier.ticket !== ticket || earlier.state === 'conflict') continue;
      try {
        await send(earlier, signal, false);
      } catch (error) {
        if (error instanceof Problem && conflictCodes.has(error.code)) continue;
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
        if (generalCodes.has(error.code)) return;
        // The order of a ticket's actions stays. A conflict waits for the user and stops none.
        if (!conflictCodes.has(error.code)) waiting.add(action.ticket);
      }
    }
  }

  /** Hands over an action that is in the outbox, after those of its ticket that were made earlier. */
  async function attempt(action: TicketAction, signal: AbortSignal, isFirst: boolean): Promise<ActionResult> {
    const { id, ticket } = action;
    try {
      const record = await inLane(ticket, async () => {
        await sendBefore(action, signal);
        return send(action, signal, isFirst);
      });
      return { result: 'confirmed', action: id, ...(record && { record }) };
    } catch (error) {
      if (error instanceof Problem && passingCodes.has(error.code))
        return { result: 'waiting', action: id, note: noteOf(error) };
      throw error;
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
      const queue = outbox.list();
      const given: TicketAction = { ...soundParams(params, now), id: randomUUID(), createdAt: now };
      const action = withEarlierDays(given, queue);
      const replaced = queue.filter((earlier) => replaces(action, earlier));
      const same = replaced.find(({ kind }) => kind === action.kind);
      outbox.add(
        action,
        progressFrom(same),
        replaced.map(({ id }) => id),
      );
      return attempt(action, signal, true);
    },
    /**
     * Takes back the last action of a ticket. If nothing of it was sent, it is withdrawn (`undefined`); after it was
     * confirmed, an action of its own moves the ticket back.
     * @throws Problem like `submit`, and `nothing-to-undo`, `undo-too-early`.
     */
    async undo(params: UndoParams, signal: AbortSignal): Promise<ActionResult | undefined> {
      const { ticket, action } = params;
      if (!isTicketKey(ticket)) throw ticketKeyInvalid(ticket);
      const reason = soundReason(params.reason ?? '', { mayBeEmpty: true });
      const transition = soundMoveName(params.transition);
      const fields = soundFields(params.fields);
      const last = outbox.list().findLast((queued) => queued.ticket === ticket);
      if (last && !isUnsent(last)) throw undoTooEarly(ticket);
      // The person answers what Jira asked of this undo: it takes the place of the earlier one.
      const isAnswer = transition !== undefined || fields !== undefined;
      const earlier = last?.kind === 'undo' && last.state === 'conflict' && isAnswer ? last : undefined;
      if (last?.kind === 'undo' && !earlier) throw undoTooEarly(ticket);
      if (last && !earlier && (action === undefined || action === last.id)) {
        outbox.settle(last.id);
        return undefined;
      }
      const undo = {
        kind: 'undo' as const,
        ticket,
        reason,
        ...(transition !== undefined && { transition }),
        ...(fields && { fields }),
        undoes: undoneActionOf(outbox.past(ticket), params),
        id: randomUUID(),
        createdAt: new Date().toISOString(),
      } as Undo;
      outbox.add(undo, { step: 'queued' }, earlier ? [earlier.id] : []);
      return attempt(undo, signal, true);
    },
    /**
     * Resolves a conflict of a ticket: tries the action again from the ticket as it is now, or its comment alone.
     * @param id The id of the action. Absent: the ticket's first conflict.
     * @throws Problem like `submit`, and `review-not-kept`, `not-in-conflict`, `resolution-unavailable`.
     */
    async resolve(
      { ticket, id, resolution, ...given }: ResolveParams,
      signal: AbortSignal,
    ): Promise<ActionResult> {
      const transition = soundMoveName(given.transition);
      const fields = soundFields(given.fields);
      const via = soundSteps(given.via);
      const mine = outbox
        .list()
        .filter((queued) => queued.ticket === ticket && (id ?? queued.id) === queued.id);
      const conflict = mine.find(({ state }) => state === 'conflict');
      if (mine.length === 0) throw reviewNotKept(ticket);
      if (!conflict) throw notInConflict(ticket);
      if (!offersResolution(conflict, resolution)) throw resolutionUnavailable(ticket, resolution);
      const { commentOnly: _, anyway: __, ...action } = actionOf(conflict);
      const again: TicketAction = {
        ...withSeen(action, conflict.found),
        ...(resolution === 'comment-only' ? { commentOnly: true } : { anyway: true }),
        ...(transition !== undefined && { transition }),
        ...(fields && { fields }),
        ...(via && { via }),
      };
      // It keeps its id, which is the identity of its comment: a comment that arrived late is not written again.
      outbox.add(again, { step: 'queued' }, [conflict.id]);
      return attempt(again, signal, false);
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

export interface ResolveParams {
  /** A key. */
  readonly ticket: string;
  readonly id?: string | undefined;
  readonly resolution: Resolution;
  /** The move to take, if Jira offers several. */
  readonly transition?: string | undefined;
  readonly fields?: FieldEntries | undefined;
  /** Moves to make first, because none leads on directly. */
  readonly via?: readonly string[] | undefined;
}
