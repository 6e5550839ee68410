import { describe, expect, it } from 'vitest';
import {
  addressesInDocument,
  documentOf,
  textOfDocument,
} from '../../../../../daemon/integrations/jira/cloud/adf.ts';

const text = (value: string, marks: unknown[] = []) => ({ type: 'text', text: value, marks });
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const doc = (...content: unknown[]) => ({ type: 'doc', version: 1, content });

describe('a document as plain text', () => {
  it('keeps words together across marks and separates them across blocks', () => {
    const document = doc(
      {
        type: 'heading',
        attrs: { level: 1 },
        content: [text('Account '), text('1111', [{ type: 'strong' }]), text('22')],
      },
      paragraph(text('one'), { type: 'hardBreak' }, text('two')),
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('item'))] }] },
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: ['a', 'b'].map((cell) => ({ type: 'tableCell', content: [paragraph(text(cell))] })),
          },
        ],
      },
    );
    expect(textOfDocument(document)).toBe('Account 111122\none\ntwo\nitem\na\nb');
  });

  it('contains text nodes only, without links, mentions and media', () => {
    const link = text('here', [{ type: 'link', attrs: { href: 'command:evil' } }]);
    const document = doc(paragraph(link, { type: 'mention', attrs: { text: '@everyone' } }, text('x')), {
      type: 'mediaSingle',
      content: [{ type: 'media', attrs: { url: 'https://evil.example' } }],
    });
    expect(textOfDocument(document)).toBe('here x');
  });

  it('accepts values that are not documents, and documents of any depth', () => {
    expect(textOfDocument(null)).toBe('');
    expect(textOfDocument({ type: 'doc', content: [null, 7, { text: 'x' }] })).toBe('');
    let deep: unknown = text('bottom');
    for (let i = 0; i < 50_000; i++) deep = { type: 'blockquote', content: [deep] };
    expect(textOfDocument(doc(deep))).toBe('bottom');
  });
});

describe('a document that is built to slow its reader down', () => {
  it('is read in time proportional to its length: a million blanks', () => {
    const started = performance.now();

    expect(textOfDocument(doc(paragraph(text(`a${' '.repeat(1_000_000)}b`))))).toHaveLength(1_000_002);
    // Not a measurement: the failure that this prevents takes minutes.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('plain text as a document', () => {
  it('keeps markup as plain characters', () => {
    expect(documentOf(['*bold* {code} [x|javascript:1]'])).toEqual(
      doc(paragraph({ type: 'text', text: '*bold* {code} [x|javascript:1]' })),
    );
  });

  it('is read back unchanged, and has no empty text node', () => {
    const document = documentOf(['Reviewed', 'first\n\nthird', '']);
    expect(JSON.stringify(document)).not.toContain('"text":""');
    expect(textOfDocument(document)).toBe('Reviewed\nfirst\nthird');
    expect(document.content[1]?.content.map(({ type }) => type)).toEqual([
      'text',
      'hardBreak',
      'hardBreak',
      'text',
    ]);
  });
});

describe('the addresses in a document', () => {
  const link = (href: unknown) => ({
    ...text('console'),
    marks: [{ type: 'strong' }, { type: 'link', attrs: { href } }],
  });

  it('are those of links and cards, at any position', () => {
    const cards = ['inlineCard', 'blockCard', 'embedCard'].map((type) => ({
      type,
      attrs: { url: `https://${type}` },
    }));
    expect(addressesInDocument(doc(paragraph(link('https://link'), ...cards)))).toEqual([
      'https://link',
      'https://inlineCard',
      'https://blockCard',
      'https://embedCard',
    ]);
  });

  it('are empty if the document has no address', () => {
    for (const odd of [null, 'https://x', 7, [], doc(paragraph(link(7), { type: 'inlineCard', attrs: {} }))])
      expect(addressesInDocument(odd)).toEqual([]);
  });
});
