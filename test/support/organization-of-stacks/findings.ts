import type { AccountRegion } from '../../../daemon/domain/accounts/account-region.ts';
import type { Finding } from '../../../daemon/domain/findings/finding.ts';
import { type Identity, kindOf } from './identities.ts';
import type { Random } from './random.ts';

/** Of a role, GuardDuty says the name alone. So much of what is found about roles is its. */
const guardDuty = 0.15;

/** A finding about a resource, as Config or GuardDuty may report it. `number` makes its key its own. */
export function findingAbout(
  { resource }: Identity,
  type: string,
  place: AccountRegion,
  tags: Readonly<Record<string, string>>,
  { random, number }: { readonly random: Random; readonly number: number },
): Finding {
  const { account } = place;
  const region = kindOf(type).global ? 'global' : place.region;
  const { name } = resource;
  const nameAlone = type === 'AWS::IAM::Role' && name !== undefined && random.chance(guardDuty);
  return {
    key: `${nameAlone ? 'guardduty' : 'config'}:${account}:${region}:RULE_${number}:${resource.type}:${resource.id}`,
    source: nameAlone ? 'guardduty' : 'config',
    rule: 'rule',
    severity: 'medium',
    account,
    region,
    resource: nameAlone ? { type, id: name } : resource,
    ...(!nameAlone && Object.keys(tags).length > 0 && { tags }),
    firstSeen: '2026-01-02T03:04:05.000Z',
  };
}
