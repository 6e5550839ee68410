import { describe, expect, it } from 'vitest';
import { type Locale, localeOf, textIn } from '../../../daemon/base/text.ts';

describe('a text', () => {
  const text = { en: 'The bucket is public', ja: 'バケットが公開されています' };

  it('is in the language of the user', () => {
    expect(textIn(text, 'en')).toBe(text.en);
    expect(textIn(text, 'ja')).toBe(text.ja);
  });

  it('is English in a language that it does not have', () => {
    expect(textIn(text, 'ko' as Locale)).toBe(text.en);
  });
});

describe('the language of a user', () => {
  it.each([
    ['ja', 'ja'],
    ['ja-JP', 'ja'],
    ['ja_JP.UTF-8', 'ja'],
    ['JA', 'ja'],
    ['jam-JM', 'en'],
    ['C.UTF-8', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ])('of %s is %s', (tag, locale) => {
    expect(localeOf(tag)).toBe(locale);
  });
});
