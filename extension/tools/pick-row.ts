import { type QuickPickItem, type QuickPickOptions, window } from 'vscode';
import { withoutIcons } from './plain-message.ts';

/**
 * Lets the user choose one of several rows, whose text may come from AWS, Jira or a repository: `$(name)` in it stays
 * text. A row's icon is its `iconPath`. Resolves to `undefined` if the user chooses none.
 */
export async function pickRow<Row extends QuickPickItem>(
  rows: readonly Row[],
  options: QuickPickOptions,
): Promise<Row | undefined> {
  const shown = rows.map((row) => ({
    ...row,
    label: withoutIcons(row.label),
    ...(row.description !== undefined && { description: withoutIcons(row.description) }),
    ...(row.detail !== undefined && { detail: withoutIcons(row.detail) }),
    row,
  }));
  return (await window.showQuickPick(shown, options))?.row;
}
