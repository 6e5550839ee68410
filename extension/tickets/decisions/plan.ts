import { isReviewable } from '#protocol/findings.ts';
import { type CourseKind, type EditKind, isEditKind } from '#protocol/pending-review.ts';
import { isDecidable, type ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import type { Known } from '../../daemon/model.ts';
import { type ReviewSubject, subjectOf } from '../review/reviewable.ts';

/** The most tickets that one action is for. More are a mistake rather than a decision. */
export const maxTickets = 100;

/** Why a selected row is left out. */
export type LeftReason =
  | { readonly why: 'state'; readonly status: string }
  | { readonly why: 'waiting' | 'no-ticket' | 'unknown' | 'too-many' };

/** A selected row that the action is not for. */
export type Left = LeftReason & { readonly name: string; readonly ticket?: ReviewedTicket };

/** Which of the selected tickets an action is for. Each ticket is in it once. */
export interface Plan {
  readonly going: readonly ReviewSubject[];
  readonly left: readonly Left[];
}

/**
 * Returns the plan of an action for the selected rows of a tree. Rows without a ticket of their own (groups, notices) are not in
 * it.
 */
export function planOf(kind: CourseKind | EditKind, selected: readonly unknown[], known: Known): Plan {
  const going: ReviewSubject[] = [];
  const left: Left[] = [];
  const seen = new Set<string>();
  for (const row of selected) {
    const subject = subjectOf(row, known);
    if (subject === undefined) continue;
    if (typeof subject === 'string') {
      left.push({ name: nameOf(row), why: subject });
      continue;
    }
    const { ticket } = subject;
    if (seen.has(ticket.key)) continue;
    seen.add(ticket.key);
    const reason = reasonAgainst(kind, ticket) ?? (going.length >= maxTickets ? tooMany : undefined);
    if (reason) left.push({ name: ticket.key, ticket, ...reason });
    else going.push(subject);
  }
  return { going, left };
}

/** Returns every ticket that a reviewer can decide, those that are due first. */
export function decidableSubjects(known: Known): ReviewSubject[] {
  return [...known.tickets.values()]
    .map((ticket) => subjectOf({ ticket }, known))
    .filter((subject) => typeof subject === 'object')
    .filter(({ ticket }) => isDecidable(ticket))
    .sort(byDue);
}

/** Returns every ticket, whatever its state: first what waits for its developer, last what is done, each by due date. */
export function editableSubjects(known: Known): ReviewSubject[] {
  return [...known.tickets.values()]
    .map((ticket) => subjectOf({ ticket }, known))
    .filter((subject) => typeof subject === 'object')
    .sort((a, b) => states.indexOf(a.ticket.state) - states.indexOf(b.ticket.state) || byDue(a, b));
}

const states = ['todo', 'review', 'done'];

/** Keys are compared as a person counts: PAY-9 before PAY-10. */
function byDue(a: ReviewSubject, b: ReviewSubject): number {
  return (
    compare(a.ticket.due ?? '9999', b.ticket.due ?? '9999') ||
    a.ticket.key.localeCompare(b.ticket.key, 'en', { numeric: true })
  );
}

const tooMany: LeftReason = { why: 'too-many' };

function reasonAgainst(kind: CourseKind | EditKind, ticket: ReviewedTicket): LeftReason | undefined {
  // Every ticket can be edited, whatever its state. Jira says what is not allowed.
  if (isEditKind(kind)) return undefined;
  if (kind === 'review' ? isReviewable(ticket) : isDecidable(ticket)) return undefined;
  return ticket.review === 'waiting' ? { why: 'waiting' } : { why: 'state', status: ticket.status };
}

function nameOf(row: unknown): string {
  if (typeof row === 'string') return row;
  const { finding, ticket } = row as {
    finding?: { title?: unknown };
    ticket?: { key?: unknown };
  };
  return String(ticket?.key ?? finding?.title ?? '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
