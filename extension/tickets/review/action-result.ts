import { commands, l10n, window } from 'vscode';
import type { ReviewResult } from '#protocol/reviews.ts';
import { plainMessage } from '../../tools/plain-message.ts';

export const undoCommand = 'guardrail.action.undo';

/** An action that **Undo** takes back, and no later one on the same ticket. */
export interface UndoTarget {
  readonly ticket: { readonly key: string };
  /** Absent: the last action. */
  readonly action?: string;
}

/** Shows the result of an action. Its button takes the action back: what was not sent is withdrawn. */
export async function showActionResult(
  sentence: string,
  { ticket, action }: Pick<ReviewResult, 'ticket' | 'action'>,
): Promise<void> {
  const undo = l10n.t('Undo');
  const chosen = await window.showInformationMessage(plainMessage(sentence), undo);
  const target: UndoTarget = { ticket, action };
  if (chosen === undo) await commands.executeCommand(undoCommand, target);
}
