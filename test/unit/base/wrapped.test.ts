import { expect, it } from 'vitest';
import { columnsOf } from '../../../daemon/base/printable.ts';
import { wrapped } from '../../../daemon/base/wrapped.ts';

const at = (columns: number | undefined) => ({ columns, indent: 2, hanging: 4 });

it('breaks a sentence between its words, and indents the rest', () => {
  expect(wrapped('The ticket was moved back by Rina Reviewer, so nothing was sent.', at(40))).toEqual([
    '  The ticket was moved back by Rina',
    '    Reviewer, so nothing was sent.',
  ]);
});

it('breaks Japanese between its characters, but not in front of a full stop', () => {
  const lines = wrapped(
    '別のユーザーがチケットを差し戻したため、何も送信されませんでした。確認してください。',
    at(40),
  );
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) {
    expect(columnsOf(line)).toBeLessThanOrEqual(42);
    expect(line.trim()).not.toMatch(/^[。、]/);
  }
});

it('keeps an address whole, and breaks nothing for a pipe', () => {
  const address = `https://jira.example.com/browse/${'PAY'.repeat(20)}-1`;
  expect(wrapped(`See ${address} now`, at(40))).toEqual(['  See', `    ${address}`, '    now']);
  expect(wrapped('word '.repeat(50), at(undefined))).toHaveLength(1);
});

it('makes one line of a text with control characters', () => {
  expect(wrapped('a\nb\u001b[31m', at(80))).toEqual(['  a b [31m']);
});
