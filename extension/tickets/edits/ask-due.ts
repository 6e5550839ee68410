import { l10n, window } from 'vscode';
import { pickRow } from '../../tools/pick-row.ts';
import { inDays } from '../../tools/relative-time.ts';
import { dayIn } from '../review/intended-days.ts';
import { faultOfDay } from '../review/terms.ts';

const offeredDays = [7, 14, 30, 90];

/**
 * Asks for a new due date. Resolves to `undefined` if the user gives no day.
 * @param before The present due date of one ticket.
 */
export async function askDue(title: string, before: string | undefined): Promise<string | undefined> {
  const now = new Date();
  const rows = offeredDays.map((days) => ({
    label: dayIn(days, now),
    description: inDays(days),
    day: dayIn(days, now) as string | undefined,
  }));
  const other = { label: l10n.t('Another Day…'), description: '', day: undefined };
  const chosen = await pickRow([...rows, other], {
    title,
    placeHolder: before === undefined ? l10n.t('No due date now') : l10n.t('Due {0} now', before),
    ignoreFocusOut: true,
  });
  if (!chosen || chosen.day !== undefined) return chosen?.day;
  const typed = await window.showInputBox({
    title,
    value: before ?? dayIn(30, now),
    prompt: l10n.t('The new due date, such as 2027-01-31'),
    ignoreFocusOut: true,
    validateInput: faultOfDay,
  });
  return typed?.trim();
}
