import { type Disposable, FileDecoration, type FileDecorationProvider, l10n, Uri, window } from 'vscode';
import { daysOf } from '../../tools/relative-time.ts';

/** Rows are not files: this scheme is only the address of what they show. */
const scheme = 'guardrail-row';

/**
 * Returns the address of an overdue row for VS Code's decorations; `undefined` if nothing is overdue. The address says all that the
 * decoration shows, so it never changes: a row whose days change gets another address, and no other row is drawn again.
 */
export function overdueUri(days: number): Uri | undefined {
  return days > 0 ? Uri.from({ scheme, path: '/overdue', query: String(days) }) : undefined;
}

/** Gives overdue rows a mark, at the end that no narrow view cuts off. Their group has the color. */
export const overdueDecorations: FileDecorationProvider = {
  provideFileDecoration({ scheme: given, path, query }) {
    const days = Number(query);
    if (given !== scheme || path !== '/overdue' || !(days > 0)) return undefined;
    return new FileDecoration('!', l10n.t('{0} late', daysOf(days)));
  },
};

export function registerOverdueDecorations(): Disposable {
  return window.registerFileDecorationProvider(overdueDecorations);
}
