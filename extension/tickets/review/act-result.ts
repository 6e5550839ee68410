import { commands, l10n, window } from 'vscode';
import type { ReviewResult } from '#protocol/reviews.ts';
import { plainMessage } from '../../tools/plain-message.ts';

export const undoCommand = 'guardrail.action.undo';

/** An act that **Undo** takes back, and no later one on the same ticket. */
export interface UndoTarget {
  readonly ticket: { readonly key: string };
  /** Absent: the last act. */
  readonly action?: string;
}

/** Shows the result of an act. Its button takes the act back: what was not sent is withdrawn. */
export async function showActResult(
  sentence: string,
  { ticket, action }: Pick<ReviewResult, 'ticket' | 'action'>,
): Promise<void> {
  const undo = l10n.t('Undo');
  const chosen = await window.showInformationMessage(plainMessage(sentence), undo);
  const target: UndoTarget = { ticket, action };
  if (chosen === undo) await commands.executeCommand(undoCommand, target);
}
