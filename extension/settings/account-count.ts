import { l10n } from 'vscode';
import { numberOf } from '../tools/numbers.ts';

export function accountCount(accounts: number): string {
  return accounts === 1 ? l10n.t('1 account') : l10n.t('{0} accounts', numberOf(accounts));
}
