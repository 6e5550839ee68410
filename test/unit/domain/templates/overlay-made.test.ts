import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionsIn } from '../../../../daemon/domain/templates/read/positions.ts';
import { readTemplate, readText } from '../../../../daemon/domain/templates/read/read-template.ts';
import type { LineRange, TemplateFile } from '../../../../daemon/domain/templates/template.ts';
import { openText } from '../../../support/typing.ts';
import { jsonWriters, madeTemplates, yamlWriters } from './made-templates.ts';
import { sliceOf } from './reading.ts';

const file = '/w/template.yaml';
const runs = { numRuns: 150, seed: 20_240_611 };
const texts = fc
  .tuple(madeTemplates, fc.oneof(jsonWriters, yamlWriters))
  .map(([template, write]) => write(template));

/** Replaces a part of a text. `at` is a share of the text's length. */
const edits = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(40)),
  typed: fc.oneof(
    fc.constantFrom(
      '',
      '\n',
      ' ',
      '"',
      '{',
      ']',
      ': ',
      '\t',
      'Resources:',
      '  A:\n    Type: AWS::S3::Bucket\n',
    ),
    fc.string({ maxLength: 5 }),
  ),
});
/** No generated text contains this character, and no text parses with it. */
const breaking = fc.constantFrom('\0', '\0\n\0', '\0 [ \r\n\0');

function place(text: string, { at, length }: { readonly at: number; readonly length: number }) {
  const start = Math.floor(at * text.length);
  return [start, Math.min(text.length, start + length)] as const;
}

describe('the template of a text after any edits', () => {
  it('is equal to a fresh reading as soon as the text parses', () => {
    const steps = fc.array(fc.tuple(edits, fc.boolean()), { maxLength: 8 });
    fc.assert(
      fc.property(texts, steps, texts, (first, edited, last) => {
        const open = openText(file, first);
        for (const [edit, asked] of edited) {
          open.replace(...place(open.text(), edit), edit.typed);
          if (!asked) continue;
          const { broken, template } = readText(file, open.text());
          if (broken) expect(open.template()?.path ?? file).toBe(file);
          else expect(open.template()).toEqual(template);
        }
        open.become(last);

        expect(open.template()).toEqual(readTemplate(file, last));
      }),
      runs,
    );
  });

  it('has every unchanged word at its current position while the text does not parse', () => {
    fc.assert(
      fc.property(texts, edits, breaking, (text, edit, typed) => {
        const [start, end] = place(text, edit);
        const open = openText(file, text);
        const before = spansOf(open.template(), text);
        open.replace(start, end, typed);

        const untouched = before.filter((word) => word.end <= start || word.start >= end);
        const kept = new Set(untouched.filter(({ what }) => what === 'key').map(({ id }) => id));
        const left = untouched.filter(({ id }) => kept.has(id));
        const after = spansOf(open.template(), open.text()).map(said);
        expect(after).toEqual(expect.arrayContaining(left.map(said)));
      }),
      runs,
    );
  });

  it('has no resource whose key was deleted', () => {
    fc.assert(
      fc.property(texts, fc.nat(), breaking, (text, number, typed) => {
        const open = openText(file, text);
        const resources = open.template()?.resources ?? [];
        const gone = resources[number % resources.length];
        if (!gone) return;
        const { offset } = positionsIn(text);
        open.replace(offset(gone.line, gone.column), offset(gone.line, gone.keyEndColumn), typed);

        expect(open.template()?.resources.map(({ id }) => id)).toEqual(
          resources.filter((each) => each !== gone).map(({ id }) => id),
        );
      }),
      runs,
    );
  });
});

/** Returns every word that has a range: its kind, its text and its offsets. */
function spansOf(template: TemplateFile | undefined, text: string) {
  const { offset } = positionsIn(text);
  const word = (id: string, what: string, range: LineRange) => ({
    id,
    what,
    slice: sliceOf(text, range),
    start: offset(range[0], range[1]),
    end: offset(range[0], range[2]),
  });
  return (template?.resources ?? []).flatMap(({ id, line, column, keyEndColumn, typeRange, properties }) => [
    word(id, 'key', [line, column, keyEndColumn]),
    ...(typeRange ? [word(id, 'type', typeRange)] : []),
    ...Object.entries(properties).map(([name, range]) => word(id, `property ${name}`, range)),
  ]);
}

function said({ id, what, slice }: { readonly id: string; readonly what: string; readonly slice: string }) {
  return `${what} of ${id}: ${slice}`;
}
