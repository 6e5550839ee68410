import { describe, expect, it } from 'vitest';
import { phraseTest, wordSetOf } from '../../../../../daemon/domain/tickets/matching/word-set.ts';

const many = Array.from({ length: 200_000 }, (_, number) => `word${number}`);

describe('the set of the words of a text', () => {
  it('takes every hash that there is, and keeps each once, in order', () => {
    const codes = Array.from({ length: 65_536 }, (_, at) => at);
    const set = wordSetOf(many);
    const kept = Array.from({ length: set.length }, (_, at) => set.charCodeAt(at));
    expect(kept.length).toBeGreaterThan(60_000);
    const known = new Set(kept);
    expect(kept).toEqual(codes.filter((code) => known.has(code)));
  });

  it('has a phrase if it has all of its words', () => {
    const has = phraseTest([
      ['public', 'bucket'],
      ['open', 'port'],
    ]);
    expect(has(wordSetOf(['the', 'bucket', 'is', 'public']))).toBe(true);
    expect(has(wordSetOf(['the', 'port', 'is', 'public']))).toBe(false);
  });
});
