import type {
  Divergence,
  DoneFailing,
  Duplicate,
  Reopened,
  ResolvedOpen,
} from '../../../domain/tickets/divergence.ts';
import { intendedLabel } from '../../../domain/tickets/evidence/intention.ts';
import { dayOf } from '../day.ts';
import type { ProblemText } from '../texts.ts';
import { counted } from './counted.ts';

export function divergenceText(divergence: Divergence): ProblemText {
  const { what, next } = textOf(divergence);
  const unread = 'isUnread' in divergence && divergence.isUnread;
  const service = divergence.code === 'without-ticket' ? 'Jira' : 'AWS';
  return {
    what: unread
      ? `${what} The last sync could not read ${service} there, so this may be out of date.`
      : what,
    next: unread ? `Refresh first, and look at what could not be read. ${next}` : next,
  };
}

function textOf(divergence: Divergence): ProblemText {
  switch (divergence.code) {
    case 'resolved-open':
      return resolvedOpen(divergence);
    case 'reopened':
      return reopened(divergence);
    case 'done-failing':
      return doneFailing(divergence);
    case 'duplicate':
      return duplicate(divergence);
    case 'without-ticket':
      return {
        what: 'AWS reports the finding, and no ticket tracks it.',
        next: 'File a ticket for it, or fix it and let the next sync confirm that.',
      };
    case 'without-finding':
      return {
        what: 'The ticket is open, and AWS reports no finding of this team for it. The finding may have been resolved long ago, or the ticket may belong to another team.',
        next: 'Check the resource that it names. Then move the ticket to review, or give it to its team in Jira.',
      };
  }
}

function resolvedOpen({ ticket, state, since, othersFail, pending }: ResolvedOpen): ProblemText {
  return {
    what: `AWS has not reported the finding since ${dayOf(since)}, and ${ticket} is still open.`,
    next:
      pendingStep(ticket, pending) ??
      (othersFail
        ? `Fix the other findings of ${ticket} first: some of them still fail.`
        : state === 'review'
          ? `The reviewer can approve ${ticket}.`
          : `Move ${ticket} to review as fixed.`),
  };
}

function reopened({ what, since, ticket, state, pending }: Reopened): ProblemText {
  const again = {
    finding: `The finding was resolved, and AWS has reported it again since ${dayOf(since)}.`,
    ticket: `${ticket} was done, and has been open again since ${dayOf(since)}.`,
  }[what];
  if (ticket === undefined) return { what: again, next: 'Find out what undid the fix, and file a ticket.' };
  const next = {
    todo:
      what === 'ticket'
        ? `Read in ${ticket} why it was reopened. Then fix the finding and move the ticket to review.`
        : `Find out what undid the fix, for example an older template. Then move ${ticket} to review.`,
    review: `Send ${ticket} back: its fix does not last.`,
    done: `Reopen ${ticket} in Jira and find out what undid the fix, for example an older template.`,
  }[state ?? 'todo'];
  return { what: again, next: pendingStep(ticket, pending) ?? next };
}

function doneFailing({ ticket, until, pending }: DoneFailing): ProblemText {
  return {
    what:
      until === undefined
        ? `${ticket} is done, but AWS still reported the finding when it was read last.`
        : `${ticket} is done: the finding was intended until ${until}. That day has passed, and AWS still reports it.`,
    next:
      pendingStep(ticket, pending) ??
      (until === undefined
        ? `If it is intended, give ${ticket} the label ${intendedLabel} in Jira. Otherwise reopen the ticket and fix the finding.`
        : `Fix it, or reopen ${ticket} in Jira and review it again with another day.`),
  };
}

function duplicate({ used, tickets, count }: Duplicate): ProblemText {
  const others = tickets.filter((ticket) => ticket !== used);
  const more = count - tickets.length;
  return {
    what: `${counted(count, 'open ticket')} track this finding. Guardrail uses ${used}; also open: ${others.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    next: `Close ${others.length === 1 ? others[0] : 'the others'} in Jira as a duplicate of ${used}.`,
  };
}

function pendingStep(ticket: string, pending: ResolvedOpen['pending']): string | undefined {
  if (pending === 'waiting') return `Nothing to do: your action on ${ticket} waits for Jira.`;
  return pending === 'conflict' ? `Resolve the conflict of ${ticket} first.` : undefined;
}
