import type { Severity, Source } from './findings.ts';
import { request, returns } from './message.ts';
import type { ActionKind, Outcome } from './pending-review.ts';
import { object, text } from './schema.ts';

/** The report of one source about a finding. Texts of AWS are plain, on one line. */
export interface ObservationView {
  readonly source: Source;
  /** The rule's or control's name as deployed, or the GuardDuty finding type. */
  readonly rule: string;
  readonly severity: Severity;
  /** ISO 8601, like all times here. */
  readonly firstSeen: string;
  readonly seenAt: string;
  /** When the source stopped reporting it. Absent while it does. */
  readonly goneAt?: string;
  /** The source's remark on this resource. */
  readonly annotation?: string;
}

/**
 * One thing that happened to a finding, as it was recorded. `at`: ISO 8601. What is not recorded is not among them: a ticket that
 * was moved in Jira before Guardrail knew it, or when a finding was resolved that failed again since.
 */
export type FindingEventView = { readonly at: string } & (
  | { readonly kind: 'first-seen' | 'failed-again' | 'resolved' }
  /** Another source began or stopped to report it. */
  | { readonly kind: 'source-began' | 'source-ended'; readonly source: Source; readonly rule: string }
  /** The stack of the resource was created or last updated. */
  | { readonly kind: 'deployed'; readonly stack: string }
  | { readonly kind: 'ticket-filed'; readonly ticket: string; readonly by?: string }
  /** The ticket was moved away from done, or has Jira's date of resolution. */
  | { readonly kind: 'ticket-reopened' | 'ticket-resolved'; readonly ticket: string }
  /** An act on the ticket from this computer, in the last two weeks. */
  | {
      readonly kind: 'act';
      readonly ticket: string;
      readonly act: ActionKind;
      readonly outcome?: Outcome;
      /** Of a change of the due date: the day. */
      readonly due?: string;
      readonly reason: string;
      readonly undone?: true;
      /** Jira has not confirmed it. */
      readonly waits?: true;
    }
);

export interface FindingDetailsView {
  /** The name of the account in the organization. Absent if it is not known. */
  readonly accountName?: string;
  readonly team?: string;
  /** The address of AWS's page about the rule; absent for a custom rule. */
  readonly rulePage?: string;
  /** Those that report it first, then those that ended; at most 50. */
  readonly observations: readonly ObservationView[];
  readonly observationCount: number;
  /** The oldest first; at most the first and the latest 99. */
  readonly events: readonly FindingEventView[];
}

/** Returns what the store knows of one finding besides its view. Reads nothing from AWS or Jira. */
export const readFindingDetails = request({
  method: 'guardrail/findings/details',
  sender: 'client',
  params: object({
    /** A key. */
    finding: text({ minCharacters: 1, maxCharacters: 4_096 }),
  }),
  result: returns<FindingDetailsView>(),
});

/** AWS Config's own words about a finding. Plain text, at most 2,000 characters each, on one line. */
export interface ExplanationView {
  /** The description of the deployed rule. */
  readonly description?: string;
  /** Config's remark on the resource. */
  readonly annotation?: string;
}

/**
 * Reads from AWS what Config says of a finding, for a page that shows it: in 20 seconds at most. A finding of another source has
 * neither.
 */
export const readExplanation = request({
  method: 'guardrail/findings/explanation',
  sender: 'client',
  params: object({
    /** A key. */
    finding: text({ minCharacters: 1, maxCharacters: 4_096 }),
  }),
  result: returns<ExplanationView>(),
});
