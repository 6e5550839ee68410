import { l10n } from 'vscode';

/** Returns sentences as one text: Japanese has no space between them. */
export function joinSentences(first: string, ...others: readonly (string | false | undefined)[]): string {
  return others.reduce<string>((text, next) => (next ? l10n.t('{0} {1}', text, next) : text), first);
}
