/** Languages of Guardrail's texts. The first is the one for users of every other language. */
export const locales = ['en', 'ja'] as const;
export type Locale = (typeof locales)[number];

/**
 * A sentence for users in every language. English and Japanese are required. Another language may be missing
 * in some texts; `textIn` then returns English.
 */
export type Text = { readonly en: string; readonly ja: string } & {
  readonly [Other in Exclude<Locale, 'en' | 'ja'>]?: string;
};

/** Returns a text in the user's language, or in English if that language is missing. */
export function textIn(text: Text, locale: Locale): string {
  return text[locale] ?? text.en;
}

/** Returns `ja` for `ja-JP`, `ja_JP.UTF-8` and `ja`, and English for a language that Guardrail does not have. */
export function localeOf(tag = ''): Locale {
  const language = /^[a-z]+/i.exec(tag)?.[0].toLowerCase();
  return locales.find((locale) => locale === language) ?? locales[0];
}

/** Returns the language of a terminal. Reads the variables in the order of precedence that POSIX defines. */
export function localeOfEnvironment(env: Readonly<Record<string, string | undefined>>): Locale {
  return localeOf(env.LC_ALL || env.LC_MESSAGES || env.LANG);
}
