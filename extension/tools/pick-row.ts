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
  return (await window.showQuickPick(plainRows(rows), options))?.row;
}

/** Like `pickRow`, for any number of rows. Resolves to `undefined` if the user leaves. */
export async function pickRows<Row extends QuickPickItem>(
  rows: readonly Row[],
  options: QuickPickOptions,
): Promise<readonly Row[] | undefined> {
  const chosen = await window.showQuickPick(plainRows(rows), { ...options, canPickMany: true });
  return chosen?.map(({ row }) => row);
}

/** Returns rows for a list of VS Code, each with the row that it was made from. */
export function plainRows<Row extends QuickPickItem>(rows: readonly Row[]) {
  return rows.map((row) => ({
    ...row,
    label: withoutIcons(row.label),
    ...(row.description !== undefined && { description: withoutIcons(row.description) }),
    ...(row.detail !== undefined && { detail: withoutIcons(row.detail) }),
    row,
  }));
}
