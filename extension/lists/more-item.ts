import { l10n, ThemeIcon, TreeItem } from 'vscode';
import { numberOf } from '../tools/numbers.ts';
import { pageRows } from './shown-rows.ts';

/**
 * Returns the row that shows more rows of a group or, without one, more groups.
 * @param command Gets the group.
 * @param left How many are not shown.
 */
export function moreItem(command: string, group: string | undefined, left: number): TreeItem {
  const next = Math.min(left, pageRows);
  const item = new TreeItem(
    group === undefined
      ? next === 1
        ? l10n.t('Show 1 More Group')
        : l10n.t('Show {0} More Groups', numberOf(next))
      : l10n.t('Show {0} More', numberOf(next)),
  );
  item.id = `more:${group ?? ''}`;
  item.description = left === 1 ? l10n.t('1 is not shown') : l10n.t('{0} are not shown', numberOf(left));
  item.iconPath = new ThemeIcon('ellipsis');
  item.accessibilityInformation = { label: `${item.label}, ${item.description}` };
  item.contextValue = 'more';
  item.command = { command, title: '', arguments: [group] };
  return item;
}
