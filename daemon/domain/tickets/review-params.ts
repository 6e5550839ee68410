import { outcomes } from '#protocol/pending-review.ts';
import { maxReasonCharacters, reasonLength, reasonText } from '#protocol/review-reason.ts';
import type { ReviewParams } from '#protocol/reviews.ts';
import { moveNameInvalid } from './move-problems.ts';
import { outcomeInvalid, reasonInvalid, ticketKeyInvalid } from './review-problems.ts';

const maxMoveNameCharacters = 255;
const ticketKey = /^[A-Z][A-Z0-9_]*-[1-9][0-9]*$/;

/** Returns whether a text has the form of a Jira ticket key. */
export function isTicketKey(text: string): boolean {
  return ticketKey.test(text);
}

/** @throws Problem `ticket-key-invalid`, `outcome-invalid`, `reason-invalid`, `move-unknown`. */
export function soundParams({ ticket, outcome, reason, transition }: ReviewParams): ReviewParams {
  if (!isTicketKey(ticket)) throw ticketKeyInvalid(ticket);
  if (!outcomes.includes(outcome)) throw outcomeInvalid(outcome);
  // Checked before the text is copied, because it may be as long as a message.
  if (reason.length > 4 * maxReasonCharacters) throw reasonInvalid(reason.length, maxReasonCharacters);
  const length = reasonLength(reason);
  if (length === 0 || length > maxReasonCharacters) throw reasonInvalid(length, maxReasonCharacters);
  const move = transition?.trim();
  if (move !== undefined && (move === '' || move.length > maxMoveNameCharacters)) throw moveNameInvalid(move);
  return { ticket, outcome, reason: reasonText(reason), ...(move !== undefined && { transition: move }) };
}
