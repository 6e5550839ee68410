import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AccountAccess } from '../../../domain/accounts/access.ts';
import { partitionOfRegion } from '../../../domain/accounts/partition.ts';
import { type Problem, problem } from '../../../domain/problems/problem.ts';
import type { Clients } from '../connection/clients.ts';
import { isRegionOff } from '../connection/outcome.ts';

/**
 * Resolves to the account of the credentials. The call needs no permission, so if it fails, the credentials
 * or the connection to AWS are wrong. AWS refuses valid credentials in a region that is not enabled, so the
 * region that is enabled in every account decides. Calls: 1 or 2.
 * @throws Problem `aws-answer-unreadable`
 */
export async function callerAccount(clients: Clients, region: string, signal: AbortSignal): Promise<string> {
  const ask = async (at: string) => {
    const { Account } = await clients.sts(at).send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    if (!Account) throw problem('aws-answer-unreadable', { call: 'sts:GetCallerIdentity' });
    return Account;
  };
  const { home } = partitionOfRegion(region);
  try {
    return await ask(region);
  } catch (error) {
    if (home === region || !isRegionOff(error)) throw error;
    return await ask(home).catch(() => {
      signal.throwIfAborted();
      throw error;
    });
  }
}

/** With a profile of another account, findings of that account would be shown as findings of this one. */
export function wrongAccount({ id, profile }: AccountAccess, caller: string): Problem {
  return problem('aws-wrong-account', { account: id, ...(profile !== undefined && { profile }), caller });
}
