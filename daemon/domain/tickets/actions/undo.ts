import type { FieldEntries } from '#protocol/move-fields.ts';
import type { ActionKind } from '#protocol/pending-review.ts';
import type { StatusOfMove, UndoneEdit, UndoneMove } from './action.ts';
import { commentNotUndone, nothingToUndo } from './action-problems.ts';
import type { PastAction, QueuedAction } from './outbox.ts';

/** An undo as its person asks for it. */
export interface UndoParams {
  /** A key. */
  readonly ticket: string;
  /** The id of the action to take back: refused if it is not the last one. Absent: the last one. */
  readonly action?: string | undefined;
  readonly reason?: string | undefined;
  /** The move to take, if Jira offers several. */
  readonly transition?: string | undefined;
  readonly fields?: FieldEntries | undefined;
}

/** The last action of a ticket that can be taken back. */
export interface Undoable {
  /** The action's id. */
  readonly action: string;
  readonly kind: Exclude<ActionKind, 'undo'>;
  /** When it was made or, if it was sent, confirmed. ISO 8601. */
  readonly at: string;
  /** Its own move. If it has neither move nor edit, nothing of it was sent, so it is withdrawn. */
  readonly moved?: PastAction['moved'];
  /** Its own edit. */
  readonly edited?: PastAction['edited'];
}

/**
 * Returns what an undo takes back now, by ticket key. A ticket of which something is being sent has nothing to take back
 * until Jira has confirmed that.
 * @param queue The actions of a site, in the order in which they were made.
 * @param past The confirmed actions of the site, the latest first.
 */
export function undoables(
  queue: readonly QueuedAction[],
  past: readonly PastAction[],
): ReadonlyMap<string, Undoable> {
  const found = new Map<string, Undoable>();
  for (const [ticket, ofTicket] of Map.groupBy(past, ({ action }) => action.ticket)) {
    const { action, moved, edited, confirmedAt } = lastAct(ofTicket) ?? {};
    if (!action || action.kind === 'undo' || confirmedAt === undefined || !(moved ?? edited)) continue;
    found.set(ticket, {
      ...{ action: action.id, kind: action.kind, at: confirmedAt },
      ...(moved && { moved }),
      ...(edited && { edited }),
    });
  }
  for (const last of queue) {
    const { id, kind, ticket, createdAt } = last;
    if (isUnsent(last) && kind !== 'undo') found.set(ticket, { action: id, kind, at: createdAt });
    else found.delete(ticket);
  }
  return found;
}

/** Returns whether nothing of an action was sent, so that it can be withdrawn without a trace in Jira. */
export function isUnsent({ step, move }: Pick<QueuedAction, 'step' | 'move'>): boolean {
  return step === 'queued' && move === undefined;
}

/** Returns whether the move back of an undoable action begins where its ticket is. */
export function canReturn({ moved }: Undoable, status: Pick<StatusOfMove, 'statusId'>): boolean {
  return moved === undefined || moved.to.statusId === status.statusId;
}

/** Returns the last confirmed action that was not taken back. @param past The ticket's actions, the latest first. */
function lastAct(past: readonly PastAction[]): PastAction | undefined {
  return past.find(({ action, undoneBy }) => action.kind !== 'undo' && undoneBy === undefined);
}

/**
 * Returns what an undo of a ticket takes back.
 * @param past The ticket's actions, the latest first.
 * @throws Problem `nothing-to-undo`, `comment-not-undone`.
 */
export function undoneActionOf(
  past: readonly PastAction[],
  { ticket, action: asked }: UndoParams,
): UndoneMove | UndoneEdit {
  const last = lastAct(past);
  if (!last || (asked !== undefined && last.action.id !== asked)) throw nothingToUndo(ticket);
  const { action, moved, edited } = last;
  // The user's own later actions, such as one that was undone since, are no other person's.
  const updated = past.reduce((latest, { after }) => (after.updated > latest ? after.updated : latest), '');
  const undone = { action: action.id, updated };
  switch (action.kind) {
    case 'comment':
      throw commentNotUndone(ticket);
    case 'assign':
    case 'due':
      if (!edited) throw nothingToUndo(ticket);
      return { ...undone, kind: action.kind, from: edited.from, to: edited.to };
    case 'undo':
      throw nothingToUndo(ticket);
    default:
      if (!moved) throw nothingToUndo(ticket);
      return { ...undone, kind: action.kind, from: moved.from, to: moved.to };
  }
}
