import { commands, window } from 'vscode';
import { isCancelledRequest } from '../daemon/cancelled-request.ts';
import { problemCode } from '../daemon/problem-code.ts';
import { remedies, remedyOf } from '../status/problems/remedies.ts';
import { plainMessage } from './plain-message.ts';

/** Another action that an error's message offers. */
export interface OtherAction {
  readonly title: string;
  run(): PromiseLike<unknown>;
}

/**
 * Shows an error's own message with buttons for the next step, and nothing if the user cancelled the request. Resolves when
 * the user has answered.
 * @param other Comes after a command that fixes the problem, and before the log: VS Code draws the first button as the usual one.
 */
export async function showError(error: unknown, other?: OtherAction): Promise<void> {
  if (isCancelledRequest(error)) return;
  const message = error instanceof Error ? error.message : String(error);
  const remedy = remedyOf(problemCode(error));
  const { command, title } = remedy ?? remedies.showLog();
  const others = other ? [other.title] : [];
  const buttons = remedy ? [title, ...others] : [...others, title];
  const chosen = await window.showErrorMessage(plainMessage(`Guardrail: ${message}`), ...buttons);
  if (other && chosen === other.title) await other.run();
  if (chosen === title) await commands.executeCommand(command);
}
