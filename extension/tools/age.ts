import { l10n } from 'vscode';

/** How long ago an ISO 8601 moment was, as people say it. */
export function ageOf(moment: string, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - Date.parse(moment)) / 60_000));
  if (minutes < 1) return l10n.t('just now');
  if (minutes < 120) return l10n.t('{0} min ago', minutes);
  const hours = Math.round(minutes / 60);
  return hours < 48 ? l10n.t('{0} h ago', hours) : l10n.t('{0} days ago', Math.round(hours / 24));
}
