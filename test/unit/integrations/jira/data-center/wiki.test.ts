import { describe, expect, it } from 'vitest';
import { wikiOf } from '../../../../../daemon/integrations/jira/data-center/wiki.ts';
import {
  addressesInWiki,
  textOfWiki,
} from '../../../../../daemon/integrations/jira/data-center/wiki-text.ts';

describe('text that is written as wiki text', () => {
  it.each([
    'Closed the *bucket*, see _notes_.',
    'C:\\temp\\new and a line\\\\break',
    '{code}rm -rf{code} and {panel:title=x}y{panel}',
    '[link|https://evil.example] and [~admin] and [^file.txt]',
    '!https://evil.example/pixel.png! and !image.png|thumbnail!',
    'h1. not a heading',
    'bq. not a quote',
    '# not a list',
    '* not a list',
    '- not a list',
    '---- and -- and +ins+ and ??cite?? and ^up^ and ~down~',
    '||a||b||',
    '|a|b|',
    'smile :) (x) (/) ;) :D (on)',
    'my_bucket_name and read-only and a+b',
    '&amp; &#92; &copy; a & b',
    '{{monospace}} and {unknown}',
    'バケットを「非公開」に変更しました。',
    'https://git.example.com/team/repo/blob/ab_cd/main.yaml#L10-L12',
  ])('is read back unchanged: %s', (text) => {
    expect(textOfWiki(wikiOf([text]))).toBe(text);
  });

  it('keeps paragraphs and line breaks', () => {
    expect(wikiOf(['one', 'two\r\nthree'])).toBe('one\n\ntwo\nthree');
    expect(textOfWiki(wikiOf(['one', 'two\nthree']))).toBe('one\ntwo\nthree');
  });

  it('has no character that begins markup without an escape', () => {
    const written = wikiOf([
      '{code}*_b_*[x|https://y](/)!z.png!|{quote}',
      'h2. title',
      '# item',
      '----',
      ':)',
    ]);
    for (const markup of ['{code}', '{quote}', '[x|', '!z.png!', ' *', '(/)', ':)'])
      expect(written.replace(/\\./g, '')).not.toContain(markup);
    for (const line of written.split('\n')) expect(line).not.toMatch(/^(h\d\.|#|-|\*)/);
  });

  it('leaves an address as it is, so that it stays a link', () => {
    expect(wikiOf(['see https://git.example.com/a_b/c-d?x=1#L3 (main)'])).toBe(
      'see https://git.example.com/a_b/c-d?x=1#L3 (main)',
    );
  });
});

describe('wiki text that is read as plain text', () => {
  it.each([
    ['h2. Finding\n* *one*\n* _two_', 'Finding\none\ntwo'],
    ['{code:java}int a = b[0] * c;{code}', 'int a = b[0] * c;'],
    ['{noformat}\n{"a": "*"}\n{noformat}', '{"a": "*"}'],
    ['{color:red}red{color} {panel:title=T}text{panel}', 'red text'],
    ['[the console|https://console.example/x]', 'the console'],
    ['[https://console.example/x]', 'https://console.example/x'],
    ['by [~mika] with [^log.txt] in [prod]', 'by @mika with log.txt in [prod]'],
    ['||Account||Region||\n|123456789012|eu-west-1|', 'Account Region\n123456789012 eu-west-1'],
    ['!screen.png|width=300! after', 'after'],
    ['a\\\\b', 'a\nb'],
    ['{{arn:aws:s3:::my_bucket}}', 'arn:aws:s3:::my_bucket'],
    ['my_bucket_name and other_bucket_name', 'my_bucket_name and other_bucket_name'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['{code}never closed', 'never closed'],
    ['', ''],
  ])('%j', (wiki, text) => {
    expect(textOfWiki(wiki)).toBe(text);
  });

  it('finds the addresses of its links', () => {
    expect(addressesInWiki('[console|https://a.example/x?arn=arn%3Aaws] and https://b.example/y')).toEqual([
      'https://a.example/x?arn=arn%3Aaws',
      'https://b.example/y',
    ]);
  });

  it.each(['*a ', '_', '!a.', '[', '{', '{{', '\\', '{code}', '|', '&#', '*a*'])(
    'is read to its end, whatever is repeated: %j',
    (part) => {
      expect(textOfWiki(part.repeat(20_000)).length).toBeLessThanOrEqual(100_000);
    },
  );
});
