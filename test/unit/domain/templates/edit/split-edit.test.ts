import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editsBetween } from '../../../../../daemon/domain/templates/edit/split-edit.ts';
import { moveSpan, type Span } from '../../../../../daemon/domain/templates/edit/text-edit.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r', ' '), maxLength: 30 });
const lines = fc
  .array(fc.constantFrom('one', 'two', 'three', 'four', 'same', 'same', ''), { maxLength: 12 })
  .chain((words) => fc.constantFrom('\n', '\r\n').map((end) => words.map((word) => word + end).join('')));
const texts = fc.oneof(letters, lines);
const runs = { numRuns: 500, seed: 20_240_611 };

describe('the edits between two texts', () => {
  it('turn one text into the other, step by step', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        let text = before;
        for (const { start, oldEnd, newEnd } of editsBetween(before, after))
          text = text.slice(0, start) + after.slice(start, newEnd) + text.slice(oldEnd);
        expect(text).toBe(after);
      }),
      runs,
    );
  });

  it('keep every word that they do not touch', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const edits = editsBetween(before, after);
        for (let offset = 0; offset + 3 <= before.length; offset++) {
          let span: Span | undefined = [offset, offset + 3];
          let touched = false;
          for (const edit of edits) {
            touched ||= span !== undefined && edit.start < span[1] && edit.oldEnd > span[0];
            span &&= moveSpan(span, edit);
          }
          if (!touched && span) expect(after.slice(...span)).toBe(before.slice(offset, offset + 3));
        }
      }),
      runs,
    );
  });

  it.each([
    [
      'inserted',
      'Logs1: x\nLogs3: x\n',
      'Logs1: x\nLogs2: x\nLogs3: x\n',
      { start: 9, oldEnd: 9, newEnd: 18 },
    ],
    [
      'deleted',
      'Logs1: x\nLogs2: x\nLogs3: x\n',
      'Logs1: x\nLogs3: x\n',
      { start: 9, oldEnd: 18, newEnd: 9 },
    ],
    ['deleted at the top', 'Logs1: x\r\nLogs2: x\r\n', 'Logs2: x\r\n', { start: 0, oldEnd: 10, newEnd: 0 }],
  ])('are of whole lines if whole lines are %s', (_, before, after, edit) => {
    expect(editsBetween(before, after)).toEqual([edit]);
  });

  it('are several if several places changed', () => {
    const before = 'a:\n  x: 1\nb:\n  x: 1\nc:\n  x: 1\n';

    expect(editsBetween(before, `#\n${before.replace('b:', 'b2:')}#\n`)).toEqual([
      { start: 0, oldEnd: 0, newEnd: 2 },
      { start: 13, oldEnd: 13, newEnd: 14 },
      { start: 33, oldEnd: 33, newEnd: 35 },
    ]);
  });

  it('keep as many lines as possible if one is moved far', () => {
    const before = 'first\na\nb\nc\nd\n';

    expect(editsBetween(before, 'a\nb\nc\nd\nfirst\n')).toEqual([
      { start: 0, oldEnd: 6, newEnd: 0 },
      { start: 8, oldEnd: 8, newEnd: 14 },
    ]);
  });

  it('are a bounded number if very many places changed, and still give the other text', () => {
    const numbered = (mark: (line: number) => string) =>
      Array.from({ length: 9_000 }, (_, line) => `line ${line}${mark(line)}\n`).join('');
    const before = numbered(() => '');
    const after = numbered((line) => (line % 2 === 0 ? ' changed' : ''));

    const edits = editsBetween(before, after);

    expect(edits.length).toBeGreaterThan(1_000);
    expect(edits.length).toBeLessThanOrEqual(2_000);
    let text = before;
    for (const { start, oldEnd, newEnd } of edits)
      text = text.slice(0, start) + after.slice(start, newEnd) + text.slice(oldEnd);
    expect(text).toBe(after);
  });
});
