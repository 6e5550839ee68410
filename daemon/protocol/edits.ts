import { request, returns } from './message.ts';
import { editKinds } from './pending-review.ts';
import type { ReviewResult } from './reviews.ts';
import { boolean, choice, object, optional, text, type ValueOf } from './schema.ts';

export const editParams = object({
  /** A key. */
  ticket: text(),
  /** The page of the ticket that the user saw: if the daemon now uses another site, it refuses. */
  url: optional(text()),
  /** `assign`: to the signed-in account. */
  edit: choice(editKinds),
  /** Plain text, at most `maxReasonCharacters` characters after `reasonText`. Only an assignment may be without one. */
  reason: text(),
  /** Of `due`: the new due date, `2027-01-31`. */
  due: optional(text()),
  /** Of `due`: the user means a day that is over. */
  allowPast: optional(boolean),
});
export type EditParams = ValueOf<typeof editParams>;

/**
 * Edits a ticket without moving it. The answer comes as that of `reviewTicket`. The field is only set while it has the value
 * that the daemon showed: otherwise the edit is a conflict.
 */
export const editTicket = request({
  method: 'guardrail/tickets/edit',
  sender: 'client',
  params: editParams,
  result: returns<ReviewResult>(),
});
