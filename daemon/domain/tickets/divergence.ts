import type { TicketState } from '#protocol/tickets.ts';

/** At most this number of tickets is listed for a duplicate. */
const maxTickets = 20;

/** How a finding and its ticket disagree, with the facts that its sentences need. */
export type Divergence =
  | ResolvedOpen
  | Reopened
  | DoneFailing
  | Duplicate
  | WithoutTicket
  | { readonly code: 'without-finding' };

/** How an action of the user on a ticket stands that Jira has not confirmed. */
export type PendingActionState = 'waiting' | 'conflict';

interface AboutTicket {
  readonly ticket: string;
  /** An action of the user on the ticket waits for Jira, or is in conflict. */
  readonly pending?: PendingActionState;
  /** AWS could not be read there in the last attempt. */
  readonly isUnread?: true;
}

export interface ResolvedOpen extends AboutTicket {
  readonly code: 'resolved-open';
  readonly state: Exclude<TicketState, 'done'>;
  /** ISO 8601. */
  readonly since: string;
  /** Set if other findings of the ticket still fail. */
  readonly othersFail?: true;
}

export interface Reopened {
  readonly code: 'reopened';
  /** The finding failed again, or the ticket was moved away from done. */
  readonly what: 'finding' | 'ticket';
  /** ISO 8601. */
  readonly since: string;
  /** Absent: the finding has no ticket. */
  readonly ticket?: string;
  readonly state?: TicketState;
  readonly pending?: PendingActionState;
  readonly isUnread?: true;
}

export interface DoneFailing extends AboutTicket {
  readonly code: 'done-failing';
  /** The last day of an intention that is over, `2027-01-31`. */
  readonly until?: string;
}

export interface Duplicate {
  readonly code: 'duplicate';
  /** The ticket that stands for the finding. */
  readonly used: string;
  /** All open tickets of the finding, sorted. */
  readonly tickets: readonly string[];
  /** How many there are. */
  readonly count: number;
}

export interface WithoutTicket {
  readonly code: 'without-ticket';
  /** The last attempt did not read all tickets. */
  readonly isUnread?: true;
}

/** The recorded facts about the ticket that stands for a finding. */
export interface TicketFacts {
  readonly key: string;
  readonly state: TicketState;
  /** The ticket certainly tracks the finding. */
  readonly isCertain: boolean;
  /** It is about other findings, too. */
  readonly isShared: boolean;
  /** Of a shared ticket: one of its other findings fails. */
  readonly othersFail: boolean;
  /** How it says that the finding is intended: without an end, until a day to come, or until a day that is over. */
  readonly intention: 'endless' | 'running' | 'over' | undefined;
  readonly until?: string | undefined;
  /** ISO 8601: when it was moved away from done. Absent: never, as far as is recorded. */
  readonly reopenedAt?: string | undefined;
  /** ISO 8601: when it was moved last, as far as is recorded. */
  readonly movedAt?: string | undefined;
  readonly pending?: PendingActionState;
}

export interface FindingFacts {
  readonly resolvedAt?: string | undefined;
  /** ISO 8601: when it was found to fail again after it was resolved. */
  readonly reopenedAt?: string | undefined;
  /** AWS could not be read there in the last attempt. */
  readonly isUnread: boolean;
  readonly ticket?: TicketFacts | undefined;
  /** Whether a missing ticket is known to be missing. */
  readonly ticketsRead: boolean;
  /** The last attempt did not read all tickets. */
  readonly isTicketUnread: boolean;
  /** A ticket for it is being filed. */
  readonly isFiling: boolean;
  /** A sample that needs no ticket. */
  readonly isSample: boolean;
  /** The open tickets that track it, sorted, if there are several. */
  readonly duplicates?: readonly string[] | undefined;
}

/** Returns how a finding and its ticket disagree, in the order of `divergenceCodes`. Decides by recorded facts alone. */
export function divergencesOfFinding(facts: FindingFacts): Divergence[] {
  const { ticket, duplicates } = facts;
  return [
    ...(facts.resolvedAt === undefined ? failing(facts) : resolved(facts, facts.resolvedAt)),
    ...(ticket && duplicates ? [duplicateOf(ticket.key, duplicates)] : []),
    ...(isWithoutTicket(facts) ? [withoutTicket(facts)] : []),
  ];
}

/** @param tickets All open tickets of a finding, sorted. */
export function duplicateOf(used: string, tickets: readonly string[]): Duplicate {
  return { code: 'duplicate', used, tickets: tickets.slice(0, maxTickets), count: tickets.length };
}

function resolved({ ticket, isUnread }: FindingFacts, since: string): Divergence[] {
  if (!ticket || ticket.state === 'done') return [];
  return [
    {
      code: 'resolved-open',
      ticket: ticket.key,
      state: ticket.state,
      since,
      ...(ticket.isShared && ticket.othersFail && { othersFail: true as const }),
      ...more(ticket, isUnread),
    },
  ];
}

function failing(facts: FindingFacts): Divergence[] {
  const { ticket } = facts;
  const found: Divergence[] = [];
  const reopened = reopenedOf(facts);
  if (reopened) found.push(reopened);
  if (ticket && isDoneFor(ticket))
    found.push({
      code: 'done-failing',
      ticket: ticket.key,
      ...(ticket.intention === 'over' && ticket.until !== undefined && { until: ticket.until }),
      ...more(ticket, facts.isUnread),
    });
  return found;
}

function reopenedOf({ reopenedAt, ticket, isUnread }: FindingFacts): Reopened | undefined {
  if (reopenedAt !== undefined && !isAnswered(ticket, reopenedAt))
    return {
      code: 'reopened',
      what: 'finding',
      since: reopenedAt,
      ...(ticket && { ticket: ticket.key, state: ticket.state }),
      ...(ticket ? more(ticket, isUnread) : isUnread && { isUnread: true as const }),
    };
  if (ticket?.state !== 'todo' || ticket.reopenedAt === undefined) return undefined;
  if (!ticket.isCertain || ticket.isShared) return undefined;
  return reopenedTicket(ticket, ticket.reopenedAt);
}

/** Returns that a ticket that waits for its developer was done before. */
export function reopenedTicket(
  { key, pending }: Pick<TicketFacts, 'key' | 'pending'>,
  since: string,
): Reopened {
  return { code: 'reopened', what: 'ticket', since, ticket: key, state: 'todo', ...(pending && { pending }) };
}

/** A person knows that it fails again: says that it is intended, or moved the ticket on since then. */
function isAnswered(ticket: TicketFacts | undefined, reopenedAt: string): boolean {
  if (!ticket?.isCertain || ticket.isShared) return false;
  if (ticket.state === 'todo') return false;
  if (ticket.state === 'done' && ['endless', 'running'].includes(ticket.intention ?? '')) return true;
  return ticket.movedAt !== undefined && Date.parse(ticket.movedAt) > Date.parse(reopenedAt);
}

/** Only a ticket of this finding alone is done for it. An intention that lasts is no divergence. */
function isDoneFor({ state, isCertain, isShared, intention }: TicketFacts): boolean {
  return state === 'done' && isCertain && !isShared && intention !== 'endless' && intention !== 'running';
}

function withoutTicket({ isTicketUnread }: FindingFacts): WithoutTicket {
  return { code: 'without-ticket', ...(isTicketUnread && { isUnread: true }) };
}

function isWithoutTicket(facts: FindingFacts): boolean {
  const { resolvedAt, ticket, ticketsRead, isFiling, isSample } = facts;
  return resolvedAt === undefined && !ticket && ticketsRead && !isFiling && !isSample;
}

function more({ pending }: TicketFacts, isUnread: boolean): Pick<AboutTicket, 'pending' | 'isUnread'> {
  return { ...(pending && { pending }), ...(isUnread && { isUnread }) };
}
