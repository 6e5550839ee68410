import { describe, expect, it } from 'vitest';
import type { TemplatePlace } from '#protocol/links.ts';
import { escapeMarkdown, hoverAt } from '../../../../../daemon/server/features/editor/hover.ts';
import { marksOf } from '../../../../../daemon/server/features/editor/marks.ts';
import { findingView } from '../../../../support/finding-view.ts';

describe('finding text in a hover', () => {
  it.each([
    ['[x](command:foo)'],
    ['<img src=x onerror=alert(1)>'],
    ['**bold** `code` ~~gone~~'],
    ['https://evil.example'],
    ['&lt;script&gt;'],
    ['# title\n- list'],
  ])('shows %j literally', (text) => {
    const escaped = escapeMarkdown(text);
    expect(escaped).not.toMatch(/[<>[\]()*`~:]/);
    const shown = escaped.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    expect(shown).toBe(text.replace(/\n/g, ' '));
  });
});

describe('the hover of a finding', () => {
  const place = (line: number, logicalId = 'Data'): TemplatePlace => ({
    file: '/w/a.yaml',
    line,
    column: 2,
    endColumn: 9,
    logicalId,
  });
  const others = [{ words: 'Opens may be it.', property: 'PolicyDocument', place: place(20, 'Opens') }];
  const cause = { words: 'The block is set here.', property: 'Block', place: place(5), others };
  const link = { confidence: 'certain', evidence: 'Its tags say so.', place: place(1), cause } as const;
  const marks = marksOf([findingView({ link })], () => undefined).get('/w/a.yaml') ?? [];
  const shown = (line: number, character = 4) => {
    const hover = hoverAt(marks, line, character, 'en');
    const value = (hover?.contents as { value: string } | undefined)?.value;
    const text = value?.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    return { line: hover?.range?.start.line, text };
  };

  it.each([1, 5])('appears on the resource and on its cause, with the reason: line %i', (line) => {
    const { text, line: at } = shown(line);

    expect(at).toBe(line);
    expect(text).toContain('- Cause: The block is set here.');
    expect(text).toContain('- Or: Opens may be it.');
    expect(text).toContain('- Link: Its tags say so.');
  });

  it('does not appear next to them', () => {
    expect(shown(3).text).toBeUndefined();
    expect(shown(20).text).toBeUndefined();
    expect(shown(5, 10).text).toBeUndefined();
  });
});
