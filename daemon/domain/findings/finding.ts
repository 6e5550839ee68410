import type { Resource, Severity, Source } from '#protocol/findings.ts';

/** What a source said, before the catalogue and the store add to it. */
export interface Observation {
  readonly source: Source;
  /** The rule's name as deployed, or the GuardDuty finding type. */
  readonly rule: string;
  readonly account: string;
  /** As the source said it; `regionOf` turns global resources' into `global`. */
  readonly region: string;
  readonly resource: Resource;
  /** GuardDuty's finding id: its own key. */
  readonly sourceId?: string;
  /** Only where the source itself grades (GuardDuty). */
  readonly severity?: Severity;
  /** Only where the source itself names it (GuardDuty's title). Plain text. */
  readonly title?: string;
  /** ISO 8601, when the source says it. */
  readonly observedAt?: string;
}

/** One rule failing on one resource. */
export interface Finding {
  readonly key: string;
  readonly source: Source;
  readonly rule: string;
  readonly ruleIdentifier?: string;
  readonly severity: Severity;
  /** Present for GuardDuty; Config's titles come from the catalogue in the reader's language. */
  readonly title?: string;
  readonly account: string;
  readonly region: string;
  readonly resource: Resource;
  readonly tags?: Readonly<Record<string, string>>;
  /** ISO 8601. When it was last seen changes with every sync run: the store keeps that apart. */
  readonly firstSeen: string;
  readonly resolvedAt?: string;
}
