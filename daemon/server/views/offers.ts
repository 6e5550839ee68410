import { type FindingView, isReviewable } from '#protocol/findings.ts';
import { hasPlace } from '#protocol/links.ts';
import { isOpen } from '#protocol/list-state.ts';
import type { PendingReview } from '#protocol/pending-review.ts';
import { isDecidable, isUndecided, reviewedOf } from '#protocol/reviewed-ticket.ts';
import {
  type FindingSubject,
  findingSubjects,
  type SubjectKind,
  type TicketSubject,
  ticketSubjects,
} from '#protocol/subjects.ts';
import type { TicketView } from '#protocol/tickets.ts';

/** Returns whether a command of this kind can be about the finding. */
export const fitsFinding: Readonly<Record<FindingSubject, (finding: FindingView) => boolean>> = {
  finding: () => true,
  waiting: isOpen,
  console: ({ consoleUrl }) => consoleUrl !== undefined,
  template: ({ link }) => hasPlace(link),
  file: ({ ticket }) => ticket === undefined,
  arn: ({ resource }) => resource.arn !== undefined,
  ticketKey: ({ ticket }) => ticket !== undefined,
  ticketLink: ({ ticket }) => (ticket?.url ?? '') !== '',
};

/** Returns whether a command of this kind can be about the ticket. */
export const fitsTicket: Readonly<Record<TicketSubject, (ticket: TicketView) => boolean>> = {
  ticket: () => true,
  ticketPage: ({ url }) => url !== '',
  review: (ticket) => isReviewable(reviewedOf(ticket)),
  decide: (ticket) => isDecidable(reviewedOf(ticket)),
  judge: isUndecided,
  undo: ({ undo }) => undo !== undefined,
  withdraw: ({ pending }) => pending !== undefined,
  resolve: ({ pending }) => pending?.state === 'conflict',
  copyReason: ({ pending }) => (pending?.reason ?? '') !== '',
  reviewed: ({ pending, undo }) => pending?.kind === 'review' || undo?.kind === 'review',
};

/**
 * Returns the kinds of commands that have something to be about, in the order of the contract.
 * @param hidden Actions whose tickets are not among these.
 */
export function offersOf(
  findings: readonly FindingView[],
  tickets: readonly TicketView[],
  hidden: readonly PendingReview[],
): SubjectKind[] {
  const isHidden = (kind: TicketSubject) =>
    (kind === 'withdraw' && hidden.length > 0) ||
    (kind === 'resolve' && hidden.some(({ state }) => state === 'conflict')) ||
    (kind === 'copyReason' && hidden.some(({ reason }) => reason !== ''));
  return [
    ...findingSubjects.filter((kind) => findings.some(fitsFinding[kind])),
    ...ticketSubjects.filter((kind) => isHidden(kind) || tickets.some(fitsTicket[kind])),
  ];
}
