import type { World } from '../model.ts';
import type { Call } from './call.ts';
import { complianceType, type Item } from './config-items.ts';
import type { FaultState } from './faults.ts';
import { Refusal } from './refusal.ts';

/** The items that a caller sees. */
export interface View {
  /** Distinguishes this view from others. */
  readonly name: string;
  /** Absent: all accounts. */
  readonly accounts?: readonly string[];
  sees(item: Item): boolean;
}

/** Returns Config's view of the caller's account in the caller's region. */
export function ownView(world: World, faults: FaultState, { identity, region }: Call): View {
  const { account } = identity;
  const isOn = world.regions.includes(region);
  const recordsCompliance = faults.recordsCompliance(account, region);
  return {
    name: `${account} ${region}`,
    accounts: [account],
    sees: ({ awsRegion, resourceType }) =>
      isOn &&
      (awsRegion === region || awsRegion === 'global') &&
      (recordsCompliance || resourceType !== complianceType),
  };
}

/**
 * Returns the view of the organization's aggregator, which is in one region of the security account.
 * @throws Refusal `NoSuchConfigurationAggregatorException`
 */
export function aggregatedView(world: World, faults: FaultState, aggregator: string, call: Call): View {
  if (!hasAggregator(world, call) || aggregator !== world.aggregator.name) throw aggregatorUnknown();
  return {
    name: 'aggregator',
    sees: ({ accountId, awsRegion, resourceType }) =>
      !faults.isDenied(accountId, awsRegion) &&
      (resourceType !== complianceType || faults.recordsCompliance(accountId, awsRegion)),
  };
}

export function hasAggregator(world: World, { identity, region }: Call): boolean {
  return identity.account === world.securityAccount && region === world.aggregator.region;
}

export function aggregatorUnknown(): Refusal {
  return new Refusal(
    'NoSuchConfigurationAggregatorException',
    'The configuration aggregator does not exist. Check the configuration aggregator name and try again.',
  );
}
