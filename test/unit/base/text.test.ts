import { describe, expect, it } from 'vitest';
import { type Locale, textIn } from '../../../daemon/base/text.ts';

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
