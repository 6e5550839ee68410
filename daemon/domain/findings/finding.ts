import type { Resource, Severity, Source } from '#protocol/findings.ts';

/** A source's report that a resource fails, as the source's reader yields it. */
export interface Observation {
  readonly source: Source;
  /** The rule's or control's name as deployed, or the GuardDuty finding type. */
  readonly rule: string;
  readonly account: string;
  /** As the source reports it; `regionOf` turns the region of global resources into `global`. */
  readonly region: string;
  /** Type and id as AWS Config names them, whatever the source. */
  readonly resource: Resource;
  /** GuardDuty's finding id. If present, the finding is GuardDuty's own and this is its key. */
  readonly sourceId?: string;
  /** Present only if the source itself grades it (GuardDuty). */
  readonly severity?: Severity;
  /** Present only if the source itself names it (GuardDuty's title). Plain text. */
  readonly title?: string;
  /** The source's remark on this resource. Plain text. */
  readonly annotation?: string;
  /** Time since which the source reports it, in ISO 8601. Absent if the source does not say. */
  readonly observedAt?: string;
}

/** One failure of one resource, merged from its observations. */
export interface Finding {
  readonly key: string;
  /**
   * Source of the observation that represents the finding (`mergeObservations`). The same holds for `rule`.
   */
  readonly source: Source;
  readonly rule: string;
  readonly ruleIdentifier?: string;
  readonly severity: Severity;
  /** Present for GuardDuty. Config's titles come from the catalogue, in the user's language. */
  readonly title?: string;
  readonly account: string;
  /** `global` for IAM and account-wide resources. */
  readonly region: string;
  readonly resource: Resource;
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * ISO 8601. The store keeps the time of the last observation separately, because it changes with every sync
   * run.
   */
  readonly firstSeen: string;
  /** When the last of its observations ended, in ISO 8601. Absent while it fails. */
  readonly resolvedAt?: string;
  /** When it last failed again after it was resolved, in ISO 8601. Absent: never, since the store knows it. */
  readonly reopenedAt?: string;
}
