import { expect, test } from 'vitest';
import { covered, type Reading } from '../../../../../daemon/domain/findings/reading.ts';
import { note } from '../../../../../daemon/domain/problems/note.ts';
import { mergeNotes } from '../../../../../daemon/integrations/aws/strategies/merge-notes.ts';

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
