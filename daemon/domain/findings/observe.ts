import { severityOf } from '../rules/find-rule.ts';
import type { Finding, Observation } from './finding.ts';
import { findingKey, regionOf } from './key.ts';

/**
 * What a source said, as a finding.
 * @param now ISO 8601; stands for the time it was first seen if the source names none.
 * @param identifier The managed rule, where the catalogue or AWS told it.
 */
export function toFinding(observation: Observation, now: string, identifier?: string): Finding {
  const { source, rule, account, resource, title, observedAt } = observation;
  return {
    key: findingKey(observation),
    source,
    rule,
    severity: observation.severity ?? severityOf(identifier),
    account,
    region: regionOf(observation),
    resource,
    firstSeen: observedAt ?? now,
    ...(identifier !== undefined && { ruleIdentifier: identifier }),
    ...(title !== undefined && { title }),
  };
}
