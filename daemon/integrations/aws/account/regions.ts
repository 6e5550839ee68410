import { type AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import { regionPattern } from '../../../domain/accounts/partition.ts';
import { type Note, note, noteOf } from '../../../domain/problems/note.ts';
import { listIn, unexpectedAnswer } from '../config/unread.ts';
import { problemOf } from '../connection/errors.ts';
import { pages } from '../connection/pages.ts';

export type AccountApi = Pick<AccountClient, 'send'>;

const maxRegions = 50;

/**
 * Resolves to the regions that the client's account has enabled. If they cannot be listed, resolves to
 * `start` alone and the reason, because one region must not look like all of them. Calls: 1 per 50 regions.
 */
export async function enabledRegions(
  client: AccountApi,
  start: string,
  signal: AbortSignal,
): Promise<{ readonly regions: readonly string[]; readonly regionsUnknown?: Note }> {
  const read = (NextToken: string | undefined) =>
    client.send(
      new ListRegionsCommand({
        RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'],
        MaxResults: maxRegions,
        NextToken,
      }),
      { abortSignal: signal },
    );
  try {
    const regions: string[] = [];
    for await (const { Regions } of pages(read)) {
      for (const { RegionName = '' } of listIn(Regions) ?? [{}]) {
        if (!regionPattern.test(RegionName)) throw unexpectedAnswer('account:ListRegions');
        regions.push(RegionName);
      }
    }
    if (regions.length === 0) throw unexpectedAnswer('account:ListRegions');
    return { regions: regions.sort() };
  } catch (error) {
    return {
      regions: [start],
      regionsUnknown: note('aws-regions-unknown', { region: start, reason: noteOf(problemOf(error)) }),
    };
  }
}
