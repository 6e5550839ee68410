import { l10n } from 'vscode';
import { numberOf } from '../../tools/numbers.ts';

/** Returns what gaps in the reading mean. @param count Places of findings that could not be read. Tickets alone leave no finding out. */
export function gapsSentence(count: number): string {
  if (count === 0) return l10n.t('The tickets in Jira could not be read.');
  return count === 1
    ? l10n.t('One place could not be read. Findings may be missing.')
    : l10n.t('{0} places could not be read. Findings may be missing.', numberOf(count));
}
