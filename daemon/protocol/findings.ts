import type { DivergenceView } from './divergence.ts';
import type { Link } from './links.ts';
import { request, returns, windowNotification } from './message.ts';
import { boolean, object, optional, text } from './schema.ts';
import { isCertainMatch, type TicketOfFinding, type TicketState } from './tickets.ts';

/** The service that detected a finding. */
export type Source = 'config' | 'guardduty' | 'securityhub';

/** The most severe first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** The resource of a finding, as its source names it (Config's resource type, id and name). */
export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly name?: string;
  readonly arn?: string;
}

/** A finding without a ticket has the state `none`. */
export type FindingState = TicketState | 'none';

/**
 * Returns whether the user can move the ticket to review: it waits for the developer and has no review in progress, or
 * Jira refused the last review.
 */
export function isReviewable({
  state,
  review,
  decision,
}: Pick<TicketOfFinding, 'state' | 'review' | 'decision'>): boolean {
  if (review === 'conflict' && decision === undefined) return true;
  return state === 'todo' && review !== 'waiting';
}

/**
 * Returns the state of a finding. Only a ticket that certainly tracks this finding alone decides it. A ticket that only
 * mentions the finding may be about something else, so such a finding waits for the developer (`todo`), whatever that
 * ticket's state. A finding that was intended until a day that is over waits for the developer again.
 */
export function stateOfFinding({ ticket }: Pick<FindingView, 'ticket'>): FindingState {
  if (!ticket) return 'none';
  if (!isCertainMatch(ticket.match) || ticket.isShared || ticket.isOver) return 'todo';
  return ticket.state;
}

/** Returns whether the developer is done with a finding: its ticket is in review or done. */
export function isReviewed(finding: Pick<FindingView, 'ticket'>): boolean {
  return ['review', 'done'].includes(stateOfFinding(finding));
}

/** A ticket that a person filed and that Jira does not have yet. */
export interface PendingFiling {
  /** `conflict`: the user files it again or withdraws it. */
  readonly state: 'waiting' | 'conflict';
  /** Why it waits or what prevents it, with the next step; in the session's language. */
  readonly note?: string;
}

/** One rule that fails on one resource, with its ticket and its link to the workspace. */
export interface FindingView {
  /** Stable across sync runs, machines and months. */
  readonly key: string;
  readonly source: Source;
  /** The rule's name as deployed, or the GuardDuty finding type. */
  readonly rule: string;
  /** The managed rule's identifier, if known: `S3_BUCKET_PUBLIC_READ_PROHIBITED`. */
  readonly ruleIdentifier?: string;
  readonly severity: Severity;
  /** In the session's language. */
  readonly title: string;
  /** The title in a few words, for rows that name the resource first; absent if there is only the title. */
  readonly short?: string;
  /** The usual fix, if the catalogue has one; in the session's language. */
  readonly remedy?: string;
  readonly account: string;
  /** `global` for IAM and account-wide resources. */
  readonly region: string;
  readonly resource: Resource;
  /** Its ticket is being filed, and Jira has not confirmed it. Absent if none is. */
  readonly filing?: PendingFiling;
  /** ISO 8601, UTC. `lastSeen` differs after every sync run, so it is requested with `listLastSeen`. */
  readonly firstSeen: string;
  /** Set once the finding no longer fails. */
  readonly resolvedAt?: string;
  /** The resource in the AWS console; absent in partitions without a public console, and for the invented accounts of a sandbox. */
  readonly consoleUrl?: string;
  /** Set for a sample finding that a user let GuardDuty generate: nothing is wrong. */
  readonly sample?: true;
  readonly ticket?: TicketOfFinding;
  /** Set while the team's tickets were never read: it is unknown whether there is one. */
  readonly ticketUnknown?: true;
  /** When it was found to fail again after it was resolved, ISO 8601; absent if that was never seen. */
  readonly reopenedAt?: string;
  /** How the finding and its ticket disagree, the most important first; absent if they do not. */
  readonly divergences?: readonly DivergenceView[];
  readonly link?: Link;
}

/**
 * The findings of the team that fail now, or `all`. A window also gets the resolved ones (`resolvedAt`) while their ticket
 * is not done, and later changes are relative to its first list.
 */
export const listFindings = request({
  method: 'guardrail/findings/list',
  sender: 'client',
  params: object({
    all: optional(boolean),
    /** The team that the client expects: for another one, the request fails with `team-differs`. */
    team: optional(text()),
  }),
  result: returns<{ version: number; findings: FindingView[] }>(),
});

/** When findings were last seen to fail, by key: the named finding or, without a key, all of the team. ISO 8601, UTC. */
export const listLastSeen = request({
  method: 'guardrail/findings/lastSeen',
  sender: 'client',
  params: object({
    /** A key. */
    finding: optional(text()),
  }),
  result: returns<{ lastSeen: Readonly<Record<string, string>> }>(),
});

/** The differences to the findings that a window received, among those that `listFindings` returns to a window. */
export interface FindingsChange {
  readonly version: number;
  readonly changed: readonly FindingView[];
  /** Keys. */
  readonly removed: readonly string[];
  /** New links of findings that are otherwise the same. */
  readonly links?: readonly LinksChange[];
}

/** One link and the keys of the findings that have it now. */
export interface LinksChange {
  readonly link: Link;
  readonly findings: readonly string[];
}

/** Reports the changes since the window's list, or since the last notification. */
export const findingsChanged = windowNotification<FindingsChange>('guardrail/findings/changed');
