import { isRecordedInEveryRegion } from '../resources/global.ts';
import { accountType } from '../resources/types/account.ts';
import { identifierOf, plainName } from '../rules/deployed-name.ts';
import { managedRule } from '../rules/find-rule.ts';
import type { Observation } from './finding.ts';

/**
 * Names one rule failing on one resource, alike at every poll, on every machine, for months: made only of what
 * the source always says, never of what had to be asked for. Parts are percent-encoded, so no two findings can
 * share a key.
 *
 * `config:<account>:<region>:<rule>:<resource type>:<resource id>`, `guardduty:<account>:<region>:<finding id>`
 */
export function findingKey(observation: Observation): string {
  const { source, account, rule, resource, sourceId } = observation;
  const place = [source, account, regionOf(observation)];
  const parts =
    sourceId === undefined ? [identifierOf(rule) ?? plainName(rule), resource.type, resource.id] : [sourceId];
  return [...place, ...parts].map(encodePart).join(':');
}

/**
 * `global` for what exists once in an account and is recorded again in every region: IAM, and rules about the
 * account itself unless they are evaluated for each region apart. Otherwise as the source says.
 */
export function regionOf({ source, rule, region, resource }: Observation): string {
  if (source !== 'config') return region;
  if (!isRecordedInEveryRegion(resource.type)) return region;
  const isPerRegion = resource.type === accountType && managedRule(identifierOf(rule))?.perRegion;
  return isPerRegion ? region : 'global';
}

/** Only what would be mistaken for a separator is encoded: keys stay readable. */
function encodePart(part: string): string {
  return part.replace(/[%:\s]/g, encodeURIComponent);
}
