import type { FieldEntries } from '#protocol/move-fields.ts';
import type { UndoneAction } from './action.ts';
import { nothingToUndo } from './action-problems.ts';
import type { PastAction } from './outbox.ts';

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
