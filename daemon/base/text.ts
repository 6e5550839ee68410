/** The languages Guardrail speaks. */
export type Locale = 'en' | 'ja';

/**
 * A sentence for users in every language. English and Japanese are required; another language may be missing in some
 * texts, and `textIn` then returns English.
 */
export type Text = { readonly en: string; readonly ja: string } & {
  readonly [Other in Exclude<Locale, 'en' | 'ja'>]?: string;
};

/** Returns a text in the user's language, else in English. */
export function textIn(text: Text, locale: Locale): string {
  return text[locale] ?? text.en;
}

/** `ja-JP`, `ja_JP.UTF-8` and `ja` are Japanese; everything else is English. */
export function localeOf(tag: string | undefined): Locale {
  return tag?.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

/** The language of a terminal, in the order in which POSIX lets one variable outweigh another. */
export function localeOfEnvironment(env: Readonly<Record<string, string | undefined>>): Locale {
  return localeOf(env.LC_ALL || env.LC_MESSAGES || env.LANG);
}
