import type { Severity, Source } from '#protocol/findings.ts';

/** An observation of a finding as it is stored: one for each source and deployed rule. */
export interface StoredObservation {
  readonly source: Source;
  /** The rule's or control's name as deployed, or the GuardDuty finding type. */
  readonly rule: string;
  readonly ruleIdentifier?: string;
  readonly severity: Severity;
  readonly title?: string;
  readonly annotation?: string;
  /** ISO 8601, as all times here. */
  readonly firstSeen: string;
  readonly seenAt: string;
  /** When the source was found to report it no more. Absent while it reports it. */
  readonly goneAt?: string;
}

/** The part of a finding that comes from its observations. */
export type Merged = Pick<StoredObservation, 'source' | 'rule' | 'ruleIdentifier' | 'severity' | 'title'> & {
  readonly resolvedAt?: string;
};

/** The source whose words stand for a finding, if several report it. */
const rankOf: Readonly<Record<Source, number>> = { config: 0, securityhub: 1, guardduty: 2 };

/**
 * Merges the observations of one finding. Several deployed rules, or several sources, may report the same failure: the finding
 * fails while any of them reports it, and has the words of one that does or, when it is resolved, of one that ended last. That one stays the same however the observations are
 * ordered, so a finding does not change from run to run.
 * @throws TypeError if there are no observations.
 */
export function mergeObservations(observations: readonly StoredObservation[]): Merged {
  const open = observations.filter(({ goneAt }) => goneAt === undefined);
  const resolvedAt =
    open.length > 0
      ? undefined
      : observations
          .flatMap(({ goneAt }) => goneAt ?? [])
          .sort()
          .at(-1);
  const [first] = observations.filter(({ goneAt }) => goneAt === resolvedAt).toSorted(byPrecedence);
  if (first === undefined) throw new TypeError('a finding has at least one observation');
  const ruleIdentifier =
    first.ruleIdentifier ?? observations.find((other) => other.ruleIdentifier)?.ruleIdentifier;
  return {
    source: first.source,
    rule: first.rule,
    severity: first.severity,
    ...(ruleIdentifier !== undefined && { ruleIdentifier }),
    ...(first.title !== undefined && { title: first.title }),
    ...(resolvedAt !== undefined && { resolvedAt }),
  };
}

function byPrecedence(one: StoredObservation, other: StoredObservation): number {
  return (
    rankOf[one.source] - rankOf[other.source] ||
    compare(one.firstSeen, other.firstSeen) ||
    compare(one.rule, other.rule)
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
