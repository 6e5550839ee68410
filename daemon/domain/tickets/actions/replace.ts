import { isEdit, type TicketAction } from './action.ts';
import type { ActionProgress, QueuedAction } from './outbox.ts';

/**
 * Returns whether an action takes the place of an earlier one, because the user decided again. An action that moves the
 * ticket replaces one of its own kind, or one of which nothing was sent. An edit replaces one of its own kind of which
 * nothing was sent, or whose conflict the person has seen. Every comment stays.
 */
export function replaces(action: TicketAction, earlier: QueuedAction): boolean {
  if (earlier.ticket !== action.ticket || isEdit(action) !== isEdit(earlier)) return false;
  if (isEdit(action))
    return (
      earlier.kind === action.kind &&
      action.kind !== 'comment' &&
      (earlier.step === 'queued' || earlier.state === 'conflict')
    );
  return earlier.kind === action.kind || earlier.step === 'queued';
}

/**
 * Returns how far an action is that replaces one of its kind. One that still waits is continued from its move: the ticket
 * must not be moved again if it was sent back since then. One that replaces a conflict starts again, because the user has
 * seen both sides.
 */
export function progressFrom(earlier: QueuedAction | undefined): ActionProgress {
  if (earlier === undefined || earlier.state === 'conflict' || isEdit(earlier)) return { step: 'queued' };
  const { step, move, startedFrom } = earlier;
  // The steps of a way that are done are not done again.
  if (move?.isStep) return { step, move, ...(startedFrom && { startedFrom }) };
  if (move === undefined) return { step: step === 'queued' ? 'queued' : 'moved' };
  const { withComment: _comment, ...sent } = move;
  return {
    step: step === 'move-sent' ? 'move-sent' : 'moved',
    move: sent,
    ...(startedFrom && { startedFrom }),
  };
}
