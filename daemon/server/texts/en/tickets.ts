import type {
  ChangedTicket,
  MatchProblems,
  MoveName,
  TicketProblems,
} from '../../../domain/problems/tickets.ts';
import { withoutFullStop } from '../parts.ts';
import type { ProblemTexts } from '../texts.ts';
import { counted } from './counted.ts';
import { faultOfField, fillIn, listedFields, refusedFields } from './fields.ts';

export const matchProblems: Pick<ProblemTexts, keyof MatchProblems> = {
  'match-certain': ({ ticket }) => ({
    what: `${ticket} has the label or the remote link of a finding, which decides what it tracks.`,
    next: 'If that is wrong, remove the label or the link in Jira.',
  }),
  'match-of-several': ({ ticket, findings }) => ({
    what:
      findings.length === 0
        ? `${ticket} names no known finding.`
        : `${ticket} is about ${counted(findings.length, 'finding')}.`,
    next: `Name the finding with --finding KEY${findings.length === 0 ? '. "guardrail findings --json" lists the keys' : `: ${findings.slice(0, 3).join(', ')}${findings.length > 3 ? ' …' : ''}`}.`,
  }),
};

export const ticketProblems: Pick<ProblemTexts, keyof TicketProblems> = {
  'ticket-key-invalid': ({ key }) => ({
    what: `"${key}" is not a ticket's key.`,
    next: 'Write it as Jira shows it: APP-123.',
  }),
  'outcome-invalid': ({ outcome }) => ({
    what: `"${outcome}" is not an outcome of a review.`,
    next: 'Choose fixed, intended or not-ours.',
  }),
  'until-invalid': ({ until, fault }) => ({
    what:
      fault === 'not-intended'
        ? 'Only an intended finding has a last day.'
        : fault === 'past'
          ? `${until} is in the past.`
          : `"${until}" is not a date.`,
    next:
      fault === 'not-intended'
        ? 'Leave the date out.'
        : 'Give today or a later day, such as 2027-01-31, or none.',
  }),
  'team-invalid': ({ fault, maxCharacters }) => ({
    what: {
      missing: 'The review does not say whose the finding is.',
      'too-long': `The team's name has more than ${maxCharacters} characters.`,
      'not-for-outcome': 'Only a finding that is not ours names another team.',
    }[fault],
    next:
      fault === 'not-for-outcome'
        ? 'Leave the team out.'
        : `Name the team in 1 to ${maxCharacters} characters.`,
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
  'moves-not-permitted': ({ ticket, status }) => ({
    what: `Your account may not move ${ticket} from "${status}": it has no permission to transition issues in this project.`,
    next: 'Ask the administrator of the Jira project for the permission, or sign in with another account.',
  }),
  'step-needs-fields': ({ ticket, name, to }) => ({
    what: `The step "${name}" → "${to}" of ${ticket} asks for fields or a comment.`,
    next: `Open ${ticket} in Jira and make this step there. Then review it again.`,
  }),
  'no-move-to-review': ({ ticket, status, offered, ways = [] }) => ({
    what: `From "${status}", Jira offers no move of ${ticket} to a review${offers(offered)}.`,
    next:
      ways.length > 0
        ? `Go in steps: confirm ${listed(ways)} first (in a terminal with --via NAME). Otherwise move the ticket in Jira.`
        : 'If one of these is a review, list it under jira.statuses.review in the configuration file. Otherwise move the ticket in Jira.',
  }),
  'no-move-to-state': ({ ticket, status, to, offered }) => ({
    what: `From "${status}", Jira offers no move of ${ticket} ${to === 'done' ? 'that closes it as done' : 'back to its developer'}${offers(offered)}.`,
    next: `If one of these is right, choose it ("--transition NAME" in a terminal) or list its status under jira.statuses.${to} in the configuration file. Otherwise move the ticket in Jira.`,
  }),
  'move-elsewhere': ({ ticket, move, to, wanted }) => ({
    what: `The move "${move}" of ${ticket} leads to "${to}", which ${wanted === 'done' ? 'does not close the ticket' : 'does not give it back to its developer'}.`,
    next: `Choose another move, or list "${to}" under jira.statuses.${wanted} in the configuration file.`,
  }),
  'fields-too-many': ({ count, maxCount }) => ({
    what: `The review has values for ${counted(count, 'field')}.`,
    next: `Give at most ${maxCount}.`,
  }),
  'move-needs-fields': ({ ticket, move, fields, asked = [] }) => ({
    what: `The move "${move}" of ${ticket} asks for ${asked.length > 0 ? listedFields(asked) : fields.join(', ')}.`,
    next: fillIn(ticket, asked),
  }),
  'fields-invalid': ({ ticket, move, faults, asked }) => ({
    what: `The move "${move}" of ${ticket} was not sent. ${faults.map(faultOfField).join(' ')}`,
    next: fillIn(ticket, asked),
  }),
  'fields-refused': ({ ticket, move, faults, said }) => ({
    what: `Jira refused the move "${move}" of ${ticket}: ${refusedFields(faults, said)}`,
    next: `Change the fields and send it again, or make the move in Jira.`,
  }),
  'move-not-available': ({ ticket, status, name, to }) => ({
    what: `The workflow has the move "${name}" → "${to}" of ${ticket} from "${status}", but does not allow it to your account now.`,
    next: `Open ${ticket} in Jira: a condition of the workflow must be met first, or another person makes the move.`,
  }),
  'move-ambiguous': ({ ticket, moves, to }) => ({
    what: `Jira offers several moves of ${ticket} ${targets[to ?? 'review']}: ${listed(moves)}.`,
    next:
      to === 'step'
        ? `Run "guardrail moves ${ticket}" for their ids, and review again with the id as the step.`
        : `${to === undefined ? `Review ${ticket}` : 'Decide'} again and choose one ("guardrail ${commands[to ?? 'review']} ${ticket} --transition NAME" in a terminal).`,
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
  'ticket-not-in-review': (facts) => ({
    what: `${facts.ticket} is not in review, but at "${facts.status}" (changed ${changed(facts)}). Your ${actionNames[facts.action]} was not sent.`,
    next: `Open ${facts.ticket} in Jira and read why. Then withdraw this, or decide again when it is in review.`,
  }),
  'ticket-reopened': (facts) => ({
    what: `${facts.ticket} was closed and reopened, and is at "${facts.status}" (changed ${changed(facts)}). Your review was not sent.`,
    next: reviewAgain(facts.ticket),
  }),
  'ticket-moved-away': (facts) => ({
    what: `${movedAway(facts)}; now it is at "${facts.status}" (changed ${changed(facts)}), and your reason is not in it yet.`,
    next:
      (facts.action ?? 'review') === 'review'
        ? reviewAgain(facts.ticket)
        : `Open ${facts.ticket} in Jira and read why. Then decide again, or withdraw this.`,
  }),
  'comment-refused': ({ ticket, status, wasMoved, refusal, said }) => ({
    what: `${ticket} ${wasMoved ? `was moved (now "${status}")` : `is at "${status}"`}, but Jira refused the comment: ${withoutFullStop(said ?? refusals[refusal])}.`,
    next: `Your reason is kept. Copy it into ${ticket}, then withdraw this review; or get the permission, and Guardrail adds it.`,
  }),
};

const targets = {
  review: 'to a review',
  done: 'that close it',
  todo: 'back to its developer',
  back: 'back to where it was',
  step: 'with the name of that step',
} as const;
const commands = { review: 'review', done: 'approve', todo: 'send-back', back: 'undo' } as const;
export const actionNames = {
  review: 'review',
  approve: 'approval',
  'send-back': 'decision to send it back',
  undo: 'undo',
  assign: 'assignment',
  comment: 'comment',
  due: 'change of the due date',
} as const;

const refusals = {
  refused: 'it gave no reason',
  'not-permitted': 'your account has no permission for that',
  'no-ticket': 'the ticket does not exist, or your account cannot see it',
} as const;

/** Where a ticket was if an action had nothing to move. */
const stood = {
  review: 'in review',
  approve: 'done',
  'send-back': 'with its developer',
  undo: 'where it was before',
} as const;

function movedAway({
  ticket,
  action = 'review',
  before,
  target,
}: TicketProblems['ticket-moved-away']): string {
  switch (before) {
    case 'move-unanswered':
      return `The move of ${ticket} to "${target}" was sent, and Jira did not answer`;
    case 'there':
    case 'in-review':
      return `${ticket} was ${stood[action]}`;
    case 'moved':
      return `Your ${actionNames[action]} moved ${ticket} to "${target}"`;
  }
}

function offers(moves: readonly MoveName[]): string {
  return moves.length === 0 ? '' : `; it offers: ${listed(moves)}`;
}

export function listed(moves: readonly MoveName[]): string {
  return moves.map(({ name, to }) => `${name} → ${to}`).join(', ');
}

function moveInJira(ticket: string): string {
  return `Open ${ticket} in Jira and move it there. Guardrail then adds your reason.`;
}

function reviewAgain(ticket: string): string {
  return `Open ${ticket} in Jira and read why. Then review it again, or withdraw this review.`;
}

/** `2026-11-28 18:20 UTC by Aiko Tanaka` */
export function changed({ updated, by }: ChangedTicket): string {
  return `${updated.slice(0, 16).replace('T', ' ')} UTC${by === undefined ? '' : ` by ${by}`}`;
}
