import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../../../daemon/domain/tickets/matching/pattern/compile-pattern.ts';
import { parsePattern } from '../../../../../daemon/domain/tickets/matching/pattern/parse-pattern.ts';
import { runPattern } from '../../../../../daemon/domain/tickets/matching/pattern/run-pattern.ts';
import { ticketPattern } from '../../../../../daemon/domain/tickets/matching/pattern/ticket-pattern.ts';

function firstOf(pattern: string, text: string, budget = { remaining: 1e9 }) {
  const parsed = parsePattern(pattern);
  const found = runPattern(compilePattern(parsed), [...text], { from: 0, budget });
  const textOf = (index: number) => {
    const [first, last] = [found?.marks[2 * index], found?.marks[2 * index + 1]];
    return first === undefined || last === undefined ? undefined : text.slice(first, last);
  };
  return found && { end: found.end, groups: parsed.groups.map((_, index) => textOf(index)) };
}

describe('a pattern', () => {
  it.each([
    '(?<a>a+)(?<b>b*)',
    '(?<a>a+?)(?<b>[ab]*)b',
    '(?<a>a|ab)(?<b>c|bcd)?',
    '(?:a|b)*?(?<a>c)',
    '^(?<a>\\w+): (?<b>.+)$',
    '(?<a>[^:\\s]{2,4}):?(?<b>\\d{0,3})',
    '(?<a>(?:ab){1,2}?)(?<b>a?)',
    '\\b(?<a>b\\w*)\\b',
    '(?<a>(?:a*)*)(?<b>b)',
    '(?<a>x|)(?<b>[a-c-]+)',
  ])('%s finds what a backtracking engine finds', (pattern) => {
    const native = new RegExp(pattern, 'm');
    const texts = [
      '',
      'a',
      'aab',
      'abcd',
      'abab',
      'ba c',
      'key: value\nb: 12',
      'xa-b-c',
      'aaaabbb c',
      ':12ab:3',
    ];
    for (const text of texts) {
      const expected = native.exec(text);
      const found = firstOf(pattern, text);
      expect([text, found?.end]).toEqual([text, expected ? expected.index + expected[0].length : undefined]);
      if (expected) expect([text, found?.groups]).toEqual([text, Object.values(expected.groups ?? {})]);
    }
  });

  it.each(['(a+)+$', '(?:a|a)*b', '(?:a*)*b', '(?:.*a){20}b', '(?:a?){100}a{100}b', '(?:a|aa)+$b'])(
    '%s takes no more steps than the text has characters for each step',
    (pattern) => {
      const steps = compilePattern(parsePattern(pattern));
      const text = 'a'.repeat(2_000);
      const most = steps.length * (text.length + 1);
      const budget = { remaining: most };
      expect(firstOf(pattern, `${text}!`, budget)).toBeUndefined();
      expect(budget.remaining).toBeGreaterThanOrEqual(-steps.length);
    },
  );

  it.each([
    ['a reference', '(?<rule>a)\\1', 11],
    ['lookahead', '(?<rule>a)(?=b)', 10],
    ['lookbehind', '(?<=a)b', 0],
    ['a group without an end', '(?<rule>a', 0],
    ['a class without an end', 'a[b', 1],
    ['two quantifiers', 'a**', 2],
    ['a quantifier alone', '*a', 0],
    ['a repetition of any size', 'a{1,9999}', 1],
    ['an end without a group', 'a)', 1],
  ])('with %s is refused, with the position', (_what, pattern, at) => {
    expect(() => parsePattern(pattern)).toThrow(expect.objectContaining({ name: 'PatternFault' }));
    try {
      parsePattern(pattern);
    } catch (error) {
      expect(Math.abs((error as { at: number }).at - at)).toBeLessThanOrEqual(1);
    }
  });

  it('that would be too long as a program is refused', () => {
    expect(() => ticketPattern('(?<rule>(?:(?:a{100}){100}){100})')).toThrow('pattern not supported');
  });

  it('needs one of the known groups, and no other', () => {
    expect(() => ticketPattern('rule: (.*)')).toThrow('pattern not supported');
    expect(() => ticketPattern('(?<rul>.*)')).toThrow('pattern not supported');
  });
});

describe('a team’s pattern', () => {
  it('finds every occurrence', () => {
    const { find } = ticketPattern('Check (?<rule>[\\w-]+) on (?<resource>\\S+)');
    expect(find('Check a-b on logs\nCheck c on 本番')).toEqual({
      rule: ['a-b', 'c'],
      resource: ['logs', '本番'],
    });
    expect(find('nothing')).toBeUndefined();
  });

  it('ends on hostile text after a bounded number of steps', () => {
    const { find } = ticketPattern('(?<rule>(?:[a-z]|[a-y])*)(?:[a-z]*[0-9])+never');
    expect(find('abcdefghij1'.repeat(9_000))).toBeUndefined();
  });
});
