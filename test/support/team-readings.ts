import type { Observation } from '../../daemon/domain/findings/finding.ts';
import { findingKey } from '../../daemon/domain/findings/key.ts';
import type { Reading } from '../../daemon/domain/findings/reading.ts';
import type { World } from '../../daemon/sandbox/model.ts';

/** Returns the keys of the findings that fail in these accounts, computed from the world itself. */
export function failingKeys(world: World, accounts: readonly string[]): string[] {
  const observations: Observation[] = [
    ...world.resources.flatMap(({ account, region, type, id, evaluations }) =>
      evaluations
        .filter(({ compliance }) => compliance === 'NON_COMPLIANT')
        .map(({ ruleName: rule }) => ({
          source: 'config' as const,
          rule,
          account,
          region,
          resource: { type, id },
        })),
    ),
    ...world.guardduty
      .filter(({ archived }) => !archived)
      .map(({ id, type, account, region, resourceId }) => ({
        source: 'guardduty' as const,
        sourceId: id,
        rule: type,
        account,
        region,
        resource: { type, id: resourceId },
      })),
  ];
  return observations
    .filter(({ account }) => accounts.includes(account))
    .map(findingKey)
    .sort();
}

type Kind<K extends Reading['kind']> = Extract<Reading, { kind: K }>;

export const ofKind = <K extends Reading['kind']>(readings: readonly Reading[], kind: K) =>
  readings.filter((reading): reading is Kind<K> => reading.kind === kind);

/** Returns the keys of the observations. */
export const keysOf = (readings: readonly Reading[]) =>
  [
    ...new Set(ofKind(readings, 'observed').flatMap(({ observations }) => observations.map(findingKey))),
  ].sort();

export const endsOf = (readings: readonly Reading[], source: string) =>
  ofKind(readings, 'covered').filter((place) => place.source === source);

export const problemsOf = (readings: readonly Reading[]) =>
  ofKind(readings, 'covered').filter(({ problem }) => problem);
