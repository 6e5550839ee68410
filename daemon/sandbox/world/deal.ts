import { accountType } from '../../domain/resources/types/account.ts';
import type { Fate, MadeResource, OpenStack, Site, WorldBuilder } from './builder.ts';
import { ordinaryTypes } from './made-types.ts';
import type { Quotas } from './options.ts';
import type { Member } from './organization.ts';
import type { Random } from './random.ts';
import { publicDatabase, type RolledOutRule, rolledOutRules, ruleOf, writableBucket } from './rules.ts';
import { threatenedType, threatKinds } from './threats.ts';

/** Made in each account, in addition to the resources that fail. */
const minCompliantResources = 2;
/** The maximum for a team. */
const maxStacks = 5;

/** Fills the teams' accounts with the remaining findings of the quotas, and with resources that comply. */
export function dealFindings(
  builder: WorldBuilder,
  random: Random,
  members: readonly Member[],
  regions: readonly string[],
  quotas: Quotas,
): void {
  const regionsOf = new Map(
    members.map((member) => [member, random.shuffled(regions).slice(0, random.between(2, 5))]),
  );
  const sites = members.flatMap((member) => member.accounts.map((account) => ({ member, account })));
  const stacks = new Map<Member, OpenStack[]>();

  function anySite(): Site {
    const { member, account } = random.pick(sites);
    return { member, account, region: random.pick(regionsOf.get(member) ?? regions) };
  }

  function stackAt({ member, account, region }: Site): OpenStack | undefined {
    const own = stacks.get(member) ?? [];
    stacks.set(member, own);
    const here = own.find((stack) => stack.account === account.id && stack.region === region);
    if (here || own.length >= maxStacks) return here;
    const stack = builder.openStack({ member, account, region }, `${account.name}-app`);
    own.push(stack);
    return stack;
  }

  function make(site: Site, type: string): MadeResource {
    const stack = random.chance(0.7) ? stackAt(site) : undefined;
    if (!stack) return builder.make(site, type);
    const logicalId = `${type.split('::').at(-1)}${stack.resources.length + 1}`;
    return builder.make(site, type, { stack, logicalId });
  }

  /** Returns a resource for which this rule has not failed. `undefined` if the resource is the account and it has failed. */
  function resourceFor(site: Site, rule: RolledOutRule): MadeResource | undefined {
    if (rule.type === accountType) {
      const resource = builder.accountResource(site);
      return resource.ticketed.has(rule.identifier) ? undefined : resource;
    }
    const free = builder.made(site, rule.type).filter(({ ticketed }) => !ticketed.has(rule.identifier));
    return free.length > 0 && random.chance(0.6) ? random.pick(free) : make(site, rule.type);
  }

  function fail(fate: Fate, always?: RolledOutRule): void {
    for (;;) {
      const rule = always ?? random.weighted(rolledOutRules);
      const resource = resourceFor(anySite(), rule);
      if (resource) {
        builder.fail(resource, rule.identifier, fate);
        return;
      }
    }
  }

  function threaten(fate: 'todo' | 'review' | 'resolved'): void {
    const kind = random.pick(threatKinds);
    const site = anySite();
    const type = threatenedType[kind.resourceType];
    // A second one would be the same finding: GuardDuty counts it and does not open another finding.
    const free = builder.made(site, type).filter(({ ticketed }) => !ticketed.has(kind.type));
    builder.threaten(free.length > 0 ? random.pick(free) : make(site, type), kind, fate, site.region);
  }

  for (const { member, account } of sites) {
    for (let made = 0; made < minCompliantResources; made++) {
      const region = random.pick(regionsOf.get(member) ?? regions);
      make({ member, account, region }, random.pick(ordinaryTypes));
    }
  }
  const open: FileOpen[] = [
    ...times(quotas.publicDatabases, (fate) => fail(fate, ruleOf(publicDatabase))),
    ...times(quotas.writableBuckets, (fate) => fail(fate, ruleOf(writableBucket))),
    ...times(quotas.open, (fate) => fail(fate)),
    ...times(quotas.openThreats, threaten),
  ];
  for (const [index, file] of random.shuffled(open).entries())
    file(index < quotas.review ? 'review' : 'todo');
  for (let dealt = 0; dealt < quotas.intended; dealt++) fail('intended');
  for (let dealt = 0; dealt < quotas.resolved; dealt++) fail('resolved');
  for (let dealt = 0; dealt < quotas.resolvedThreats; dealt++) threaten('resolved');
}

type FileOpen = (fate: 'todo' | 'review') => void;

function times(count: number, file: FileOpen): FileOpen[] {
  return Array.from({ length: count }, () => file);
}
