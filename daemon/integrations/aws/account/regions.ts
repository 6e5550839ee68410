import { type AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import type { Text } from '../../../base/text.ts';
import { regionPattern } from '../../../domain/accounts/partition.ts';
import { noteOf } from '../../../domain/problems/note.ts';
import { listIn, unexpectedAnswer } from '../config/unread.ts';
import { problemOf } from '../connection/errors.ts';
import { pages } from '../connection/pages.ts';

export type AccountApi = Pick<AccountClient, 'send'>;

const mostOfAPage = 50;

/**
 * The regions that the client's account has enabled. If they cannot be listed, `start` alone, and why: one region must
 * not look like all of them. Calls: 1 for 50 regions.
 */
export async function enabledRegions(
  client: AccountApi,
  start: string,
  signal: AbortSignal,
): Promise<{ readonly regions: readonly string[]; readonly regionsUnknown?: Text }> {
  const read = (NextToken: string | undefined) =>
    client.send(
      new ListRegionsCommand({
        RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'],
        MaxResults: mostOfAPage,
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
    return { regions: [start], regionsUnknown: onlyOne(start, noteOf(problemOf(error))) };
  }
}

function onlyOne(region: string, reason: Text): Text {
  return {
    en: `Only ${region} was read: which regions the account has enabled is not known. List the \`regions\` to read in the configuration. (${reason.en})`,
    ja: `${region} だけを読み込みました。アカウントで有効なリージョンが不明です。設定の \`regions\` に読み込むリージョンを列挙してください。（${reason.ja}）`,
  };
}
