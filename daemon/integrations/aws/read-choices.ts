import type { TeamUnits } from '#protocol/aws.ts';
import { atMost } from '../../base/at-most.ts';
import type { AwsAccess } from '../../domain/accounts/access.ts';
import type { Note } from '../../domain/problems/note.ts';
import { Problem } from '../../domain/problems/problem.ts';
import { enabledRegions } from './account/regions.ts';
import { findAggregator } from './config/aggregator.ts';
import type { Clients } from './connection/clients.ts';
import type { CredentialCache } from './credentials/cache.ts';
import { listUnits, type UnitsOptions } from './organizations/units.ts';
import { callerAccount } from './sts/caller.ts';
import { withAws } from './with-aws.ts';

export { listProfiles } from './credentials/credentials.ts';

/** Enabled in every account, and the home of Organizations and of the Account API in the commercial partition. */
const homeRegion = 'us-east-1';
const parallelAggregatorCalls = 8;

/**
 * Resolves to the OUs that a user can choose from. Needs no configured region.
 * @throws Problem if the organization cannot be listed; the signal's reason if it is aborted.
 */
export function readUnits(
  access: AwsAccess,
  credentials: CredentialCache,
  options: UnitsOptions,
): Promise<TeamUnits> {
  return withAws(access, credentials, options.signal, async ({ base }) => {
    const region = await regionOf(base);
    // Before the list, so that bad credentials are not mistaken for a missing permission.
    await callerAccount(base, region, options.signal);
    return listUnits(base.organizations(region), options);
  });
}

/**
 * Resolves to the regions that the account of the credentials has enabled, or to why they cannot be listed.
 * @throws Problem of the credentials; the signal's reason if it is aborted.
 */
export function readRegions(
  access: AwsAccess,
  credentials: CredentialCache,
  signal: AbortSignal,
): Promise<{ readonly regions: readonly string[]; readonly regionsUnknown?: Note }> {
  return withAws(access, credentials, signal, async ({ base }) => {
    const region = await regionOf(base);
    await callerAccount(base, region, signal);
    return enabledRegions(base.account(region), region, signal);
  });
}

/**
 * Resolves to the Config aggregator of each region that has one. A region that cannot be asked, or not until `enough` is aborted,
 * counts as one without.
 * Calls: 1 for each region.
 */
export function readAggregators(
  access: AwsAccess,
  credentials: CredentialCache,
  regions: readonly string[],
  { signal, enough }: Pick<UnitsOptions, 'signal' | 'enough'>,
): Promise<ReadonlyMap<string, string>> {
  return withAws(access, credentials, signal, async ({ base }) => {
    const found = new Map<string, string>();
    const ended = AbortSignal.any([signal, enough]);
    await atMost(parallelAggregatorCalls, regions, async (region) => {
      try {
        found.set(region, (await findAggregator(base.config(region), region, undefined, ended)).name);
      } catch {
        // No aggregator, or none that these credentials can see.
      }
    });
    return found;
  });
}

/**
 * Resolves to the account of a profile's credentials.
 * @throws Problem of the credentials; the signal's reason if it is aborted.
 */
export function readAccountOf(
  profile: string,
  { endpoint, region }: AwsAccess,
  credentials: CredentialCache,
  signal: AbortSignal,
): Promise<string> {
  const access = {
    profile,
    ...(endpoint !== undefined && { endpoint }),
    ...(region !== undefined && { region }),
  };
  return withAws(access, credentials, signal, async ({ base }) =>
    callerAccount(base, await regionOf(base), signal),
  );
}

/** Resolves to the configured region, else to one that every account can use. */
async function regionOf(clients: Clients): Promise<string> {
  try {
    return await clients.region();
  } catch (error) {
    if (error instanceof Problem && error.code === 'aws-region-missing') return homeRegion;
    throw error;
  }
}
