import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { moveSpan, type Span, type TextEdit } from '../../../../daemon/domain/templates/edit/text-edit.ts';
import { applyChange, applyChanges } from '../../../../daemon/server/session/open-text.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r', ' ', '\uFEFF'), maxLength: 30 });
const lines = fc
  .array(fc.constantFrom('one', 'two', 'three', 'four', 'same', 'same', ''), { maxLength: 12 })
  .chain((words) => fc.constantFrom('\n', '\r\n').map((end) => words.map((word) => word + end).join('')));
const texts = fc.oneof(letters, lines);
const positions = fc.record({ line: fc.nat(14), character: fc.nat(8) });
/** Changes that a client may send: with and without range, and ranges backwards or past the end of a line. */
const changes = fc.array(
  fc.oneof(
    fc.record({ text: texts }),
    fc.record({ range: fc.record({ start: positions, end: positions }), text: texts }),
  ),
  { maxLength: 4 },
);
const runs = { numRuns: 500, seed: 20_240_611 };

/** Applies changes to a document. Returns each edit with its resulting text, without byte order mark. */
function apply(before: string, sent: readonly TextDocumentContentChangeEvent[]) {
  const document = TextDocument.create('file:///w/a.yaml', 'yaml', 1, before);
  const text = () => document.getText().replace(/^\uFEFF/, '');
  const first = text();
  const steps = sent.map((change, index) => {
    const edit = applyChange(document, inDocument(document, change), index + 2);
    return { edit, after: text() };
  });
  return { first, steps, after: text(), edits: steps.map(({ edit }) => edit) };
}

/** The library miscounts if a range begins after the last line, which the protocol does not allow. */
function inDocument(document: TextDocument, change: TextDocumentContentChangeEvent) {
  if (!('range' in change)) return change;
  const lastLine = document.lineCount - 1;
  const inText = ({ line, character }: { line: number; character: number }) => ({
    line: Math.min(line, lastLine),
    character,
  });
  return { ...change, range: { start: inText(change.range.start), end: inText(change.range.end) } };
}

function replacement(startLine: number, start: number, endLine: number, end: number, text: string) {
  return {
    range: { start: { line: startLine, character: start }, end: { line: endLine, character: end } },
    text,
  };
}

describe('the edits of content changes', () => {
  it('turn one text into the other, step by step', () => {
    fc.assert(
      fc.property(texts, changes, (before, sent) => {
        const { first, steps } = apply(before, sent);
        let text = first;
        for (const { edit, after } of steps) {
          text = text.slice(0, edit.start) + after.slice(edit.start, edit.newEnd) + text.slice(edit.oldEnd);
          expect(text).toBe(after);
        }
      }),
      runs,
    );
  });

  it('keep every word outside their ranges', () => {
    fc.assert(
      fc.property(texts, changes, (before, sent) => {
        const { first, after, edits } = apply(before, sent);
        for (let offset = 0; offset + 3 <= first.length; offset++) {
          let span: Span | undefined = [offset, offset + 3];
          let touched = false;
          for (const edit of edits) {
            touched ||= span !== undefined && edit.start < span[1] && edit.oldEnd > span[0];
            span &&= moveSpan(span, edit);
          }
          if (!touched && span) expect(after.slice(...span)).toBe(first.slice(offset, offset + 3));
        }
      }),
      runs,
    );
  });

  it.each<[string, string, TextDocumentContentChangeEvent, TextEdit]>([
    [
      'inserted',
      'Logs1: x\nLogs3: x\n',
      replacement(1, 0, 1, 0, 'Logs2: x\n'),
      { start: 9, oldEnd: 9, newEnd: 18 },
    ],
    [
      'deleted',
      'Logs1: x\nLogs2: x\nLogs3: x\n',
      replacement(1, 0, 2, 0, ''),
      { start: 9, oldEnd: 18, newEnd: 9 },
    ],
    [
      'deleted at the top',
      'Logs1: x\r\nLogs2: x\r\n',
      replacement(1, 0, 0, 0, ''),
      { start: 0, oldEnd: 10, newEnd: 0 },
    ],
  ])('are of whole lines if whole lines are %s', (_, before, change, edit) => {
    expect(apply(before, [change]).edits).toEqual([edit]);
  });

  it('are as many as in the notification, each relative to the text after the previous one', () => {
    const before = 'a:\n  x: 1\nb:\n  x: 1\nc:\n  x: 1\n';
    const sent = [
      replacement(6, 0, 6, 0, '#\n'),
      replacement(2, 1, 2, 1, '2'),
      replacement(0, 0, 0, 0, '#\n'),
    ];

    expect(apply(before, sent).edits).toEqual([
      { start: 30, oldEnd: 30, newEnd: 32 },
      { start: 11, oldEnd: 11, newEnd: 12 },
      { start: 0, oldEnd: 0, newEnd: 2 },
    ]);
  });

  it('keep all other lines if one is moved far', () => {
    const sent = [replacement(5, 0, 5, 0, 'first\n'), replacement(0, 0, 1, 0, '')];

    expect(apply('first\na\nb\nc\nd\n', sent).edits).toEqual([
      { start: 14, oldEnd: 14, newEnd: 20 },
      { start: 0, oldEnd: 6, newEnd: 0 },
    ]);
  });

  it('are the differences if a client replaces the whole text', () => {
    expect(
      apply('a: 1\nb: 1\n', [{ text: 'a: 1\nb: 22\n' }, replacement(0, 0, 2, 0, 'a: 1\nc: 22\n')]).edits,
    ).toEqual([
      { start: 8, oldEnd: 9, newEnd: 10 },
      { start: 5, oldEnd: 6, newEnd: 6 },
    ]);
  });

  it('are several if one change replaces several lines and keeps some of them', () => {
    const before = 'a:\n  x: 1\nb:\n  x: 1\nc:\n  x: 1\n';
    const document = TextDocument.create('file:///w/a.yaml', 'yaml', 1, `\uFEFF${before}`);
    const change = replacement(1, 0, 6, 0, '  x: 2\nb:\n  x: 1\nc2:\n  x: 1\n');

    expect(applyChanges(document, [change], 2)).toEqual([
      { start: 8, oldEnd: 9, newEnd: 9 },
      { start: 21, oldEnd: 21, newEnd: 22 },
    ]);
  });

  it('of several thousand changes in one notification copy the whole text once', () => {
    const line = (index: number) => `  "Resource${index}": ${'x'.repeat(90)}\n`;
    const before = Array.from({ length: 6_000 }, (_, index) => line(index)).join('');
    const document = TextDocument.create('file:///w/a.yaml', 'yaml', 1, before);
    const changes = Array.from({ length: 6_000 }, (_, index) => replacement(index, 0, index, 2, '    '));
    const update = vi.spyOn(TextDocument, 'update');
    onTestFinished(() => update.mockRestore());

    const edits = applyChanges(document, changes, 2);

    expect(update).toHaveBeenCalledTimes(1);
    expect(edits.length).toBeLessThanOrEqual(2_000);
    expect(document.getText()).toBe(before.replaceAll(/^ {2}/gm, '    '));
  });
});
