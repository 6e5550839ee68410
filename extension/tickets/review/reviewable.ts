import { type FindingView, isReviewable } from '#protocol/findings.ts';
import { type ReviewedTicket, reviewedOf } from '#protocol/reviewed-ticket.ts';
import type { TicketOfFinding } from '#protocol/tickets.ts';
import type { Known } from '../../daemon/model.ts';

/** A ticket that a review is about, with its finding if this window knows one. */
export interface ReviewSubject {
  readonly ticket: ReviewedTicket;
  readonly finding?: FindingView;
}

/**
 * Returns the subject that a command's argument names: a finding's key (lens, quick fix, page), a row of the findings
 * tree, or a row of the tickets tree. A ticket's row means that ticket, even if another one tracks the same finding.
 * Returns `no-ticket` for a finding without one, `unknown` if the subject has left the lists, and `undefined` if the
 * argument names nothing.
 */
export function subjectOf(
  argument: unknown,
  known: Known,
): ReviewSubject | 'no-ticket' | 'unknown' | undefined {
  if (typeof argument === 'string') return ofFinding(argument, known);
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { finding, ticket } = argument as { finding?: { key?: unknown }; ticket?: { key?: unknown } };
  if (typeof ticket?.key === 'string') return ofTicket(ticket.key, known);
  return typeof finding?.key === 'string' ? ofFinding(finding.key, known) : undefined;
}

/** Returns every ticket that can be moved to review, whether its finding fails, is resolved or is not known. */
export function reviewableSubjects(known: Known): ReviewSubject[] {
  return [...known.tickets.keys()].flatMap((key) => {
    const subject = ofTicket(key, known);
    return subject === 'unknown' || !isReviewable(subject.ticket) ? [] : [subject];
  });
}

/** Returns the ticket of a finding with everything that is known of it. */
export function ticketNow(ticket: TicketOfFinding, { tickets }: Known): ReviewedTicket & TicketOfFinding {
  const now = tickets.get(ticket.key);
  if (!now) return ticket;
  const { review: _review, decision: _decision, pending: _pending, undo: _undo, ...facts } = ticket;
  return { ...facts, ...reviewedOf(now), match: now.match ?? ticket.match };
}

/** Returns a ticket by its key. */
export function ticketOf(key: string, { tickets }: Known): ReviewedTicket | undefined {
  const ticket = tickets.get(key);
  return ticket && reviewedOf(ticket);
}

function ofFinding(key: string, known: Known): ReviewSubject | 'no-ticket' | 'unknown' {
  const finding = known.findings.get(key);
  if (finding) return finding.ticket ? { ticket: ticketNow(finding.ticket, known), finding } : 'no-ticket';
  // Its finding is gone, but its ticket must not stay open.
  const ticket = [...known.tickets.values()].find((candidate) => candidate.finding === key);
  return ticket ? { ticket: reviewedOf(ticket) } : 'unknown';
}

function ofTicket(key: string, known: Known): ReviewSubject | 'unknown' {
  const ticket = known.tickets.get(key);
  if (!ticket) return 'unknown';
  const finding = known.findings.get(ticket.finding ?? '');
  return { ticket: reviewedOf(ticket), ...(finding && { finding }) };
}
