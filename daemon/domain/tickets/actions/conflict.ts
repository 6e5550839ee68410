import type { Resolution } from '#protocol/pending-review.ts';
import type { StatusNames, TicketRecord } from '../ticket.ts';
import { isEdit } from './action.ts';
import type { QueuedAction } from './outbox.ts';
import { standingOf } from './standing.ts';

/** Returns whether a resolution makes sense for an action, whatever the state of its ticket. */
export function offersResolution(
  { kind, reason }: Pick<QueuedAction, 'kind' | 'reason'>,
  resolution: Resolution,
): boolean {
  // An undo that moved nothing back has nothing to say.
  return resolution === 'send-anyway' || (kind !== 'undo' && reason !== '');
}

/**
 * Returns the resolutions that may succeed for a conflict: it can be sent again if its ticket is where the action begins.
 * @param ticket The ticket as it is known now.
 */
export function resolutionsOf(
  queued: QueuedAction,
  ticket: Pick<TicketRecord, 'status'> | undefined,
  names: StatusNames,
): Resolution[] {
  if (queued.state !== 'conflict' || ticket === undefined || queued.code === 'ticket-unknown') return [];
  const canBegin = isEdit(queued) || standingOf(queued, ticket, names) === 'before';
  const canComment = offersResolution(queued, 'comment-only');
  return [
    ...(canBegin ? (['send-anyway'] as const) : []),
    ...(canComment ? (['comment-only'] as const) : []),
  ];
}
