import { commands, l10n, type QuickPickItem } from 'vscode';
import type { ActionKind } from '#protocol/pending-review.ts';
import type { TicketView } from '#protocol/tickets.ts';
import { numberOf } from '../../tools/numbers.ts';
import { pickRow } from '../../tools/pick-row.ts';
import { type UndoTarget, undoCommand } from '../review/action-result.ts';
import type { ReviewSubject } from '../review/reviewable.ts';
import { showEndsMessage, sortedEnds } from './ends.ts';
import type { Sent } from './send-each.ts';

type Ended = Sent<ReviewSubject>;

/**
 * Says how an action for several tickets ended, in one message. Its buttons take back the actions that were made, and list the
 * result of each ticket.
 * @param doneLabel Says what Jira confirmed.
 */
export async function reportEnds(
  kind: ActionKind,
  ends: readonly Ended[],
  doneLabel: (ticket: TicketView) => string = ({ status }) => l10n.t('is now "{0}"', status),
): Promise<void> {
  const details = l10n.t('Show Results');
  const undoable = kind === 'undo' || kind === 'comment' ? [] : ends.flatMap((end) => undoableIn(end) ?? []);
  const undo = l10n.t('Undo');
  const done = (count: number, all: number) =>
    all === 1
      ? l10n.t('{0} of 1 ticket done', count)
      : l10n.t('{0} of {1} tickets done', numberOf(count), numberOf(all));
  const chosen = await showEndsMessage(ends, done, [details, ...(undoable.length > 0 ? [undo] : [])]);
  if (chosen === details) await showEnds(ends, doneLabel);
  if (chosen === undo) await commands.executeCommand(undoCommand, undoable[0], undoable);
}

function undoableIn(ended: Ended): UndoTarget | undefined {
  if (ended.end !== 'done' && ended.end !== 'waiting') return undefined;
  const { result } = ended;
  return 'action' in result ? { ticket: result.ticket, action: result.action } : undefined;
}

/** Lists the results, those that need the user first. A row opens its ticket. */
async function showEnds(ends: readonly Ended[], doneLabel: (ticket: TicketView) => string): Promise<void> {
  const rows = sortedEnds(ends).map((ended) => rowOf(ended, doneLabel));
  const chosen = await pickRow(rows, {
    title: l10n.t('Results'),
    placeHolder: l10n.t('Enter opens the ticket in Jira.'),
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (chosen) await commands.executeCommand('guardrail.ticket.open', { ticket: chosen.subject.ticket });
}

function rowOf(
  ended: Ended,
  doneLabel: (ticket: TicketView) => string,
): QuickPickItem & { readonly subject: ReviewSubject } {
  const { subject } = ended;
  return { label: subject.ticket.key, subject, ...endOf(ended, doneLabel) };
}

function endOf(
  ended: Ended,
  doneLabel: (ticket: TicketView) => string,
): Pick<QuickPickItem, 'description' | 'detail'> {
  switch (ended.end) {
    case 'done':
      return {
        description:
          ended.result.result === 'withdrawn'
            ? l10n.t('withdrawn: nothing of it was sent')
            : doneLabel(ended.result.ticket),
      };
    case 'waiting':
      return {
        description: l10n.t('is saved and sent when Jira answers'),
        detail: ('note' in ended.result && ended.result.note) || '',
      };
    case 'failed':
      return {
        description: l10n.t('failed'),
        detail: ended.error instanceof Error ? ended.error.message : String(ended.error),
      };
    case 'not-sent':
      return { description: l10n.t('not sent: you cancelled before') };
  }
}
