import { type Outcome, outcomes } from '#protocol/pending-review.ts';
import { maxReasonCharacters, reasonLength, reasonText } from '#protocol/review-reason.ts';
import type { Decision } from '#protocol/reviews.ts';
import { moveNameInvalid } from '../move-problems.ts';
import { outcomeInvalid, reasonInvalid, ticketKeyInvalid } from './action-problems.ts';

/** An action as its person gives it. */
export type ActionParams = {
  /** A key. */
  readonly ticket: string;
  readonly reason: string;
  readonly transition?: string | undefined;
} & ({ readonly kind: 'review'; readonly outcome: Outcome } | { readonly kind: Decision });

type SoundParams<Params = ActionParams> = Params extends ActionParams
  ? Omit<Params, 'transition'> & { readonly transition?: string }
  : never;

const maxMoveNameCharacters = 255;
const ticketKey = /^[A-Z][A-Z0-9_]*-[1-9][0-9]*$/;

/** Returns whether a text has the form of a Jira ticket key. */
export function isTicketKey(text: string): boolean {
  return ticketKey.test(text);
}

/** @throws Problem `ticket-key-invalid`, `outcome-invalid`, `reason-invalid`, `move-unknown`. */
export function soundParams({ transition, ...params }: ActionParams): SoundParams {
  const { ticket, reason } = params;
  if (!isTicketKey(ticket)) throw ticketKeyInvalid(ticket);
  if (params.kind === 'review' && !outcomes.includes(params.outcome)) throw outcomeInvalid(params.outcome);
  // Checked before the text is copied, because it may be as long as a message.
  if (reason.length > 4 * maxReasonCharacters) throw reasonInvalid(reason.length, maxReasonCharacters);
  const length = reasonLength(reason);
  const mayBeEmpty = params.kind === 'approve';
  if ((length === 0 && !mayBeEmpty) || length > maxReasonCharacters)
    throw reasonInvalid(length, maxReasonCharacters);
  const move = transition?.trim();
  if (move !== undefined && (move === '' || move.length > maxMoveNameCharacters)) throw moveNameInvalid(move);
  return { ...params, reason: reasonText(reason), ...(move !== undefined && { transition: move }) };
}
