import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wikiOf } from '../../../../../daemon/integrations/jira/data-center/wiki.ts';
import { textOfWiki } from '../../../../../daemon/integrations/jira/data-center/wiki-text.ts';

/** Marks of wiki text, and text that people write next to them. */
const parts = [
  ...['*', '_', '-', '+', '^', '~', '??', '?', '!', '|', '||', '\\', '\\\\', '#', '##', '* ', '- ', '# '],
  ...[
    '{',
    '}',
    '{{',
    '}}',
    '{code}',
    '{noformat}',
    '{quote}',
    '{color:red}',
    '{panel:title=x}',
    '{anchor:x}',
  ],
  ...[
    '[',
    ']',
    '[~aiko]',
    '[x|https://example.com]',
    '[^file.txt]',
    '[#top]',
    '!picture.png!',
    '!a.png|thumbnail!',
  ],
  ...['h1. ', 'h6.', 'bq. ', ':)', ';)', ':D', ':P', '(x)', '(/)', '(!)', '(on)', '(flagoff)', '(i)', '----'],
  ...[
    '&',
    '&amp;',
    '&#92;',
    '&#46;',
    '&lt;',
    '<b>',
    '&nbsp;',
    ';',
    ':',
    '.',
    ',',
    ' ',
    '  ',
    '\t',
    '\n',
    '\r\n',
  ],
  ...['https://example.com/a_b*c', 'http://x.jp/?q=1&r={2}', 'mailto:a@example.com', 'arn:aws:s3:::logs-*'],
  ...[
    'read-only',
    'a+b',
    'snake_case_name',
    '日本語',
    '（注）',
    '🙂',
    'word',
    'A',
    '1',
    '2026-11-29',
    "'",
    '"',
  ],
];
const text = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...parts) }, fc.string({ maxLength: 4 })), {
    maxLength: 14,
  })
  .map((all) => all.join(''));

/** Reading drops what a reader of a comment does not see: empty lines, and spaces at the ends of a line. */
function visible(paragraphs: readonly string[]): string {
  return paragraphs
    .flatMap((paragraph) => paragraph.split(/\r\n|[\r\n]/))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

describe('text that is written as wiki text and read back', () => {
  it('is the same text, whatever markup it contains', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), (paragraphs) => {
        expect(textOfWiki(wikiOf(paragraphs))).toBe(visible(paragraphs));
      }),
      { numRuns: 5_000, seed: 20 },
    );
  });
});
