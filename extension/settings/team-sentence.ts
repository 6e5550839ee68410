import { l10n } from 'vscode';
import { accountCount } from './account-count.ts';

/** Returns which team is chosen now, with the number of its accounts if it is known. */
export function teamSentence(name: string, accounts: number | undefined): string {
  return accounts === undefined
    ? l10n.t('Team {0}.', name)
    : l10n.t('Team {0}: {1}.', name, accountCount(accounts));
}
