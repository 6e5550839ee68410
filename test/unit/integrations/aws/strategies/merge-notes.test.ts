import { expect, test } from 'vitest';
import { covered, type Reading } from '../../../../../daemon/domain/findings/reading.ts';
import { note } from '../../../../../daemon/domain/problems/note.ts';
import { mergeNotes } from '../../../../../daemon/integrations/aws/strategies/merge-notes.ts';
import { settleBlocked } from '../../../../../daemon/integrations/aws/strategies/settle-blocked.ts';
import { UnknownRules } from '../../../../../daemon/integrations/aws/strategies/unknown-rules.ts';

const byRule = (account: string): Reading => ({
  kind: 'note',
  note: note('config-read-by-rule', { accounts: [account] }),
});
const denied = (account: string, operation: string): Reading => ({
  kind: 'note',
  note: note('templates-denied', { operations: [operation], accounts: [account] }),
});
const target = { account: '1', region: 'eu-west-1' };

async function* from(...readings: Reading[]): AsyncGenerator<Reading> {
  yield* readings;
}

async function all(readings: AsyncIterable<Reading>): Promise<Reading[]> {
  const read: Reading[] = [];
  for await (const reading of readings) read.push(reading);
  return read;
}

test('notes that differ only in their accounts are one note, after everything else', async () => {
  const given = from(
    byRule('2'),
    denied('2', 'GetTemplate'),
    covered(target, 'config'),
    byRule('1'),
    byRule('2'),
    denied('1', 'ListStacks'),
  );
  expect(await all(mergeNotes(given))).toEqual([
    covered(target, 'config'),
    { kind: 'note', note: note('config-read-by-rule', { accounts: ['1', '2'] }) },
    {
      kind: 'note',
      note: note('templates-denied', { operations: ['GetTemplate', 'ListStacks'], accounts: ['1', '2'] }),
    },
  ]);
});

test('a source that is blocked in one region is noted; in all regions of an account, it is a problem', async () => {
  const problem = note('config-read-by-rule', { accounts: [] });
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

test('the name of a rule is asked for once, and not if it is known', () => {
  const rules = new UnknownRules(new Map([['known', undefined]]));
  expect(rules.take(['known', 'new', 's3-bucket-ssl-requests-only'])).toEqual(['new']);
  expect(rules.take(['new', 'newer'])).toEqual(['newer']);
});
