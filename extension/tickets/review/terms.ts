import { l10n, window } from 'vscode';
import { maxTeamCharacters } from '#protocol/reviews.ts';
import type { ReviewTerms } from '../../../webview/finding/protocol.ts';
import { pickRow } from '../../tools/pick-row.ts';
import { inDays } from '../../tools/relative-time.ts';
import { dayIn, intendedDays } from './intended-days.ts';

const offeredDays = [30, 90, 180, 365];

/**
 * Asks until when a finding is intended. Resolves to `undefined` if the user gives no day.
 * @param before Its day comes first, unless it is empty.
 */
export async function askUntil(
  ticket: string,
  before?: Pick<ReviewTerms, 'until'>,
): Promise<string | undefined> {
  const now = new Date();
  const title = l10n.t('{0}: intended until when?', ticket);
  const dayBefore = before?.until || undefined;
  const chosenBefore =
    dayBefore === undefined ? [] : [{ label: dayBefore, description: l10n.t('chosen'), until: dayBefore }];
  const rows = offeredDays.map((days) => ({
    label: dayIn(days, now),
    description: inDays(days),
    until: dayIn(days, now) as string | undefined,
  }));
  const other = { label: l10n.t('Another Day…'), description: '', until: undefined };
  const placeHolder = l10n.t('After this day the finding counts as open again.');
  const chosen = await pickRow([...chosenBefore, ...rows, other], {
    title,
    placeHolder,
    ignoreFocusOut: true,
  });
  if (!chosen || (chosen.until !== undefined && faultOfDay(chosen.until) === undefined)) return chosen?.until;
  const typed = await window.showInputBox({
    title,
    value: dayBefore ?? dayIn(365, now),
    prompt: l10n.t('The last day, such as 2027-01-31'),
    ignoreFocusOut: true,
    validateInput: faultOfDay,
  });
  return typed?.trim();
}

/** Asks whose finding it is. Resolves to `undefined` if the user ends the question. */
export async function askTeam(
  ticket: string,
  before?: Pick<ReviewTerms, 'team'>,
): Promise<string | undefined> {
  const typed = await window.showInputBox({
    title: l10n.t('{0}: whose is it?', ticket),
    value: before?.team ?? '',
    prompt: l10n.t('The team that can fix it. The reviewer reads this in the ticket.'),
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (text.trim() === '') return l10n.t('Enter a team.');
      return text.trim().length > maxTeamCharacters
        ? l10n.t('At most {0} characters.', maxTeamCharacters)
        : undefined;
    },
  });
  return typed?.trim();
}

/** Returns why a typed day is not a date or is out of range; `undefined` if it is right. */
export function faultOfDay(text: string): string | undefined {
  const day = text.trim();
  const date = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00.000Z`) : undefined;
  if (!date || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day))
    return l10n.t('This is not a date. Write it as 2027-01-31.');
  const { min, max } = intendedDays(new Date());
  if (day < min) return l10n.t('This day is in the past.');
  return day > max ? l10n.t('At most ten years from now.') : undefined;
}
