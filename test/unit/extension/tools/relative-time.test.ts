import { afterEach, describe, expect, it } from 'vitest';
import { listOf } from '../../../../extension/tools/lists.ts';
import { agoOf, daysOf, inDays, readSince } from '../../../../extension/tools/relative-time.ts';
import { env, l10n } from '../../../support/vscode/fake.ts';

const now = new Date('2026-11-24T12:00:00Z');

afterEach(() => {
  env.language = 'en';
  l10n.bundle = undefined;
});

describe('ages', () => {
  it.each([
    ['just now', '2026-11-24T11:59:50Z'],
    ['just now', '2026-11-24T12:00:30Z'],
    ['1 minute ago', '2026-11-24T11:59:00Z'],
    ['89 minutes ago', '2026-11-24T10:31:00Z'],
    ['2 hours ago', '2026-11-24T10:00:00Z'],
    ['2 days ago', '2026-11-22T12:00:00Z'],
    ['3 months ago', '2026-08-24T12:00:00Z'],
  ])('are %s', (age, moment) => {
    expect(agoOf(moment, now)).toBe(age);
  });

  it('have their own text for a reading that never happened', () => {
    expect(readSince(undefined, now)).toBe('never read');
    expect(readSince('2026-11-24T10:00:00Z', now)).toBe('read 2 hours ago');
  });
});

describe('words that Intl writes into a sentence', () => {
  const words = () => [agoOf('2026-11-22T12:00:00Z', now), daysOf(1), inDays(30), listOf(['a', 'b', 'c'])];

  it('are in the language of the editor if Guardrail has texts in it', () => {
    env.language = 'ja';
    l10n.bundle = {};
    expect(words()).toEqual(['2 日前', '1 日', '30 日後', 'a、b、c']);
  });

  it('are English as the sentence around them, in an editor whose language Guardrail does not have', () => {
    env.language = 'de';
    expect(words()).toEqual(['2 days ago', '1 day', 'in 30 days', 'a, b, c']);
  });
});
