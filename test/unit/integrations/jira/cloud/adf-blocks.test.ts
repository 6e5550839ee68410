import { describe, expect, it } from 'vitest';
import { blocksOfDocument } from '../../../../../daemon/integrations/jira/cloud/adf-blocks.ts';
import { linkedParts } from '../../../../../daemon/integrations/jira/text-parts.ts';

const text = (words: string, href?: string) => ({
  ...{ type: 'text', text: words },
  ...(href !== undefined && { marks: [{ type: 'link', attrs: { href } }] }),
});
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const doc = (...content: unknown[]) => ({ type: 'doc', version: 1, content });
const item = (...content: unknown[]) => ({ type: 'listItem', content });

describe('the blocks of a document of Jira Cloud', () => {
  it('are its paragraphs, headings, quotes and code', () => {
    expect(
      blocksOfDocument(
        doc(
          { type: 'heading', attrs: { level: 2 }, content: [text('Steps')] },
          paragraph(text('One'), { type: 'hardBreak' }, text('Two')),
          { type: 'blockquote', content: [paragraph(text('Said'))] },
          { type: 'codeBlock', content: [text('a:\n  b')] },
        ),
      ),
    ).toEqual([
      { kind: 'heading', parts: [{ text: 'Steps' }] },
      { kind: 'paragraph', parts: [{ text: 'One' }, { text: '\n' }, { text: 'Two' }] },
      { kind: 'quote', parts: [{ text: 'Said' }] },
      { kind: 'code', text: 'a:\n  b' },
    ]);
  });

  it('are the items of its lists, with their level and number', () => {
    const inner = { type: 'bulletList', content: [item(paragraph(text('inside')))] };
    const list = {
      type: 'orderedList',
      content: [item(paragraph(text('first')), inner), item(paragraph(text('second')))],
    };
    expect(blocksOfDocument(doc(list))).toEqual([
      { kind: 'item', level: 1, number: 1, parts: [{ text: 'first' }] },
      { kind: 'item', level: 2, parts: [{ text: 'inside' }] },
      { kind: 'item', level: 1, number: 2, parts: [{ text: 'second' }] },
    ]);
  });

  it('are numbered from where the list begins', () => {
    const list = (order: unknown) => ({
      ...{ type: 'orderedList', attrs: { order } },
      content: [item(paragraph(text('a'))), item(paragraph(text('b')))],
    });
    const numbers = (order: unknown) =>
      blocksOfDocument(doc(list(order))).map((block) => block.kind === 'item' && block.number);
    expect(numbers(3)).toEqual([3, 4]);
    expect(numbers('3')).toEqual([1, 2]);
    expect(numbers(1e300)).toEqual([1, 2]);
  });

  it('link https addresses alone', () => {
    const parts = (href: string) => blocksOfDocument(doc(paragraph(text('here', href))))[0];
    expect(parts('https://wiki.example/a')).toMatchObject({
      parts: [{ text: 'here', url: 'https://wiki.example/a' }],
    });
    for (const href of [
      'http://a.example',
      'command:evil',
      'javascript:alert(1)',
      'https://me:secret@a.example',
      'file:///etc',
    ])
      expect(parts(href)).toEqual({ kind: 'paragraph', parts: [{ text: 'here' }] });
  });

  it('are bounded, however long the document is and however deep it nests', () => {
    expect(blocksOfDocument(doc(...Array(5_000).fill(paragraph(text('x')))))).toHaveLength(300);
    expect(blocksOfDocument(doc(paragraph(text('x'.repeat(40_000)))))).toEqual([]);
    let deep: unknown = paragraph(text('x'));
    for (let depth = 0; depth < 10_000; depth++) deep = { type: 'blockquote', content: [deep] };
    expect(blocksOfDocument(doc(deep))).toEqual([]);
    for (const odd of [undefined, 5, 'text', [], { type: 'doc', content: 'x' }, doc(null, { type: 'text' })])
      expect(blocksOfDocument(odd)).toEqual([]);
  });
});

it('links an address in plain text, without the sentence’s own marks', () => {
  expect(linkedParts('See https://wiki.example/a, please.')).toEqual([
    { text: 'See ' },
    { text: 'https://wiki.example/a', url: 'https://wiki.example/a' },
    { text: ', please.' },
  ]);
  expect(linkedParts('http://a.example')).toEqual([{ text: 'http://a.example' }]);
});
