import type { CancellationToken } from 'vscode';
import { maxProfiles, type ProfileAccount, readProfileAccounts } from '#protocol/aws.ts';
import type { Connected } from '../daemon/connected.ts';

/** Resolves to the account of each profile, in their order. One request takes at most 100 profiles. */
export async function accountsOfProfiles(
  daemon: Pick<Connected, 'request'>,
  profiles: readonly string[],
  cancellation: CancellationToken,
): Promise<ProfileAccount[]> {
  const found: ProfileAccount[] = [];
  for (let from = 0; from < profiles.length; from += maxProfiles) {
    const part = profiles.slice(from, from + maxProfiles);
    found.push(...(await daemon.request(readProfileAccounts, { profiles: part }, cancellation)).accounts);
  }
  return found;
}
