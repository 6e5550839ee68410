import type { FindingView } from './findings.ts';
import { request, returns, windowNotification } from './message.ts';
import { choice, list, object, optional, text } from './schema.ts';
import type { TicketView } from './tickets.ts';

/**
 * The kinds of subjects that a command can be about. Findings: any; those that fail and wait for the developer; with a page in the
 * AWS console, a place in a template, no ticket, an ARN, a ticket, a ticket's address. Tickets: any; with an address; those that can
 * be moved to review, decided, or judged; whose last action can be undone; with an action that Jira has not confirmed, has refused, or
 * that has a reason; with a review of this user, sent or not.
 */
export const findingSubjects = [
  'finding',
  'waiting',
  'console',
  'template',
  'file',
  'arn',
  'ticketKey',
  'ticketLink',
] as const;
export const ticketSubjects = [
  'ticket',
  'ticketPage',
  'review',
  'decide',
  'judge',
  'undo',
  'withdraw',
  'resolve',
  'copyReason',
  'reviewed',
] as const;
export type FindingSubject = (typeof findingSubjects)[number];
export type TicketSubject = (typeof ticketSubjects)[number];
export type SubjectKind = FindingSubject | TicketSubject;

/** Findings, and tickets. Those that belong together are both there. */
export interface Subjects {
  readonly findings: readonly FindingView[];
  readonly tickets: readonly TicketView[];
}

/** Most findings, and most tickets, that one request can name. */
export const maxNamedSubjects = 1_000;

const named = object({
  /** Keys. */
  findings: list(text({ maxCharacters: 4_096 })),
  /** Keys. */
  tickets: list(text({ maxCharacters: 255 })),
});

/**
 * Returns what a window lists (`listFindings`, `listTickets`) of the named findings and tickets, with the tickets of these findings
 * and the findings of these tickets. What is not listed is left out.
 */
export const readSubjects = request({
  method: 'guardrail/subjects/read',
  sender: 'window',
  params: named,
  result: returns<Subjects>(),
});

/** Most subjects that a search returns. */
export const maxFoundSubjects = 500;

/**
 * Returns the findings or tickets that a command can be about, with the tickets and findings that belong to them: those of the open
 * file first, then the most urgent; the first 500.
 */
export const searchSubjects = request({
  method: 'guardrail/subjects/search',
  sender: 'window',
  params: object({
    kind: choice([...findingSubjects, ...ticketSubjects]),
    /** Every word of it is in a finding's texts (as `FindingFilter.text`), or in a ticket's key, summary, status or assignee. */
    text: optional(text({ maxCharacters: 200 })),
    /** The file that the user looks at; absolute path. */
    file: optional(text({ maxCharacters: 4_096 })),
  }),
  result: returns<Subjects & { readonly total: number }>(),
});

/**
 * The window follows these findings and tickets from now on, instead of others: `findingsChanged` and `ticketsChanged` report their
 * changes. Tickets that came back (`TicketView.cameBack`) are always followed, the first 50. Returns all of them as they are now.
 */
export const followSubjects = request({
  method: 'guardrail/subjects/follow',
  sender: 'window',
  params: named,
  result: returns<Subjects>(),
});

/** Reports which kinds of commands have something that they can be about, if that differs from the last report. */
export const offersChanged = windowNotification<{ readonly kinds: readonly SubjectKind[] }>(
  'guardrail/subjects/offersChanged',
);
