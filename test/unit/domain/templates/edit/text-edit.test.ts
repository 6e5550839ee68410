import { describe, expect, it } from 'vitest';
import { moveEnd, moveSpan } from '../../../../../daemon/domain/templates/edit/text-edit.ts';

describe('a word after an edit', () => {
  const word = [10, 14] as const;

  it.each([
    ['above it', { start: 0, oldEnd: 2, newEnd: 5 }, [13, 17]],
    ['below it', { start: 14, oldEnd: 20, newEnd: 14 }, [10, 14]],
    ['before its first letter', { start: 10, oldEnd: 10, newEnd: 12 }, [12, 16]],
    ['in it', { start: 11, oldEnd: 12, newEnd: 15 }, [10, 17]],
    ['over its start', { start: 8, oldEnd: 12, newEnd: 9 }, [9, 11]],
    ['over its end', { start: 12, oldEnd: 16, newEnd: 12 }, [10, 12]],
    ['over all of it', { start: 10, oldEnd: 14, newEnd: 15 }, undefined],
  ])('%s', (_, edit, expected) => {
    expect(moveSpan(word, edit)).toEqual(expected);
  });
});

describe('the end of something after an edit', () => {
  it.each([
    ['above it', { start: 0, oldEnd: 2, newEnd: 5 }, 13],
    ['after it', { start: 10, oldEnd: 10, newEnd: 14 }, 10],
    ['in it', { start: 5, oldEnd: 7, newEnd: 6 }, 9],
    ['over it', { start: 5, oldEnd: 20, newEnd: 6 }, 6],
  ])('%s', (_, edit, expected) => {
    expect(moveEnd(10, edit)).toBe(expected);
  });
});
