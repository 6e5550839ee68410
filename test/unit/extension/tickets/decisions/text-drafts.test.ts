import { expect, it } from 'vitest';
import { TextDrafts } from '../../../../../extension/tickets/decisions/text-drafts.ts';

function memory() {
  const values = new Map<string, unknown>();
  return {
    values,
    get: (key: string) => values.get(key),
    async update(key: string, value: unknown) {
      values.set(key, JSON.parse(JSON.stringify(value)));
    },
  };
}

it('keeps what is typed until it is sent, over a reload', () => {
  const kept = memory();
  new TextDrafts(kept).write('approve A-1', 'Looks good.');
  const after = new TextDrafts(kept);
  expect(after.of('approve A-1')).toBe('Looks good.');
  after.write('approve A-1', '');
  expect(new TextDrafts(kept).of('approve A-1')).toBe('');
});

it('drops the oldest of many, and cuts a text that is too long', () => {
  const kept = memory();
  const drafts = new TextDrafts(kept);
  for (let index = 0; index < 60; index++) drafts.write(`approve A-${index}`, 'x'.repeat(20_000));
  const after = new TextDrafts(kept);
  expect(after.of('approve A-9')).toBe('');
  expect(after.of('approve A-10')).toHaveLength(10_000);
  expect(after.of('approve A-59')).toHaveLength(10_000);
});

it('ignores a memory of another shape', () => {
  const kept = memory();
  kept.values.set('decisionDrafts', { 'approve A-1': 3, 'approve A-2': 'Text.' });
  const drafts = new TextDrafts(kept);
  expect([drafts.of('approve A-1'), drafts.of('approve A-2')]).toEqual(['', 'Text.']);
});
