import type { FieldEntries } from '#protocol/move-fields.ts';
import type { CourseKind } from '#protocol/pending-review.ts';
import type { StatusOfMove, UndoneAction } from './action.ts';
import { nothingToUndo } from './action-problems.ts';
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

/**
 * Returns the last confirmed action of a ticket that can be taken back.
 * @param past The ticket's actions, the latest first.
 */
export function lastUndoable(past: readonly PastAction[]): PastAction | undefined {
  const last = past.find(({ action, undoneBy }) => action.kind !== 'undo' && undoneBy === undefined);
  return last?.moved && last.action.kind !== 'undo' ? last : undefined;
}

/** The last action of a ticket that can be taken back. */
export interface Undoable {
  /** The action's id. */
  readonly action: string;
  readonly kind: CourseKind;
  /** When it was made or, if it was sent, confirmed. ISO 8601. */
  readonly at: string;
  /** Its own move. Absent: nothing of it was sent, so it is withdrawn. */
  readonly moved?: PastAction['moved'];
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
    const { action, moved, confirmedAt } = lastUndoable(ofTicket) ?? {};
    if (action && action.kind !== 'undo' && confirmedAt !== undefined)
      found.set(ticket, { action: action.id, kind: action.kind, at: confirmedAt, ...(moved && { moved }) });
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

/** @throws Problem `nothing-to-undo`. */
export function undoneActionOf(past: readonly PastAction[], { ticket, action }: UndoParams): UndoneAction {
  const last = lastUndoable(past);
  const { moved } = last ?? {};
  if (!last || !moved || last.action.kind === 'undo' || (action !== undefined && last.action.id !== action))
    throw nothingToUndo(ticket);
  // The user's own later actions, such as one that was undone since, are no other person's.
  const updated = past.reduce((latest, { after }) => (after.updated > latest ? after.updated : latest), '');
  return { action: last.action.id, kind: last.action.kind, from: moved.from, to: moved.to, updated };
}
