import { env, l10n } from 'vscode';

/**
 * Returns the locale of words that Intl writes into a sentence: "3 days ago", "a, b and c". It is the editor's, but English where
 * Guardrail has no texts in the editor's language, so that no sentence is in two languages.
 */
export function wordLocale(): string {
  return l10n.bundle === undefined && !env.language.startsWith('en') ? 'en' : env.language;
}
