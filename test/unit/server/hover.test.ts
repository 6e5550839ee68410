import { describe, expect, it } from 'vitest';
import { escapeMarkdown } from '../../../daemon/server/hover.ts';

describe('finding text in a hover', () => {
  it.each([
    ['[x](command:foo)'],
    ['<img src=x onerror=alert(1)>'],
    ['**bold** `code` ~~gone~~'],
    ['https://evil.example'],
    ['&lt;script&gt;'],
    ['# title\n- list'],
  ])('shows %j as it is written and nothing more', (text) => {
    const escaped = escapeMarkdown(text);
    expect(escaped).not.toMatch(/[<>[\]()*`~:]/);
    const shown = escaped.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    expect(shown).toBe(text.replace(/\n/g, ' '));
  });
});
