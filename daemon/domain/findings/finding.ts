import type { Resource, Severity, Source } from '#protocol/findings.ts';

/** One source's report that a resource fails, as its reader yields it. */
export interface Observation {
  readonly source: Source;
  /** The rule's or control's name as deployed, or the GuardDuty finding type. */
  readonly rule: string;
  readonly account: string;
  /** As the source reports it; `regionOf` turns the region of global resources into `global`. */
  readonly region: string;
  /** Type and id as AWS Config names them, whatever the source. */
  readonly resource: Resource;
  /** GuardDuty's finding id. Present: the finding is GuardDuty's own, and this is its key. */
  readonly sourceId?: string;
  /** Only if the source itself grades it (GuardDuty). */
  readonly severity?: Severity;
  /** Only if the source itself names it (GuardDuty's title). Plain text. */
  readonly title?: string;
  /** The source's remark on this resource. Plain text. */
  readonly annotation?: string;
  /** ISO 8601: since when the source reports it, if it says so. */
  readonly observedAt?: string;
}

/** One failure of one resource, merged from its observations. */
export interface Finding {
  readonly key: string;
  /** Of the observation that stands for it (`mergeObservations`), as `rule`. */
  readonly source: Source;
  readonly rule: string;
  readonly ruleIdentifier?: string;
  readonly severity: Severity;
  /** Present for GuardDuty; Config's titles come from the catalogue in the reader's language. */
  readonly title?: string;
  readonly account: string;
  /** `global` for IAM and account-wide resources. */
  readonly region: string;
  readonly resource: Resource;
  readonly tags?: Readonly<Record<string, string>>;
  /** ISO 8601. The time of the last observation changes with every sync run, so the store keeps it separately. */
  readonly firstSeen: string;
  /** ISO 8601: when the last of its observations ended. Absent while it fails. */
  readonly resolvedAt?: string;
}
