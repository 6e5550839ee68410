import type { TeamSettings } from '../domain/findings/reading.ts';

/** What findings and stacks have of an account × region. */
interface Place {
  readonly account: string;
  readonly region: string;
}

/** The region of what exists once in an account. */
const everywhere = 'global';

/** Whether the configuration, as it is now, asks for a place: an account or region that was taken out of it does not count. */
export function isAskedFor(team: TeamSettings, { account, region }: Place): boolean {
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
export function triedIn(tried: readonly Place[]): (place: Place) => boolean {
  const places = new Set(tried.map(({ account, region }) => `${account} ${region}`));
  const accounts = new Set(tried.map(({ account }) => account));
  return ({ account, region }) => {
    if (region === everywhere) return accounts.has(account);
    // Tried as a whole: it was not even known which regions to read.
    return places.has(`${account} ${region}`) || places.has(`${account} ${everywhere}`);
  };
}
