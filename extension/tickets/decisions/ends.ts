import { l10n, window } from 'vscode';
import { listOf } from '../../tools/lists.ts';
import { numberOf } from '../../tools/numbers.ts';
import { plainMessage } from '../../tools/plain-message.ts';

/** How an action for several tickets ended for one of them. `waiting`: it is saved, and sent when Jira answers. */
export type End = 'done' | 'waiting' | 'failed' | 'not-sent';

/** Those that need the user come first. */
const order: readonly End[] = ['failed', 'not-sent', 'waiting', 'done'];

/** Returns the results, those that need the user first. */
export function sortedEnds<Ended extends { readonly end: End }>(ends: readonly Ended[]): Ended[] {
  return order.flatMap((end) => ends.filter((each) => each.end === end));
}

/**
 * Says in one message how an action for several tickets ended. Resolves to the button that the user chose.
 * @param doneLabel Says how many of all are done.
 */
export async function showEndsMessage(
  ends: readonly { readonly end: End }[],
  doneLabel: (done: number, all: number) => string,
  buttons: readonly string[],
): Promise<string | undefined> {
  const count = (end: End) => ends.filter((each) => each.end === end).length;
  const [waiting, failed, notSent] = [count('waiting'), count('failed'), count('not-sent')];
  const parts = [
    doneLabel(count('done'), ends.length),
    waiting === 1 && l10n.t('1 waits for Jira'),
    waiting > 1 && l10n.t('{0} wait for Jira', numberOf(waiting)),
    failed > 0 && l10n.t('{0} failed', numberOf(failed)),
    notSent > 0 && l10n.t('{0} not sent', numberOf(notSent)),
  ];
  const show = failed + notSent > 0 ? window.showWarningMessage : window.showInformationMessage;
  return show(plainMessage(`${listOf(parts.filter((part) => part !== false))}.`), ...buttons);
}
