import { accountType } from '../../domain/resources/types/account.ts';
import type { Fate, OpenStack, Site, WorldBuilder } from './builder.ts';
import type { Quotas } from './options.ts';
import type { Member } from './organization.ts';
import { publicDatabase, writableBucket } from './rules.ts';
import { sampleLoose } from './sample-loose.ts';
import { type SamplePlace, type SampleResource, sampleStacks } from './sample-stacks.ts';
import { threatOf } from './threats.ts';

const stages: readonly SamplePlace['stage'][] = ['prod', 'staging', 'dev', 'data', 'network', 'sandbox'];

/**
 * Makes the sample team's stacks and resources, and subtracts their findings from the quotas. In a world that is too
 * small for all of them, the first findings fail and the other resources comply.
 */
export function buildSampleTeam(
  builder: WorldBuilder,
  member: Member,
  {
    regions,
    quotas,
    hostile,
  }: { readonly regions: readonly string[]; readonly quotas: Quotas; readonly hostile: boolean },
): void {
  function siteOf({ stage, region }: SamplePlace): Site {
    const at = stages.indexOf(stage);
    const account = member.accounts[at % member.accounts.length];
    const fallback = regions[at % regions.length];
    if (account === undefined || fallback === undefined)
      throw new RangeError('a team has an account and a region');
    return { member, account, region: regions.includes(region) ? region : fallback };
  }

  function make(site: Site, resource: SampleResource, stack?: OpenStack): void {
    const { type, logicalId, name } = resource;
    const made =
      type === accountType
        ? builder.accountResource(site)
        : builder.make(site, type, {
            ...(name !== undefined && { name: name.replace('{account}', site.account.id) }),
            ...(stack && { stack }),
            ...(logicalId !== undefined && { logicalId }),
          });
    for (const [rule, fate] of Object.entries(resource.findings ?? {})) {
      // GuardDuty's types have a colon. Identifiers of managed rules do not.
      const isThreat = rule.includes(':');
      if (!take(quotas, sortOf(rule, isThreat, fate), fate)) continue;
      if (!isThreat) builder.fail(made, rule, fate);
      else if (fate !== 'intended') builder.threaten(made, threatOf(rule), fate, site.region);
    }
  }

  for (const { name, at, recorded, resources, unrecordedTypes } of sampleStacks) {
    const site = siteOf(at);
    const stack = builder.openStack(site, name, recorded);
    for (const resource of resources) make(site, resource, stack);
    for (const [logicalId, type] of Object.entries(unrecordedTypes)) builder.join(stack, logicalId, type);
  }
  for (const { at, hostileName, ...resource } of sampleLoose)
    make(siteOf(at), hostile && hostileName !== undefined ? { ...resource, name: hostileName } : resource);
}

function sortOf(rule: string, isThreat: boolean, fate: Fate): Exclude<keyof Quotas, 'review'> {
  if (fate === 'intended') return 'intended';
  if (fate === 'resolved') return isThreat ? 'resolvedThreats' : 'resolved';
  if (isThreat) return 'openThreats';
  if (rule === publicDatabase) return 'publicDatabases';
  return rule === writableBucket ? 'writableBuckets' : 'open';
}

function take(quotas: Quotas, sort: Exclude<keyof Quotas, 'review'>, fate: Fate): boolean {
  if (quotas[sort] === 0 || (fate === 'review' && quotas.review === 0)) return false;
  quotas[sort]--;
  if (fate === 'review') quotas.review--;
  return true;
}
