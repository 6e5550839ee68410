import { l10n, type QuickPickItem, type QuickPickOptions, window } from 'vscode';
import { focusAtRest } from './focus-at-rest.ts';
import { numberOf } from './numbers.ts';
import { withoutIcons } from './plain-message.ts';

/**
 * Lets the user choose one of several rows, whose text may come from AWS, Jira or a repository: `$(name)` in it stays
 * text. A row's icon is its `iconPath`. Resolves to `undefined` if the user chooses none.
 */
export async function pickRow<Row extends QuickPickItem>(
  rows: readonly Row[],
  options: QuickPickOptions,
): Promise<Row | undefined> {
  await focusAtRest();
  return (await window.showQuickPick(plainRows(rows), options))?.row;
}

/** Says that a list of tickets is not whole, and where the others are. @param total How many could be chosen, also those without a row. */
export function firstOf(shown: number, total: number): { placeHolder?: string } {
  if (shown >= total) return {};
  return {
    placeHolder: l10n.t(
      'The first {0} of {1}. Select others in the Tickets view.',
      numberOf(shown),
      numberOf(total),
    ),
  };
}

/** Like `pickRow`, for any number of rows. Resolves to `undefined` if the user leaves. */
export async function pickRows<Row extends QuickPickItem>(
  rows: readonly Row[],
  options: QuickPickOptions,
): Promise<readonly Row[] | undefined> {
  await focusAtRest();
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
