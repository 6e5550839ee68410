import { commands, window } from 'vscode';
import { problemCode } from './daemon/connection.ts';
import { plainMessage } from './plain-message.ts';
import { remedies, remedyOf } from './problems/remedies.ts';

/** Shows what went wrong, in the daemon's own words, with the button that helps. */
export async function sayError(error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const { command, title } = remedyOf(problemCode(error)) ?? remedies.showLog();
  const chosen = await window.showErrorMessage(plainMessage(`Guardrail: ${message}`), title);
  if (chosen === title) await commands.executeCommand(command);
}
