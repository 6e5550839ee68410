import { env, l10n } from 'vscode';
import { localDay } from '#protocol/due.ts';

/** Says when something was last read. @param moment ISO 8601; `undefined`: never. */
export function readSince(moment: string | undefined, now: Date): string {
  return moment === undefined ? l10n.t('never read') : l10n.t('read {0}', ageOf(moment, now));
}

/** Says how long ago an ISO 8601 moment was. */
export function ageOf(moment: string, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - Date.parse(moment)) / 60_000));
  if (minutes < 1) return l10n.t('just now');
  if (minutes < 120) return l10n.t('{0} min ago', minutes);
  const hours = Math.round(minutes / 60);
  return hours < 48 ? l10n.t('{0} h ago', hours) : l10n.t('{0} days ago', Math.round(hours / 24));
}

/** Returns an ISO 8601 moment as date and time in the editor's language and the reader's time zone. */
export function momentOf(at: string): string {
  return new Date(at).toLocaleString(env.language, { dateStyle: 'medium', timeStyle: 'short' });
}

/** Returns the reader's calendar date, `2026-11-23`. */
export const todayOf = localDay;
