import { l10n } from 'vscode';
import type { PendingReview } from '#protocol/pending-review.ts';
import type { ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import { joinSentences } from '#protocol/sentences.ts';
import type { PendingAction, PendingSection } from '../../../webview/finding/protocol.ts';
import { isWritable, readOnlySentence } from '../../tickets/review/may-write.ts';
import { actLabel, stepsText, undoHint } from '../../tickets/review/pending.ts';
import { choicesOf, foundFacts, wantedFacts } from '../../tickets/review/sides.ts';

/**
 * Returns the section of an action that Jira has not confirmed: for a conflict with both sides and the choices that can succeed.
 * Otherwise of the user's last action, if it can be undone; `undefined` if there is nothing.
 */
export function pendingSectionOf(ticket: ReviewedTicket): PendingSection | undefined {
  const { pending, undo, status } = ticket;
  if (pending?.state === 'conflict') return conflictOf(pending, status);
  if (pending) return waitingOf(pending);
  if (!undo) return undefined;
  return {
    title: l10n.t('Your Last Action'),
    isUrgent: false,
    sides: [],
    note: [`${actLabel(undo.kind)} · `, { at: undo.at }],
    actions: allowed([{ choice: 'undo', label: l10n.t('Undo'), hint: undoHint(undo) }]),
  };
}

function conflictOf(pending: PendingReview, status: string): PendingSection {
  return {
    title: l10n.t('Conflict with Jira'),
    isUrgent: true,
    ...noteOf(pending.note ?? ''),
    sides: [
      { title: l10n.t('What you wanted'), facts: wantedFacts(pending) },
      { title: l10n.t('The ticket now'), facts: foundFacts(pending, status) },
    ],
    actions: allowed(choicesOf(pending)),
  };
}

function waitingOf(pending: PendingReview): PendingSection {
  const isSent = (pending.steps ?? []).some(({ step }) => step !== 'queued');
  const hint = isSent
    ? l10n.t('The rest is not sent. What Jira has already stays.')
    : l10n.t('Nothing of it was sent. The ticket stays as it is.');
  return {
    title: l10n.t('Waits for Jira'),
    isUrgent: true,
    ...noteOf(joinSentences([pending.note, l10n.t('It is saved. Guardrail sends it when Jira answers.')])),
    sides: [
      {
        title: l10n.t('What you wanted'),
        facts: [
          ...wantedFacts(pending),
          ...((pending.steps?.length ?? 0) > 0 ? [[l10n.t('Steps'), stepsText(pending)] as const] : []),
        ],
      },
    ],
    actions: allowed([{ choice: 'withdraw', label: l10n.t('Withdraw'), hint }]),
  };
}

function noteOf(text: string): { note?: string } {
  const note = isWritable() ? text : joinSentences([text, readOnlySentence()]);
  return note === '' ? {} : { note };
}

/** Restricted Mode is read-only. */
function allowed(actions: readonly PendingAction[]): readonly PendingAction[] {
  return isWritable() ? actions : [];
}
