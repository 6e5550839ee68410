/** The languages Guardrail speaks. */
export type Locale = 'en' | 'ja';

/**
 * A sentence a person will read, in every language. Texts stay in this shape until the edge that shows
 * them (a session, a terminal) knows its reader's language; a missing translation does not compile.
 */
export interface Text {
  readonly en: string;
  readonly ja: string;
}

/** `ja-JP`, `ja_JP.UTF-8` and `ja` are Japanese; everything else is English. */
export function localeOf(tag: string | undefined): Locale {
  return tag?.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

/** The language of a terminal, in the order in which POSIX lets one variable outweigh another. */
export function localeOfEnvironment(env: Readonly<Record<string, string | undefined>>): Locale {
  return localeOf(env.LC_ALL || env.LC_MESSAGES || env.LANG);
}
