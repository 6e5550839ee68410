import { type AccountRegion, keyOfAccountRegion } from '../domain/accounts/account-region.ts';
import type { TeamSettings } from '../domain/accounts/team.ts';

/** The region of what exists once in an account. */
const everywhere = 'global';

/** Whether the configuration, as it is now, asks for a place: an account or region that was taken out of it does not count. */
export function isInScope(team: TeamSettings, { account, region }: AccountRegion): boolean {
  const access = team.accounts?.find(({ id }) => id === account);
  if (team.accounts && !access) return false;
  const regions = access?.regions ?? team.regions;
  return regions === undefined || region === everywhere || regions.includes(region);
}

/**
 * Whether the last run that came to its end tried a place, or a later one did. What is no longer read is not
 * current, and was not fixed either.
 * @param tried Every account × region of that run and later ones.
 */
export function triedIn(tried: readonly AccountRegion[]): (place: AccountRegion) => boolean {
  const places = new Set(tried.map(keyOfAccountRegion));
  const accounts = new Set(tried.map(({ account }) => account));
  return (place) => {
    const { account, region } = place;
    if (region === everywhere) return accounts.has(account);
    // Tried as a whole: it was not even known which regions to read.
    return (
      places.has(keyOfAccountRegion(place)) || places.has(keyOfAccountRegion({ account, region: everywhere }))
    );
  };
}
