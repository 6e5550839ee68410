import { type AccountRegion, keyOfAccountRegion } from '../domain/accounts/account-region.ts';
import type { TeamSettings } from '../domain/accounts/team.ts';

/** The region of resources that exist once per account. */
const everywhere = 'global';

/**
 * Returns whether the configuration covers an account and region. An account or region that was removed from
 * it does not count.
 */
export function isInScope(team: TeamSettings, { account, region }: AccountRegion): boolean {
  const access = team.accounts?.find(({ id }) => id === account);
  if (team.accounts && !access) return false;
  const regions = access?.regions ?? team.regions;
  return regions === undefined || region === everywhere || regions.includes(region);
}

/**
 * Returns a function that says whether the last complete sync run or a later one tried to read an account and
 * region. A finding in an account and region that is no longer read is not current, but it was not fixed
 * either.
 * @param tried Every account × region of that run and later ones.
 */
export function triedIn(tried: readonly AccountRegion[]): (accountRegion: AccountRegion) => boolean {
  const keys = new Set(tried.map(keyOfAccountRegion));
  const accounts = new Set(tried.map(({ account }) => account));
  return (accountRegion) => {
    const { account, region } = accountRegion;
    if (region === everywhere) return accounts.has(account);
    // The account was tried as a whole: its regions were not known.
    return (
      keys.has(keyOfAccountRegion(accountRegion)) ||
      keys.has(keyOfAccountRegion({ account, region: everywhere }))
    );
  };
}
