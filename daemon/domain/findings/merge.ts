import type { Severity, Source } from '#protocol/findings.ts';

/** An observation of a finding as it is stored. Each source and deployed rule has one. */
export interface StoredObservation {
  readonly source: Source;
  /** The rule's or control's name as deployed, or the GuardDuty finding type. */
  readonly rule: string;
  readonly ruleIdentifier?: string;
  readonly severity: Severity;
  readonly title?: string;
  readonly annotation?: string;
  /** ISO 8601, like all times here. */
  readonly firstSeen: string;
  readonly seenAt: string;
  /** When the source stopped reporting it. Absent while the source reports it. */
  readonly goneAt?: string;
}

/** The part of a finding that comes from its observations. */
export type Merged = Pick<StoredObservation, 'source' | 'rule' | 'ruleIdentifier' | 'severity' | 'title'> & {
  readonly resolvedAt?: string;
};

/** Order of the sources. If several report a finding, the first one's words are used. */
const rankOf: Readonly<Record<Source, number>> = { config: 0, securityhub: 1, guardduty: 2 };

/**
 * Merges the observations of one finding. Several deployed rules or sources may report the same failure. The
 * finding fails while any of them reports it, and has the words of one that does. When it is resolved, it has
 * the words of an observation that ended last. The choice does not depend on the order of the observations,
 * so a finding does not change from run to run.
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
