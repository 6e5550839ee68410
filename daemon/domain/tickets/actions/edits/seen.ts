import { isEdit, type TicketAction } from '../action.ts';
import type { FoundTicket, QueuedAction } from '../outbox.ts';

/** Returns a change of the due date with the days of those that still wait: they are the user's own, no other person's. */
export function withEarlierDays(action: TicketAction, queue: readonly QueuedAction[]): TicketAction {
  if (action.kind !== 'due') return action;
  const waiting = queue.filter(({ ticket, state }) => ticket === action.ticket && state === 'waiting');
  const earlier = waiting.flatMap((each) => (each.kind === 'due' ? [...(each.earlier ?? []), each.due] : []));
  return earlier.length === 0 ? action : { ...action, earlier: earlier.slice(-maxEarlierDays) };
}

/** More changes of one due date than a person makes while Jira does not answer. */
const maxEarlierDays = 50;

/** Returns an edit that a conflict stopped as one whose person has seen the value that the conflict found. */
export function withSeen(action: TicketAction, found: FoundTicket | undefined): TicketAction {
  if (!found?.edited || !isEdit(action)) return action;
  const { value } = found.edited;
  switch (action.kind) {
    case 'undo':
      return { ...action, undoes: { ...action.undoes, to: value } };
    case 'comment':
      return action;
    default:
      return { ...action, seen: value };
  }
}
