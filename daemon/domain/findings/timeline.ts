import type { FindingEventView } from '#protocol/finding-details.ts';
import type { PastAction as ConfirmedAction, QueuedAction } from '../tickets/actions/outbox.ts';
import type { TicketRecord } from '../tickets/ticket.ts';
import type { Finding } from './finding.ts';
import type { StoredObservation } from './merge.ts';

const maxEvents = 100;

export interface TimelineInput {
  readonly finding: Pick<Finding, 'firstSeen' | 'resolvedAt' | 'reopenedAt'>;
  readonly observations: readonly StoredObservation[];
  /** The stack of the resource, and when it was created or last updated. */
  readonly stack?: { readonly name: string; readonly updated: string } | undefined;
  readonly ticket?: TicketRecord | undefined;
  /** When the ticket was moved away from done. */
  readonly ticketReopenedAt?: string | undefined;
  /** The actions on the ticket that Jira confirmed, and those that it has not. */
  readonly past: readonly ConfirmedAction[];
  readonly queued: readonly QueuedAction[];
}

/** Returns the recorded events of a finding, the oldest first. At most 100: the first one and the latest others. */
export function timelineOf(input: TimelineInput): FindingEventView[] {
  const events = [...eventsOfAws(input), ...eventsOfTicket(input)].filter(
    ({ at }) => !Number.isNaN(Date.parse(at)),
  );
  events.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return events.length <= maxEvents ? events : [...events.slice(0, 1), ...events.slice(1 - maxEvents)];
}

function eventsOfAws({ finding, observations, stack }: TimelineInput): FindingEventView[] {
  const { firstSeen, resolvedAt, reopenedAt } = finding;
  const others = observations.filter((each) => each.firstSeen > firstSeen);
  const ended = observations.filter(({ goneAt }) => goneAt !== undefined && goneAt !== resolvedAt);
  return [
    { kind: 'first-seen', at: firstSeen },
    ...others.map(({ source, rule, firstSeen: at }) => ({ kind: 'source-began' as const, at, source, rule })),
    ...ended.map(({ source, rule, goneAt: at = '' }) => ({
      kind: 'source-ended' as const,
      at,
      source,
      rule,
    })),
    ...(stack ? [{ kind: 'deployed' as const, at: stack.updated, stack: stack.name }] : []),
    ...(reopenedAt === undefined ? [] : [{ kind: 'failed-again' as const, at: reopenedAt }]),
    ...(resolvedAt === undefined ? [] : [{ kind: 'resolved' as const, at: resolvedAt }]),
  ];
}

function eventsOfTicket({ ticket, ticketReopenedAt, past, queued }: TimelineInput): FindingEventView[] {
  if (!ticket) return [];
  const { key, created, reporter, resolved } = ticket;
  return [
    ...(created === undefined
      ? []
      : [
          {
            ...({ kind: 'ticket-filed', at: created, ticket: key } as const),
            ...(reporter !== undefined && { by: reporter }),
          },
        ]),
    ...(resolved === undefined ? [] : [{ kind: 'ticket-resolved' as const, at: resolved, ticket: key }]),
    ...(ticketReopenedAt === undefined
      ? []
      : [{ kind: 'ticket-reopened' as const, at: ticketReopenedAt, ticket: key }]),
    ...past.map(({ action, confirmedAt, undoneBy }) => ({
      ...actOf(action, confirmedAt),
      ...(undoneBy !== undefined && { undone: true as const }),
    })),
    ...queued.map((action) => ({ ...actOf(action, action.createdAt), waits: true as const })),
  ];
}

function actOf(action: ConfirmedAction['action'], at: string): Extract<FindingEventView, { kind: 'act' }> {
  const { ticket, kind, reason } = action;
  return {
    ...({ kind: 'act', at, ticket, act: kind, reason } as const),
    ...(action.kind === 'review' && { outcome: action.outcome }),
    ...(action.kind === 'due' && { due: action.due }),
  };
}
