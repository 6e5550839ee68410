import { l10n, ThemeIcon, TreeItem } from 'vscode';
import { numberOf } from '../../tools/numbers.ts';

/** Returns the row that says that the filter hides everything. @param all The number of findings. */
export function allHiddenItem(all: number, isMineUnknown: boolean): TreeItem {
  const item = new TreeItem(l10n.t('No finding matches the filter'));
  item.id = 'all-hidden';
  item.description = l10n.t('Clear Filter');
  item.tooltip = isMineUnknown
    ? l10n.t('Jira has not said yet who you are, so it is not known which findings are yours.')
    : all === 1
      ? l10n.t('1 finding is hidden. Click to clear the filter.')
      : l10n.t('{0} findings are hidden. Click to clear the filter.', numberOf(all));
  item.iconPath = new ThemeIcon('filter-filled');
  item.contextValue = 'hidden';
  item.accessibilityInformation = { label: `${item.label}, ${item.description}` };
  item.command = { command: 'guardrail.findings.clearFilter', title: '' };
  return item;
}
