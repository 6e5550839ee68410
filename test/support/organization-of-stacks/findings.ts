import type { AccountRegion } from '../../../daemon/domain/accounts/account-region.ts';
import type { Finding } from '../../../daemon/domain/findings/finding.ts';
import { type Identity, kindOf } from './identities.ts';
import type { Random } from './random.ts';

/** Share of findings about roles that come from GuardDuty, which reports only the name of a role. */
const guardDutyShare = 0.15;

/** Returns a finding about a resource, as Config or GuardDuty reports it. `number` makes its key unique. */
export function findingAbout(
  { resource }: Identity,
  type: string,
  accountRegion: AccountRegion,
  tags: Readonly<Record<string, string>>,
  { random, number }: { readonly random: Random; readonly number: number },
): Finding {
  const { account } = accountRegion;
  const region = kindOf(type).global ? 'global' : accountRegion.region;
  const { name } = resource;
  const nameAlone = type === 'AWS::IAM::Role' && name !== undefined && random.chance(guardDutyShare);
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
