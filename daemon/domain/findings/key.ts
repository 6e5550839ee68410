import { isRecordedInEveryRegion } from '../resources/global.ts';
import { accountType } from '../resources/types/account.ts';
import { identifierOf, plainName } from '../rules/deployed-name.ts';
import { managedRule } from '../rules/find-rule.ts';
import type { Observation } from './finding.ts';

/**
 * Returns the key of the finding that an observation belongs to. The key is the same in every sync run, on
 * every machine, for months, because the labels of tickets are made from it. It is built only from values
 * that the source always reports, never from values that need another request. Parts are percent-encoded, so
 * two findings cannot share a key.
 *
 * - A rule that fails on a resource: `config:<account>:<region>:<rule>:<resource type>:<resource id>`. The
 *   rule is the managed identifier if the deployed name contains one, else the plain name. `config` stands
 *   for the kind of fact, not for the source: Security Hub reports the same fact under the name of the Config
 *   rule that it deployed (`securityhub-<rule>-<suffix>`), or under its control id if there is no such rule.
 * - GuardDuty's own finding: `guardduty:<account>:<region>:<finding id>`.
 */
export function findingKey(observation: Observation): string {
  const { source, account, rule, resource, sourceId } = observation;
  const parts =
    sourceId === undefined
      ? [
          'config',
          account,
          regionOf(observation),
          identifierOf(rule) ?? plainName(rule),
          resource.type,
          resource.id,
        ]
      : [source, account, regionOf(observation), sourceId];
  return parts.map(encodePart).join(':');
}

/**
 * Returns `global` for resources that exist once per account and are reported again in every region: IAM, and
 * rules about the account itself, unless AWS evaluates them for each region. Otherwise, and for GuardDuty,
 * returns the region that the source reports.
 */
export function regionOf({ source, rule, region, resource }: Observation): string {
  if (source === 'guardduty') return region;
  if (!isRecordedInEveryRegion(resource.type)) return region;
  const isPerRegion = resource.type === accountType && managedRule(identifierOf(rule))?.perRegion;
  return isPerRegion ? region : 'global';
}

/** Encodes only characters that could be mistaken for a separator, so that keys stay readable. */
function encodePart(part: string): string {
  return part.replace(/[%:\s]/g, encodeURIComponent);
}
