import type { Severity, Source } from '#protocol/findings.ts';
import type { AccountRegion } from '../domain/accounts/account-region.ts';
import type { TeamAccount } from '../domain/accounts/team.ts';
import type { AwsCoverage, JiraCoverage } from '../domain/coverage.ts';
import type { KeyedObservation } from '../domain/findings/observe.ts';
import type { ResourceDetail } from '../domain/resources/resource-detail.ts';
import type { StackResource } from '../domain/stacks/stack-resource.ts';
import type { StackTemplate } from '../domain/stacks/stack-template.ts';
import type { TicketProgress } from '../domain/tickets/progress.ts';
import type { ReadRemoteLinks, TicketRecord } from '../domain/tickets/ticket.ts';

/**
 * A change for the store to apply. `at` is the time of its data, ISO 8601: older data never replaces newer data, in whatever
 * order the changes arrive. Data of a sync run has the time at which the run began.
 */
export type Change = FindingChange | StackChange | TicketChange | CoverageChange;

export type FindingChange =
  /** Sources report failures. */
  | { readonly kind: 'observed'; readonly at: string; readonly observations: readonly KeyedObservation[] }
  /** Sources report that these observations no longer fail. */
  | {
      readonly kind: 'observations-ended';
      readonly at: string;
      readonly observations: readonly Pick<KeyedObservation, 'key' | 'source' | 'rule'>[];
    }
  /** A source was read completely there, beginning at `at`. Observations that it did not report since then have ended. */
  | ({ readonly kind: 'read-completely'; readonly at: string; readonly source: Source } & AccountRegion)
  /** AWS Config describes resources. */
  | { readonly kind: 'resources-described'; readonly resources: readonly ResourceDetail[] }
  /** The managed rule of a deployed Config rule. Absent: AWS was asked and does not know it. */
  | {
      readonly kind: 'rule-identified';
      readonly rule: string;
      readonly managed?: { readonly identifier: string; readonly severity: Severity };
    };

export type StackChange =
  /** These are all accounts of the team. */
  | { readonly kind: 'accounts-listed'; readonly team: string; readonly accounts: readonly TeamAccount[] }
  | { readonly kind: 'stacks-read'; readonly at: string; readonly resources: readonly StackResource[] }
  | { readonly kind: 'templates-read'; readonly at: string; readonly templates: readonly StackTemplate[] }
  /** All stacks there were read, beginning at `at`. Other stacks no longer exist. */
  | ({ readonly kind: 'stacks-read-completely'; readonly at: string } & AccountRegion);

/** `scope`: the Jira site and the selection of tickets, as `scopeOf` names them. */
export type TicketChange =
  /**
   * A search lists tickets. Its results may be minutes old, so they never replace newer data or a ticket that Jira itself has
   * just returned. `at`: the beginning of the sync run; `listedAt`: now.
   */
  | {
      readonly kind: 'tickets-listed';
      readonly scope: string;
      readonly at: string;
      readonly listedAt: string;
      readonly tickets: readonly TicketRecord[];
    }
  /** These tickets exist, but have no new data. */
  | {
      readonly kind: 'tickets-exist';
      readonly scope: string;
      readonly at: string;
      readonly keys: readonly string[];
    }
  /** Jira returned a known ticket itself. A ticket that is not known is ignored. */
  | {
      readonly kind: 'ticket-read';
      readonly scope: string;
      readonly at: string;
      readonly ticket: TicketRecord;
    }
  /** The links of a ticket to other pages were read. A ticket that is not known is ignored. */
  | {
      readonly kind: 'ticket-links-read';
      readonly scope: string;
      readonly key: string;
      readonly links: ReadRemoteLinks;
    }
  | { readonly kind: 'ticket-forgotten'; readonly scope: string; readonly key: string }
  /** The reading came this far. */
  | { readonly kind: 'tickets-progress'; readonly scope: string; readonly progress: TicketProgress };

/**
 * How reading one part ended. `at`: the beginning of the sync run; `readAt`: now, if the part was read completely. If it was
 * not, `readAt` is absent and the time of the last complete reading stays.
 */
export interface CoverageChange {
  readonly kind: 'coverage';
  readonly at: string;
  readonly coverage: AwsCoverage | JiraCoverage;
}
