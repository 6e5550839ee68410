/** Where a detection ran. */
export type Source = 'config' | 'guardduty' | 'securityhub';

export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** What a finding is about, as its source names it (Config's resource type, id and name). */
export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly name?: string;
  readonly arn?: string;
}

export type Confidence = 'certain' | 'probable' | 'candidates' | 'none';

/** A place in a template: 0-based line and column, columns in UTF-16 units, `endColumn` exclusive. */
export interface TemplatePlace {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly logicalId: string;
}

/**
 * finding → logical resource. The place is the best one known; with `candidates` it is absent and
 * `candidates` lists the places a person can choose from. `evidence` is one sentence a person can check.
 */
export interface Link extends Partial<TemplatePlace> {
  readonly confidence: Confidence;
  readonly evidence: string;
  readonly candidates?: readonly TemplatePlace[];
  /**
   * What a person said of the resource's places, where anything is remembered. `this`: chose the link's place; `not`:
   * said of others that they are not it; `gone`: chose one that this workspace does not declare.
   */
  readonly choice?: 'this' | 'not' | 'gone';
  /** What in the template causes or mends the finding; absent where the catalogue does not know. */
  readonly cause?: LinkCause;
  /** Where the source code of a synthesized template (CDK) makes the resource. */
  readonly source?: SourcePlace;
}

/**
 * The property that causes or mends a finding, on the linked resource or on another of the same template. Without a
 * place, `words` say what is missing or that nothing in a template mends it.
 */
export interface LinkCause {
  /** One sentence in the reader's language. */
  readonly words: string;
  /** `PublicAccessBlockConfiguration`; absent where nothing in a template mends it. */
  readonly property?: string;
  /** The property's key, or the other resource's. */
  readonly place?: TemplatePlace;
  /** What else in the same template may be it. */
  readonly others?: readonly OtherCause[];
}

/** Its place is the property's key; the whole resource's where that does not set it. */
export interface OtherCause {
  readonly words: string;
  readonly property: string;
  readonly place: TemplatePlace;
}

/** 0-based line and column in a file of source code; absolute path. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The ticket as a finding shows it. */
export interface TicketOfFinding {
  readonly key: string;
  /** https, built from the configured site: never taken from ticket text. */
  readonly url: string;
  readonly status: string;
  readonly state: TicketState;
  readonly priority?: string;
  /** Calendar date, `2026-11-23`. */
  readonly due?: string;
  readonly assignee?: string;
  /**
   * `label`: the ticket carries the finding's label. `text`: account, resource and rule stand in its text, so it is
   * probably the finding's; every screen says so, and `stateOfFinding` does not follow it.
   */
  readonly match: 'label' | 'text';
  /** A review of it that Jira has not confirmed; `TicketView.pending` says more. */
  readonly review?: 'waiting' | 'conflict';
}

/** Where a ticket stands, whatever a site calls its statuses. */
export type TicketState = 'todo' | 'review' | 'done';
/** A finding without a ticket stands at `none`. */
export type FindingState = TicketState | 'none';

/**
 * Whether the user can move the ticket to review: it waits for the developer and no review of it is on its way, or Jira
 * did not take the last one.
 */
export function isReviewable({ state, review }: Pick<TicketOfFinding, 'state' | 'review'>): boolean {
  return review === 'conflict' || (state === 'todo' && review === undefined);
}

/**
 * Where a finding stands. Only a ticket that carries the finding's label says so: one that merely names its words may be
 * about something else, so such a finding waits for the developer (`todo`), wherever that ticket stands.
 */
export function stateOfFinding({ ticket }: Pick<FindingView, 'ticket'>): FindingState {
  if (!ticket) return 'none';
  return ticket.match === 'label' ? ticket.state : 'todo';
}

/** One rule failing on one resource, with its ticket and its place in the workspace. */
export interface FindingView {
  /** Stable across polls, machines and months. */
  readonly key: string;
  readonly source: Source;
  /** The rule's name as deployed, or the GuardDuty finding type. */
  readonly rule: string;
  /** The managed rule's identifier, where known: `S3_BUCKET_PUBLIC_READ_PROHIBITED`. */
  readonly ruleIdentifier?: string;
  readonly severity: Severity;
  /** In the session's language. */
  readonly title: string;
  /** What usually mends it, where the catalogue knows; in the session's language. */
  readonly remedy?: string;
  readonly account: string;
  /** `global` for IAM and account-wide resources. */
  readonly region: string;
  readonly resource: Resource;
  /** ISO 8601, UTC. `lastSeen` differs after every sync run: who shows it asks for it. */
  readonly firstSeen: string;
  /** Set once the finding no longer fails. */
  readonly resolvedAt?: string;
  /** The resource in the AWS console; absent in partitions without a public one. */
  readonly consoleUrl?: string;
  /** Set for a finding that a person had GuardDuty invent, to try it: nothing is wrong. */
  readonly sample?: true;
  readonly ticket?: TicketOfFinding;
  /** Set while the team's tickets were never read: nobody knows whether there is one. */
  readonly ticketUnknown?: true;
  readonly link?: Link;
}
