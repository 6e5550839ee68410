/** A moment that the page formats: the extension may run in another time zone than the reader's. */
export interface Moment {
  /** ISO 8601. */
  readonly at: string;
  /** Shows the time of day alone, with seconds. */
  readonly isTimeOnly?: true;
}

/** A text, or its parts with the moments among them. */
export type TimedText = string | readonly (string | Moment)[];

/** Returns a moment, ISO 8601, in the page's language and the reader's time zone. */
export function momentOf(at: string, locale = document.documentElement.lang): string {
  return new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
}

/** Returns a text with its moments in the page's language and the reader's time zone. */
export function plainText(text: TimedText, locale = document.documentElement.lang): string {
  if (typeof text === 'string') return text;
  return text.map((part) => (typeof part === 'string' ? part : partOf(part, locale))).join('');
}

function partOf({ at, isTimeOnly }: Moment, locale: string): string {
  return isTimeOnly ? new Date(at).toLocaleTimeString(locale) : momentOf(at, locale);
}
