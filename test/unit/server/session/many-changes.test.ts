import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { textAfter } from '../../../../daemon/server/session/many-changes.ts';

const texts = fc
  .array(fc.constantFrom('one', 'two', 'three', ''), { maxLength: 8 })
  .chain((words) => fc.constantFrom('\n', '\r\n').map((end) => words.join(end)));
const positions = fc.record({ line: fc.nat(10), character: fc.nat(8) });
const changes = fc.array(
  fc.oneof(
    fc.record({ text: texts }),
    fc.record({ range: fc.record({ start: positions, end: positions }), text: texts }),
  ),
  { maxLength: 8 },
);

describe('the text after many changes', () => {
  it('is the one that the document has after each change in order', () => {
    fc.assert(
      fc.property(texts, changes, (before, sent) => {
        const document = TextDocument.create('file:///w/a.yaml', 'yaml', 1, before);
        const valid = sent.map((change) => {
          // The library miscounts if a range begins after the last line, which the protocol does not allow.
          const last = document.lineCount - 1;
          const inText = ({ line, character }: { line: number; character: number }) => ({
            line: Math.min(line, last),
            character,
          });
          const next =
            'range' in change
              ? { ...change, range: { start: inText(change.range.start), end: inText(change.range.end) } }
              : change;
          TextDocument.update(document, [next], 2);
          return next;
        });

        expect(textAfter(before, valid)).toBe(document.getText());
      }),
      { numRuns: 1_000, seed: 20_240_611 },
    );
  });
});
