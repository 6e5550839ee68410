import type { Finding } from '../domain/findings/finding.ts';
import type { Store } from '../store/store.ts';

/** Returns a function that returns the name of an account of the team. */
export function accountNames({ teams }: Pick<Store, 'teams'>, team: () => string | undefined) {
  return (account: string): string | undefined => {
    const name = team();
    const accounts = name === undefined ? [] : teams.accountsOf(name);
    return accounts.find(({ id }) => id === account)?.name;
  };
}

/** Returns a function that returns when AWS last reported a finding, and the name of its account. */
export function knownOf(store: Pick<Store, 'findings' | 'teams'>, team: () => string | undefined) {
  const nameOf = accountNames(store, team);
  return ({ key, account }: Pick<Finding, 'key' | 'account'>) => ({
    lastSeen: store.findings.lastSeen(key),
    accountName: nameOf(account),
  });
}
