import type { ChangedTicket, MoveName, TicketProblems } from '../../../domain/problems/tickets.ts';
import { withoutFullStop } from '../parts.ts';
import type { ProblemTexts, Texts } from '../texts.ts';
import { counted } from './counted.ts';

export const ticketProblems: Pick<ProblemTexts, keyof TicketProblems> = {
  'ticket-key-invalid': ({ key }) => ({
    what: `"${key}" is not a ticket's key.`,
    next: 'Write it as Jira shows it: APP-123.',
  }),
  'outcome-invalid': ({ outcome }) => ({
    what: `"${outcome}" is not an outcome of a review.`,
    next: 'Choose fixed or intended.',
  }),
  'reason-invalid': ({ length, maxLength }) => ({
    what: length === 0 ? 'The review gives no reason.' : `The reason has ${counted(length, 'character')}.`,
    next: `Give a reason of 1 to ${maxLength} characters: the reviewer reads it.`,
  }),
  'move-unknown': ({ move, ticket, status, offered }) =>
    ticket === undefined || status === undefined || offered === undefined
      ? {
          what: `"${move}" is not a move of a ticket.`,
          next: 'Give the name of a move as Jira shows it, or its number.',
        }
      : {
          what: `From "${status}", Jira offers no move "${move}" of ${ticket}${offers(offered)}.`,
          next: 'Review it again with one of these.',
        },
  'no-move-to-review': ({ ticket, status, offered }) => ({
    what: `From "${status}", Jira offers no move of ${ticket} to a review${offers(offered)}.`,
    next: 'If one of these is a review, list it under jira.statuses.review in the configuration file. Otherwise move the ticket in Jira.',
  }),
  'move-needs-fields': ({ ticket, move, fields }) => ({
    what: `The move "${move}" of ${ticket} needs ${fields.length === 1 ? 'a field' : 'fields'} that Guardrail cannot fill in: ${fields.join(', ')}.`,
    next: moveInJira(ticket),
  }),
  'move-ambiguous': ({ ticket, moves }) => ({
    what: `Jira offers several moves of ${ticket} to a review: ${listed(moves)}.`,
    next: `Review ${ticket} again and choose one ("guardrail review ${ticket} --transition NAME" in a terminal).`,
  }),
  'move-closes': ({ ticket, move, to }) => ({
    what: `The move "${move}" of ${ticket} leads to "${to}", which closes the ticket.`,
    next: 'The reviewer closes tickets: review it again with a move to a review.',
  }),
  'move-without-effect': ({ ticket, status, move }) => ({
    what: `Jira accepted the move "${move}" of ${ticket}, but the ticket is still at "${status}".`,
    next: moveInJira(ticket),
  }),
  'review-withdrawn': ({ ticket }) => ({
    what: `The review of ${ticket} was withdrawn or replaced before Jira received it.`,
    next: `Look at ${ticket}, and review it again if needed.`,
  }),
  'ticket-already-done': (facts) => ({
    what: `${facts.ticket} is already at "${facts.status}" (changed ${changed(facts)}). Your review was not sent.`,
    next: 'Withdraw this review, or reopen the ticket in Jira and review it again.',
  }),
  'ticket-reopened': (facts) => ({
    what: `${facts.ticket} was closed and reopened, and is at "${facts.status}" (changed ${changed(facts)}). Your review was not sent.`,
    next: reviewAgain(facts.ticket),
  }),
  'ticket-moved-away': (facts) => ({
    what: `${movedAway(facts)}; now it is at "${facts.status}" (changed ${changed(facts)}), and your reason is not in it yet.`,
    next: reviewAgain(facts.ticket),
  }),
  'comment-refused': ({ ticket, status, wasMoved, refusal, said }) => ({
    what: `${ticket} ${wasMoved ? `was moved (now "${status}")` : `is at "${status}"`}, but Jira refused the comment: ${withoutFullStop(said ?? refusals[refusal])}.`,
    next: `Your reason is kept. Copy it into ${ticket}, then withdraw this review; or get the permission, and Guardrail adds it.`,
  }),
};

const outcomes = { fixed: 'fixed', intended: 'intended' } as const;

export const reviewComment: Texts['reviewComment'] = (outcome) =>
  `Reviewed with Guardrail: ${outcomes[outcome]}`;

const refusals = {
  refused: 'it gave no reason',
  'not-permitted': 'your account has no permission for that',
  'no-ticket': 'the ticket does not exist, or your account cannot see it',
} as const;

function movedAway({ ticket, before, target }: TicketProblems['ticket-moved-away']): string {
  switch (before) {
    case 'move-unanswered':
      return `The move of ${ticket} to "${target}" was sent, and Jira did not answer`;
    case 'in-review':
      return `${ticket} was in review`;
    case 'moved':
      return `Your review moved ${ticket} to "${target}"`;
  }
}

function offers(moves: readonly MoveName[]): string {
  return moves.length === 0 ? '' : `; it offers: ${listed(moves)}`;
}

function listed(moves: readonly MoveName[]): string {
  return moves.map(({ name, to }) => `${name} → ${to}`).join(', ');
}

function moveInJira(ticket: string): string {
  return `Open ${ticket} in Jira and move it there. Guardrail then adds your reason.`;
}

function reviewAgain(ticket: string): string {
  return `Open ${ticket} in Jira and read why. Then review it again, or withdraw this review.`;
}

/** `2026-11-28 18:20 UTC` */
function changed({ updated }: ChangedTicket): string {
  return `${updated.slice(0, 16).replace('T', ' ')} UTC`;
}
