import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { DisposableStore } from './disposables.ts';
import { focusAtRest } from './focus-at-rest.ts';
import { numberOf } from './numbers.ts';
import { plainRows } from './pick-row.ts';
import { plainMessage } from './plain-message.ts';
import { showError } from './show-error.ts';

/** The user types on for this long before the daemon is asked. */
const restMs = 150;

/** Rows that fit a text, and how many fit, also those without a row. */
export interface FoundRows<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

export interface SearchedList<Row extends QuickPickItem> {
  readonly title: string;
  /** Said if there is nothing to choose from. */
  readonly none: string;
  /** @param text As typed; empty at first. */
  search(text: string): Promise<FoundRows<Row>>;
}

/**
 * Lets the user choose one row of a list that may be long. If all rows are there, VS Code filters them; otherwise each text that is
 * typed is searched for. Rows are shown as plain text. Resolves to `undefined` if the user chooses none.
 * @throws Error for the user if the first search fails.
 */
export async function pickSearched<Row extends QuickPickItem>(
  list: SearchedList<Row>,
): Promise<Row | undefined> {
  const [first] = await Promise.all([list.search(''), focusAtRest()]);
  if (first.rows.length === 0) {
    void window.showInformationMessage(plainMessage(list.none));
    return undefined;
  }
  const lifetime = new DisposableStore();
  const pick = lifetime.add(window.createQuickPick<ReturnType<typeof plainRows<Row>>[number]>());
  pick.title = list.title;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const count = ({ rows }: FoundRows<Row>) =>
    rows.filter(({ kind }) => kind !== QuickPickItemKind.Separator).length;
  const isWhole = count(first) >= first.total;
  const show = (found: FoundRows<Row>) => {
    const shown = count(found);
    pick.placeholder =
      shown < found.total
        ? l10n.t('The first {0} of {1}. Type to search all.', numberOf(shown), numberOf(found.total))
        : '';
    // VS Code would hide rows that it finds no typed word in: the daemon looks in more than a row shows.
    pick.items = plainRows(found.rows).map((row) => (isWhole ? row : { ...row, alwaysShow: true }));
  };
  show(first);
  if (!isWhole) lifetime.add(searchAsTyped(pick, list, show));
  try {
    return await new Promise<Row | undefined>((resolve) => {
      lifetime.add(pick.onDidAccept(() => resolve(pick.selectedItems[0]?.row)));
      lifetime.add(pick.onDidHide(() => resolve(undefined)));
      pick.show();
    });
  } finally {
    lifetime.dispose();
  }
}

function searchAsTyped<Row extends QuickPickItem>(
  pick: { busy: boolean; onDidChangeValue(listener: (text: string) => void): { dispose(): void } },
  list: SearchedList<Row>,
  show: (found: FoundRows<Row>) => void,
): { dispose(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  const search = async (text: string) => {
    const mine = ++last;
    pick.busy = true;
    try {
      const found = await list.search(text);
      // A later text is searched for.
      if (mine === last) show(found);
    } catch (error) {
      if (mine === last) void showError(error);
    }
    if (mine === last) pick.busy = false;
  };
  const typing = pick.onDidChangeValue((text) => {
    clearTimeout(timer);
    timer = setTimeout(() => void search(text), restMs);
  });
  return {
    dispose() {
      clearTimeout(timer);
      last++;
      typing.dispose();
    },
  };
}
