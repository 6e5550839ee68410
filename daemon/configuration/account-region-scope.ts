import { type AccountRegion, keyOfAccountRegion } from '../domain/accounts/account-region.ts';
import type { TeamSettings } from '../domain/accounts/team.ts';

/** The region of resources that exist once in an account. */
const everywhere = 'global';

/** Whether the configuration covers an account and region. One that was removed from it does not count. */
export function isInScope(team: TeamSettings, { account, region }: AccountRegion): boolean {
  const access = team.accounts?.find(({ id }) => id === account);
  if (team.accounts && !access) return false;
  const regions = access?.regions ?? team.regions;
  return regions === undefined || region === everywhere || regions.includes(region);
}

/**
 * Returns whether an account and region was tried by the last complete sync run or a later one. A finding of one that
 * is no longer read is not current, and was not fixed either.
 * @param tried Every account × region of that run and later ones.
 */
export function triedIn(tried: readonly AccountRegion[]): (accountRegion: AccountRegion) => boolean {
  const keys = new Set(tried.map(keyOfAccountRegion));
  const accounts = new Set(tried.map(({ account }) => account));
  return (accountRegion) => {
    const { account, region } = accountRegion;
    if (region === everywhere) return accounts.has(account);
    // Tried as a whole: it was not even known which regions to read.
    return (
      keys.has(keyOfAccountRegion(accountRegion)) ||
      keys.has(keyOfAccountRegion({ account, region: everywhere }))
    );
  };
}
