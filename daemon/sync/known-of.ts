import type { Finding } from '../domain/findings/finding.ts';
import type { Store } from '../store/store.ts';

/** Returns a function that returns when AWS last reported a finding, and the name of its account. */
export function knownOf(
  { findings, teams }: Pick<Store, 'findings' | 'teams'>,
  team: () => string | undefined,
) {
  return ({ key, account }: Pick<Finding, 'key' | 'account'>) => {
    const name = team();
    const accounts = name === undefined ? [] : teams.accountsOf(name);
    return {
      lastSeen: findings.lastSeen(key),
      accountName: accounts.find(({ id }) => id === account)?.name,
    };
  };
}
