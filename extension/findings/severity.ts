import { l10n, ThemeColor, ThemeIcon } from 'vscode';
import type { Severity } from '#protocol/findings.ts';
import { type SeverityLevel, severityLevels } from '#protocol/severity-level.ts';

/** Returns AWS's word for a severity, in the editor's language. */
export function severityLabel(severity: Severity): string {
  switch (severity) {
    case 'critical':
      return l10n.t('critical');
    case 'high':
      return l10n.t('high');
    case 'medium':
      return l10n.t('medium');
    case 'low':
      return l10n.t('low');
  }
}

/** @param icon Another icon in the severity's color. */
export function severityIcon(severity: Severity, icon = icons[severity]): ThemeIcon {
  return new ThemeIcon(icon, new ThemeColor(colors[severityLevels[severity]]));
}

const icons: Readonly<Record<Severity, string>> = {
  critical: 'flame',
  high: 'error',
  medium: 'warning',
  low: 'info',
};
const colors: Readonly<Record<SeverityLevel, string>> = {
  error: 'list.errorForeground',
  warning: 'list.warningForeground',
  information: 'foreground',
};
