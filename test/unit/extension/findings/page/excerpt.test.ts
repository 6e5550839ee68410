import { describe, expect, it } from 'vitest';
import type { Link } from '#protocol/links.ts';
import { excerptOf } from '../../../../../extension/findings/page/excerpt.ts';

const lines = Array.from({ length: 60 }, (_, index) => `line ${index}`);
const place = (line: number, file = '/w/a.yaml') => ({
  file,
  line,
  column: 2,
  endColumn: 6,
  logicalId: 'Bucket',
});
const link = (over: Partial<Link> = {}): Link => ({
  ...{ confidence: 'certain', evidence: '', place: place(10) },
  ...over,
});
const shown = (over: Partial<Link>, text: readonly string[] | undefined = lines) =>
  excerptOf(link(over), () => text)?.lines.map(
    ({ line, mark, isAfterGap }) => `${isAfterGap ? '… ' : ''}${line}${mark ? ` ${mark}` : ''}`,
  );

describe('the excerpt of a template', () => {
  it('has the lines around the resource’s key and around the cause, with a gap between them', () => {
    const cause = { words: 'It is public.', place: place(30), others: [] };
    expect(shown({ cause })).toEqual([
      ...['9', '10 resource', '11', '12', '13'],
      ...['… 28', '29', '30 cause', '31', '32'],
    ]);
    expect(excerptOf(link({ cause }), () => lines)?.openers.map(({ line }) => line)).toEqual([10, 30]);
  });

  it('has one part if the cause is near, and stays within the file', () => {
    expect(shown({ place: place(0), cause: { words: '', place: place(3) } })).toEqual([
      ...['0 resource', '1', '2', '3 cause', '4', '5'],
    ]);
    expect(shown({ place: place(59) })).toEqual(['58', '59 resource']);
  });

  it('marks no cause that is in another file, or that the text no longer has', () => {
    const cause = { words: '', place: place(12, '/w/b.yaml') };
    expect(shown({ cause })?.join()).not.toContain('cause');
    expect(shown({ cause: { words: '', place: place(99) } })?.join()).not.toContain('cause');
  });

  it('is absent without a place, and until its text is known', () => {
    expect(excerptOf({ confidence: 'none', evidence: '' }, () => lines)).toBeUndefined();
    expect(excerptOf(link(), () => undefined)).toBeUndefined();
    expect(excerptOf(link({ place: place(99) }), () => lines)).toBeUndefined();
  });

  it('cuts off a long line', () => {
    const text = excerptOf(link({ place: place(0) }), () => ['x'.repeat(9_000)])?.lines[0]?.text ?? '';
    expect(text.length).toBeLessThan(310);
  });
});
