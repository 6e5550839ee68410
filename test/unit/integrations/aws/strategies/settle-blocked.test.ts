import { expect, test } from 'vitest';
import { covered, type Reading } from '../../../../../daemon/domain/findings/reading.ts';
import { note } from '../../../../../daemon/domain/problems/note.ts';
import { settleBlocked } from '../../../../../daemon/integrations/aws/strategies/settle-blocked.ts';

const target = { account: '1', region: 'eu-west-1' };

async function* from(...readings: Reading[]): AsyncGenerator<Reading> {
  yield* readings;
}

async function all(readings: AsyncIterable<Reading>): Promise<Reading[]> {
  const read: Reading[] = [];
  for await (const reading of readings) read.push(reading);
  return read;
}

test('a source that is blocked in one region is a note; in all regions of an account, it is a problem', async () => {
  const problem = note('aws-region-off', {});
  const blocked = (account: string) =>
    covered({ account, region: 'us-east-1' }, 'config', {
      skipped: 'blocked',
      note: problem,
      problemIfBlockedEverywhere: problem,
    });
  const read = await all(settleBlocked(from(blocked('1'), blocked('2'), covered(target, 'config'))));
  expect(read).toEqual([
    covered(target, 'config'),
    blocked('1'),
    covered({ account: '2', region: 'us-east-1' }, 'config', { problem }),
  ]);
});
