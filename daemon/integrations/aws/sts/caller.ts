import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AccountAccess } from '../../../domain/accounts/access.ts';
import { partitionOfRegion } from '../../../domain/accounts/partition.ts';
import { Problem } from '../../../domain/problems/problem.ts';
import { answerUnreadable } from '../connection/answer-problems.ts';
import type { Clients } from '../connection/clients.ts';
import { isRegionOff } from '../connection/outcome.ts';

/**
 * The account that credentials belong to. The call needs no permission: when it fails, the credentials or
 * the way to AWS are what is wrong. Sound credentials are refused in a region that is off, so the region that is on in
 * every account has the last word. Calls: 1 or 2.
 * @throws Problem `aws-answer-unreadable`
 */
export async function callerAccount(clients: Clients, region: string, signal: AbortSignal): Promise<string> {
  const ask = async (at: string) => {
    const { Account } = await clients.sts(at).send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    if (!Account) throw answerUnreadable('sts:GetCallerIdentity', undefined, { en: '', ja: '' });
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

/** A profile of another account would file that account's findings under this one. */
export function wrongAccount({ id, profile }: AccountAccess, caller: string): Problem {
  return new Problem(
    'aws-wrong-account',
    {
      en: `${profile ? `The profile ${profile} leads` : 'The credentials lead'} to account ${caller}, not ${id}.`,
      ja: `${profile ? `プロファイル ${profile}` : '認証情報'} はアカウント ${id} ではなく ${caller} のものです。`,
    },
    {
      en: 'Give this account its own `profile` or `role` under `accounts` in the configuration.',
      ja: '設定の `accounts` で、このアカウントに対応する `profile` または `role` を指定してください。',
    },
  );
}
