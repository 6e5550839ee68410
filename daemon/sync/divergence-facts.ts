import { isCertainMatch } from '#protocol/tickets.ts';
import type { AwsCoverage } from '../domain/coverage.ts';
import type { Finding } from '../domain/findings/finding.ts';
import type { QueuedAction } from '../domain/tickets/actions/outbox.ts';
import { answerOfAws } from '../domain/tickets/aws-answer.ts';
import type { PendingActionState, TicketFacts } from '../domain/tickets/divergence.ts';
import { intentionOf } from '../domain/tickets/evidence/intention.ts';
import type { TicketMatches } from '../domain/tickets/matching/ticket-matches.ts';
import { type LeftStatus, reopenedSince } from '../domain/tickets/reopened.ts';
import { stateOf } from '../domain/tickets/state.ts';
import type { StatusNames, TicketRecord } from '../domain/tickets/ticket.ts';
import type { Store } from '../store/store.ts';

/** The parts of AWS and Jira that the last attempts read. */
export interface ReadCoverage {
  /** Account → its parts. */
  readonly parts: ReadonlyMap<string, readonly AwsCoverage[]>;
  /** The last attempt did not read all tickets. */
  readonly isJiraUnread: boolean;
  /** Whether the last attempt did not read the source of the finding there. */
  isUnread(finding: Finding): boolean;
}

/** Before the first sync run has ended, nothing was read. */
export function readCoverage(
  coverage: Pick<Store['coverage'], 'lastRun' | 'ofTeam'>,
  team: string | undefined,
  scope: string | undefined,
): ReadCoverage {
  const last = team === undefined ? undefined : coverage.lastRun(team);
  const tried = team === undefined || !last ? [] : coverage.ofTeam(team, last.started);
  const aws = tried.flatMap((part) => (part.of === 'aws' ? [part] : []));
  const jira = tried.find((part) => part.of === 'jira' && part.scope === scope);
  const parts = Map.groupBy(aws, ({ account }) => account);
  const known = new Map<string, boolean>();
  return {
    parts,
    isJiraUnread: jira?.problem !== undefined,
    isUnread(finding) {
      const part = `${finding.account} ${finding.region} ${finding.source}`;
      const isUnread = known.get(part) ?? answerOfAws(finding, parts.get(finding.account) ?? []).isUnread;
      known.set(part, isUnread);
      return isUnread;
    },
  };
}

export interface TicketFactsInput {
  readonly statuses: StatusNames;
  readonly matches: Pick<TicketMatches, 'matches' | 'several'>;
  readonly queued: ReadonlyMap<string, QueuedAction>;
  /** The statuses that tickets left, by key. */
  readonly left: ReadonlyMap<string, readonly LeftStatus[]>;
  /** Keys of findings that fail. */
  readonly failing: ReadonlySet<string>;
  /** ISO 8601. */
  readonly now: string;
}

/** Returns what is recorded about the ticket that stands for a finding. */
export function ticketFacts(
  finding: string,
  { key, status, labels }: TicketRecord,
  { statuses, matches, queued, left, failing, now }: TicketFactsInput,
): TicketFacts {
  const several = matches.several.get(key);
  const moves = left.get(key) ?? [];
  return {
    key,
    state: stateOf(status, statuses),
    isCertain: isCertainMatch((several ?? matches.matches.get(key))?.match ?? 'text'),
    isShared: several !== undefined,
    othersFail: several?.findings.some((other) => other !== finding && failing.has(other)) === true,
    ...intentionOf(labels, now),
    reopenedAt: reopenedSince(status, moves, statuses),
    movedAt: moves.at(-1)?.at,
    ...actOf(queued, key),
  };
}

/** Returns the user's act on a ticket that Jira has not confirmed. */
export function actOf(
  queued: ReadonlyMap<string, QueuedAction>,
  ticket: string,
): { readonly pending?: PendingActionState } {
  const { state } = queued.get(ticket) ?? {};
  return state === undefined ? {} : { pending: state };
}
