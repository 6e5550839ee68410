import { describe, expect, it } from 'vitest';
import { columnsOf, fitted, printable, printableJson } from '../../../daemon/base/printable.ts';

describe('text for a terminal', () => {
  it('cannot move the cursor, ring the bell or change the reading direction', () => {
    expect(printable('a\u001b[2Jb\u0007c\u202ed\ne')).toBe('a [2Jb c d e');
  });

  it('shows invisible characters and stays on one line', () => {
    expect(printable('a\u061cb\u2028c\u200bd\u{e0041}e\ufefff')).toBe('a b c d e f');
    expect(printable('👩\u200d💻 レビュー')).toBe('👩\u200d💻 レビュー');
  });

  it('writes the removed characters as escapes in JSON, which is read back unchanged', () => {
    const value = { name: 'a\u202eb\u009b31m\n\u{e0041}レビュー', list: ['x'] };
    const json = printableJson(value);
    expect(json).not.toMatch(/[\u007f-\u009f\u202a-\u202e\u{e0000}-\u{e007f}]/u);
    expect(json).toContain('レビュー');
    expect(json.split('\n')).toHaveLength(6);
    expect(JSON.parse(json)).toEqual(value);
  });

  it('counts Japanese characters as two columns', () => {
    expect(columnsOf('レビュー中')).toBe(10);
    expect(columnsOf('PAY-12')).toBe(6);
    expect(columnsOf('👩‍💻')).toBe(2);
  });

  it.each([
    ['payments', 10, 'payments  '],
    ['payments-api', 6, 'payme…'],
    ['検出結果', 5, '検出…'],
    ['検出結果', 6, '検出… '],
  ])('fits %s into %i columns', (text, columns, expected) => {
    expect(fitted(text, columns)).toBe(expected);
    expect(columnsOf(fitted(text, columns))).toBe(columns);
  });
});
