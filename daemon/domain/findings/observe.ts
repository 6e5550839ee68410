import type { Resource, Severity, Source } from '#protocol/findings.ts';
import { severityOf } from '../rules/find-rule.ts';
import type { Observation } from './finding.ts';
import { findingKey, regionOf } from './key.ts';

/** An observation with the key of its finding and the catalogue's facts about its rule. */
export interface KeyedObservation {
  /** The finding's key. */
  readonly key: string;
  readonly source: Source;
  readonly rule: string;
  readonly ruleIdentifier?: string;
  readonly severity: Severity;
  readonly title?: string;
  readonly annotation?: string;
  readonly account: string;
  /** The finding's region: `global` for IAM and account-wide resources. */
  readonly region: string;
  readonly resource: Resource;
  /** Time since which the source reports it, in ISO 8601. Absent if the source does not say. */
  readonly observedAt?: string;
}

/** @param identifier The managed rule, if the catalogue or AWS knows it. */
export function keyed(observation: Observation, identifier?: string): KeyedObservation {
  const { sourceId: _, ...rest } = observation;
  return {
    ...rest,
    key: findingKey(observation),
    severity: observation.severity ?? severityOf(identifier),
    region: regionOf(observation),
    ...(identifier !== undefined && { ruleIdentifier: identifier }),
  };
}
