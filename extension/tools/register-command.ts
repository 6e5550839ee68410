import { commands, type Disposable, l10n, window } from 'vscode';
import { showError } from './show-error.ts';

/**
 * Registers a command. The user is shown what failed, or that there is no connection, with the next step. A command whose
 * request the user cancelled shows nothing.
 *
 * While the editor draws a tree again, a button of its rows passes `undefined` in place of the row
 * (https://github.com/microsoft/vscode/issues/144250). The user pointed at a row, so the command does not ask which one is meant.
 */
export function registerCommand(
  command: string,
  run: (...given: readonly unknown[]) => PromiseLike<unknown>,
): Disposable {
  return commands.registerCommand(command, async (...given: readonly unknown[]) => {
    try {
      if (isOfLostRow(given)) {
        void window.showInformationMessage(l10n.t('The list was just being updated. Try again.'));
        return;
      }
      await run(...given);
    } catch (error) {
      void showError(error);
    }
  });
}

/** Rows pass themselves and the selection; the palette and keys pass nothing, and the buttons of a view at most one argument. */
function isOfLostRow(given: readonly unknown[]): boolean {
  const [row, selected] = given;
  const rows = [row, ...(Array.isArray(selected) ? selected : [])];
  return given.length > 1 && rows.some((each) => each === undefined || each === null);
}
