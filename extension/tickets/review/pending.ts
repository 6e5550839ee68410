import { l10n } from 'vscode';
import {
  type ActionKind,
  isEditKind,
  type PendingReview,
  type UndoableView,
} from '#protocol/pending-review.ts';
import type { TimedText } from '../../../webview/finding/protocol.ts';
import { momentOf, timeOf } from '../../tools/dates.ts';

/** Says which action Jira has not confirmed, and what it waits for. */
export function pendingLabel({ kind, state, moved, due = '' }: PendingReview): string {
  if (moved) return state === 'waiting' ? l10n.t('comment waits for Jira') : l10n.t('comment in conflict');
  switch (kind) {
    case 'review':
      return state === 'waiting' ? l10n.t('review waits for Jira') : l10n.t('review in conflict');
    case 'approve':
      return state === 'waiting' ? l10n.t('approval waits for Jira') : l10n.t('approval in conflict');
    case 'send-back':
      return state === 'waiting' ? l10n.t('sending back waits for Jira') : l10n.t('sending back in conflict');
    case 'undo':
      return state === 'waiting' ? l10n.t('undo waits for Jira') : l10n.t('undo in conflict');
    case 'assign':
      return state === 'waiting' ? l10n.t('assignment waits for Jira') : l10n.t('assignment in conflict');
    case 'comment':
      return state === 'waiting' ? l10n.t('comment waits for Jira') : l10n.t('comment in conflict');
    case 'due':
      return state === 'waiting'
        ? l10n.t('due date {0} waits for Jira', due)
        : l10n.t('due date {0} in conflict', due);
  }
}

/** Says that an action was withdrawn. */
export function withdrawnSentence(kind: ActionKind, ticket: string): string {
  switch (kind) {
    case 'review':
      return l10n.t('The review of {0} is withdrawn.', ticket);
    case 'approve':
      return l10n.t('The approval of {0} is withdrawn.', ticket);
    case 'send-back':
      return l10n.t('Sending back {0} is withdrawn.', ticket);
    case 'undo':
      return l10n.t('The undo of {0} is withdrawn.', ticket);
    case 'assign':
      return l10n.t('The assignment of {0} is withdrawn.', ticket);
    case 'comment':
      return l10n.t('The comment on {0} is withdrawn.', ticket);
    case 'due':
      return l10n.t('The due date of {0} is withdrawn.', ticket);
  }
}

export function pendingIcon({ state }: PendingReview): string {
  return state === 'waiting' ? 'clock' : 'warning';
}

/** Says where an action stands: each step with its time. */
export function stepsLabel(pending: PendingReview): string {
  return namedSteps(pending)
    .map(({ name, at }) => `${name} ${timeOf(at)}`)
    .join(' → ');
}

/** Like `stepsLabel`, for a page, which formats the times. */
export function stepsText(pending: PendingReview): TimedText {
  return namedSteps(pending).flatMap(({ name, at }, index) => [
    ...(index > 0 ? [' → '] : []),
    `${name} `,
    { at, isTimeOnly: true as const },
  ]);
}

function namedSteps({ steps = [] }: PendingReview) {
  const words = {
    queued: l10n.t('saved'),
    'move-sent': l10n.t('move sent'),
    moved: l10n.t('moved'),
    'edit-sent': l10n.t('change sent'),
    edited: l10n.t('changed'),
    'comment-sent': l10n.t('comment sent'),
  };
  return steps.map(({ step, at }) => ({ name: words[step], at }));
}

/** Names an action as it was done. */
export function actLabel(kind: UndoableView['kind']): string {
  switch (kind) {
    case 'review':
      return l10n.t('Moved to Review');
    case 'approve':
      return l10n.t('Approved');
    case 'send-back':
      return l10n.t('Sent Back');
    case 'assign':
      return l10n.t('Assigned to You');
    case 'comment':
      return l10n.t('Commented');
    case 'due':
      return l10n.t('Due Date Changed');
  }
}

/** Says which action can be undone, when it was done, and what an undo does to its ticket. */
export function undoLabel(undo: UndoableView): string {
  return [actLabel(undo.kind), momentOf(undo.at), undoEffect(undo)].join(' · ');
}

/** Says in a sentence what an undo does to the ticket. */
export function undoHint({ kind, backTo }: UndoableView): string {
  if (backTo === undefined) return l10n.t('Nothing of it was sent. The ticket stays as it is.');
  if (!isEditKind(kind)) return l10n.t('Moves the ticket back to "{0}", with a comment.', backTo);
  return backTo === '' ? l10n.t('Empties the field again.') : l10n.t('Sets the field back to "{0}".', backTo);
}

function undoEffect({ backTo }: UndoableView): string {
  if (backTo === undefined) return l10n.t('not sent yet: is withdrawn');
  return backTo === '' ? l10n.t('is emptied again') : l10n.t('back to "{0}"', backTo);
}
