import {
  type CancellationToken,
  CancellationTokenSource,
  l10n,
  type QuickPick,
  type QuickPickItem,
  ThemeIcon,
  window,
} from 'vscode';
import { DisposableStore } from './disposables.ts';
import { plainRows } from './pick-row.ts';
import { withoutIcons } from './plain-message.ts';

/** A row of a list that a service gives. Its texts may come from AWS or Jira. */
export interface ValueRow extends QuickPickItem {
  readonly value: string;
}

/** A row that does something else instead. */
export interface OtherRow extends QuickPickItem {
  run(): void;
}

export interface LoadedRows {
  readonly rows: readonly ValueRow[];
  /** A row below the list: what it lacks, and why. */
  readonly note?: QuickPickItem;
}

export interface ValueList {
  readonly title: string;
  /** Names what the list has and what can be typed. */
  readonly placeholder: string;
  /** The value in use: its row comes first. */
  readonly current: string | undefined;
  /** Other ways than the list; they are there at once. */
  readonly others?: readonly OtherRow[];
  /** Loads the list while the user can already type. It is cancelled when the user leaves. */
  load(cancellation: CancellationToken, onProgress: (message: string) => void): PromiseLike<LoadedRows>;
  /** Returns whether a typed text can be the value. */
  accepts(typed: string): boolean;
  /** Called if the user chooses the row of a list that could not be loaded. */
  onFailed(error: unknown): void;
}

/**
 * Lets the user choose a value from a list that a service gives, or type it: a list that is slow or refused blocks no
 * one. Resolves to `undefined` if the user chooses none.
 */
export function chooseValue(list: ValueList): Promise<string | undefined> {
  const lifetime = new DisposableStore();
  const pick = lifetime.add(window.createQuickPick<Shown>());
  const loading = lifetime.add(new CancellationTokenSource());
  pick.title = list.title;
  pick.placeholder = list.placeholder;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.busy = true;
  const shown: { rows: readonly Shown[]; below: readonly Shown[] } = { rows: [], below: [] };
  const show = () => {
    const listed = [...shown.rows, ...typedRow(list, pick, shown.rows), ...shown.below];
    const others = othersOf(list);
    // A long list hides what comes after it. While the user types, the first row is the best match.
    const isFirst = pick.value === '' && shown.rows.length > 0;
    pick.items = isFirst ? [...others, ...listed] : [...listed, ...others];
    if (isFirst && listed[0]) pick.activeItems = [listed[0]];
  };
  show();
  lifetime.add(pick.onDidChangeValue(show));
  const onProgress = (message: string) => {
    if (pick.busy) pick.title = `${list.title} — ${message}`;
  };
  Promise.resolve(list.load(loading.token, onProgress))
    .then(
      ({ rows, note }) => {
        shown.rows = currentFirst(rows, list.current);
        shown.below = note ? plainRows([note]).map((row) => ({ ...row, alwaysShow: true })) : [];
      },
      (error: unknown) => {
        shown.below = [failedRow(error)];
      },
    )
    .finally(() => {
      if (loading.token.isCancellationRequested) return;
      pick.busy = false;
      pick.title = list.title;
      show();
    });
  pick.show();
  return new Promise((resolve) => {
    lifetime.add(
      pick.onDidAccept(() => {
        const [row] = pick.selectedItems;
        // A note is not a choice.
        if (!row || (row.value === undefined && row.error === undefined && !row.run)) return;
        resolve(row.value);
        pick.hide();
        if (row.error !== undefined) list.onFailed(row.error);
        row.run?.();
      }),
    );
    lifetime.add(
      pick.onDidHide(() => {
        loading.cancel();
        resolve(undefined);
        lifetime.dispose();
      }),
    );
  });
}

interface Shown extends QuickPickItem {
  readonly value?: string;
  readonly error?: unknown;
  readonly run?: () => void;
}

function othersOf({ others = [] }: ValueList): Shown[] {
  return plainRows(others).map(({ row, ...plain }) => ({ ...plain, alwaysShow: true, run: row.run }));
}

/** Returns a row for the typed text, unless it is a row of the list. */
function typedRow(list: ValueList, { value: text }: QuickPick<Shown>, rows: readonly Shown[]): Shown[] {
  const typed = text.trim();
  if (typed === '' || !list.accepts(typed) || rows.some(({ value }) => value === typed)) return [];
  return [
    {
      label: withoutIcons(l10n.t('Use “{0}”', typed)),
      value: typed,
      iconPath: new ThemeIcon('edit'),
      alwaysShow: true,
    },
  ];
}

function failedRow(error: unknown): Shown {
  const message = error instanceof Error ? error.message : String(error);
  return {
    label: l10n.t('The list cannot be read. Type the value, or press Enter for the next step.'),
    detail: withoutIcons(message),
    iconPath: new ThemeIcon('warning'),
    alwaysShow: true,
    error,
  };
}

function currentFirst(rows: readonly ValueRow[], current: string | undefined): Shown[] {
  const marked = rows.map((row) => {
    if (row.value !== current) return row;
    const inUse = l10n.t('in use');
    return { ...row, description: row.description ? `${row.description} · ${inUse}` : inUse };
  });
  if (current !== undefined && !rows.some(({ value }) => value === current))
    marked.push({ label: current, value: current, description: l10n.t('in use') });
  return plainRows(marked)
    .map(({ row, ...plain }): Shown => ({ ...plain, value: row.value }))
    .sort((a, b) => Number(b.value === current) - Number(a.value === current));
}
