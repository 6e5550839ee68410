import type { AccountRegion } from './accounts/account-region.ts';
import type { TeamAccount } from './accounts/team.ts';
import type { Coverage } from './coverage.ts';
import type { Finding } from './findings/finding.ts';
import type { ReadRemoteLinks, TicketRecord } from './tickets/ticket.ts';

/** A change of the known data. The store returns these when it applies changes. */
export type DomainEvent = FindingEvent | TicketEvent | TeamEvent | CoverageEvent;

export type FindingEvent =
  /** A resource fails. `isAgain`: the finding was resolved before. */
  | { readonly type: 'finding-opened'; readonly finding: Finding; readonly isAgain: boolean }
  /** Its rule, severity, resource or another field differs. It still fails, or is still resolved. */
  | { readonly type: 'finding-changed'; readonly finding: Finding; readonly before: Finding }
  /** No source reports it any more. */
  | { readonly type: 'finding-resolved'; readonly finding: Finding };

/** `scope`: the Jira site and project that the ticket was read from. */
export type TicketEvent =
  /** Its status differs. */
  | {
      readonly type: 'ticket-moved';
      readonly scope: string;
      readonly ticket: TicketRecord;
      readonly before: TicketRecord;
    }
  /** It is new (without `before`), or a field other than its status differs. */
  | {
      readonly type: 'ticket-changed';
      readonly scope: string;
      readonly ticket: TicketRecord;
      readonly before?: TicketRecord;
    }
  /** Its links to other pages were read: they differ, or were read for the first time. */
  | {
      readonly type: 'ticket-links-changed';
      readonly scope: string;
      readonly key: string;
      readonly links: ReadRemoteLinks;
    }
  /** Jira no longer has it, or it moved to a project that is not read. */
  | { readonly type: 'ticket-forgotten'; readonly scope: string; readonly key: string };

export type TeamEvent =
  | { readonly type: 'accounts-changed'; readonly team: string; readonly accounts: readonly TeamAccount[] }
  /** The stacks of this account and region changed, or the templates that they were deployed from. */
  | ({ readonly type: 'stacks-changed' } & AccountRegion);

/** Data is read for the first time, or its problem or note differs. */
export interface CoverageEvent {
  readonly type: 'coverage-changed';
  readonly coverage: Coverage;
}
