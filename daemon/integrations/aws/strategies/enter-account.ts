import type { AccountAccess } from '../../../domain/accounts/access.ts';
import type { TeamSettings } from '../../../domain/accounts/team.ts';
import type { Note } from '../../../domain/problems/note.ts';
import type { Problem } from '../../../domain/problems/problem.ts';
import { enabledRegions } from '../account/regions.ts';
import type { Aws, Clients } from '../connection/clients.ts';
import { problemOf } from '../connection/errors.ts';
import { callerAccount, wrongAccount } from '../sts/caller.ts';

/** An account of the configuration, after its credentials were checked. */
export interface EnteredAccount {
  readonly account: AccountAccess;
  readonly regions: readonly string[];
  readonly clients: Clients;
  /** Why the account cannot be read at all. */
  readonly problem?: Problem;
  /** Why these regions may not be all of its regions. */
  readonly regionsUnknown?: Note;
}

/**
 * Checks that the credentials belong to the account, and finds its regions: those of the configuration, or
 * those that the account has enabled. A failure is a problem of the account. Calls: 1 or 2 of STS, and 1 per
 * 50 regions if the configuration lists none.
 */
export async function enterAccount(
  account: AccountAccess,
  team: TeamSettings,
  aws: Aws,
  signal: AbortSignal,
): Promise<EnteredAccount> {
  const clients = aws.of(account);
  const listed = account.regions ?? team.regions;
  try {
    const start = listed?.[0] ?? (await clients.region());
    const caller = await callerAccount(clients, start, signal);
    const entered = { account, regions: listed ?? [start], clients };
    if (caller !== account.id) return { ...entered, problem: wrongAccount(account, caller) };
    return listed
      ? entered
      : { ...entered, ...(await enabledRegions(clients.account(start), start, signal)) };
  } catch (error) {
    const { id, profile } = account;
    const problem = problemOf(error, { account: id, ...(profile !== undefined && { profile }) });
    return { account, regions: listed ?? ['global'], clients, problem };
  }
}
