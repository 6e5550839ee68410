import { l10n } from 'vscode';
import type {
  ActionKind,
  FoundEditView,
  FoundTicketView,
  PendingReview,
  Resolution,
} from '#protocol/pending-review.ts';
import type { TimedText } from '../../../webview/finding/protocol.ts';
import { momentOf } from '../../tools/dates.ts';
import { outcomeLabel } from '../decisions/labels.ts';

/** A fact's name and its value. */
export type SideFact = readonly [name: string, value: TimedText];

/** An answer of the user to a conflict. */
export interface ConflictChoice {
  readonly choice: Resolution | 'withdraw';
  readonly label: string;
  readonly hint: string;
}

/** Returns what can be done about a conflict now. Withdrawing is always possible. */
export function choicesOf({ resolutions = [] }: PendingReview): ConflictChoice[] {
  const all: readonly ConflictChoice[] = [
    {
      choice: 'send-anyway',
      label: l10n.t('Send Anyway'),
      hint: l10n.t('Start again from the ticket as it is now.'),
    },
    {
      choice: 'comment-only',
      label: l10n.t('Only the Comment'),
      hint: l10n.t('Add your reason, and leave the ticket where it is.'),
    },
    {
      choice: 'withdraw',
      label: l10n.t('Withdraw'),
      hint: l10n.t('It is not sent. The ticket stays as it is.'),
    },
  ];
  return all.filter(({ choice }) => choice === 'withdraw' || resolutions.includes(choice));
}

/** Returns the user's side of a pending action: what, why and when. */
export function wantedFacts(pending: PendingReview): SideFact[] {
  const { reason, createdAt } = pending;
  return [
    [l10n.t('Action'), wantedLabel(pending)],
    ...(reason === '' ? [] : [[l10n.t('Reason'), reason] as const]),
    [l10n.t('Made'), [{ at: createdAt }]],
  ];
}

/** Names the action that the user wanted, with its outcome. */
export function wantedLabel(pending: PendingReview): string {
  return [kindLabel(pending.kind), termsLabel(pending)].filter(Boolean).join(' · ');
}

/** Returns Jira's side of a conflict: where the ticket is, and who moved it there and when. */
export function foundFacts({ found }: PendingReview, status: string): SideFact[] {
  if (!found) return [[l10n.t('Status'), status]];
  if (found.edited) return editedFacts(found.edited);
  const { movedBy, movedAt, updated } = found;
  return [
    [l10n.t('Status'), found.status],
    [l10n.t('Changed by'), movedBy ?? l10n.t('not known')],
    movedAt === undefined
      ? [l10n.t('Last update'), [{ at: updated }]]
      : [l10n.t('Changed'), [{ at: movedAt }]],
  ];
}

function editedFacts({ field, value, by, at }: FoundEditView): SideFact[] {
  return [
    [field === 'due' ? l10n.t('Due') : l10n.t('Assignee'), value ?? l10n.t('none')],
    [l10n.t('Changed by'), by ?? l10n.t('not known')],
    ...(at === undefined ? [] : [[l10n.t('Changed'), [{ at }]] as const]),
  ];
}

/** Says where Jira has the ticket, and who moved it there. */
export function foundLabel(found: FoundTicketView | undefined): string {
  if (!found) return '';
  const { status, movedBy, movedAt } = found;
  if (movedAt === undefined) return l10n.t('now "{0}"', status);
  const when = momentOf(movedAt);
  return movedBy === undefined
    ? l10n.t('now "{0}" since {1}', status, when)
    : l10n.t('now "{0}", by {1}, {2}', status, movedBy, when);
}

function kindLabel(kind: ActionKind): string {
  switch (kind) {
    case 'review':
      return l10n.t('Move to Review');
    case 'approve':
      return l10n.t('Approve');
    case 'send-back':
      return l10n.t('Send Back');
    case 'undo':
      return l10n.t('Undo');
    case 'assign':
      return l10n.t('Assign to Me');
    case 'comment':
      return l10n.t('Comment');
    case 'due':
      return l10n.t('Change Due Date');
  }
}

function termsLabel({ outcome, until, team, due }: PendingReview): string {
  if (outcome === undefined) return due ?? '';
  const more = until === undefined ? team : l10n.t('until {0}', until);
  return more === undefined ? outcomeLabel(outcome) : `${outcomeLabel(outcome)} (${more})`;
}
