import { l10n } from 'vscode';
import type { AwsAnswerView, GivenReviewView, ReviewCase, SentBackView } from '#protocol/given-review.ts';
import type { CourseKind, EditKind, Outcome } from '#protocol/pending-review.ts';
import { joinSentences } from '../../tools/join-sentences.ts';
import { listOf } from '../../tools/lists.ts';
import { numberOf } from '../../tools/numbers.ts';
import { agoOf } from '../../tools/relative-time.ts';
import type { Left, LeftReason } from './plan.ts';
import type { SentBackState } from './sent-back.ts';

export function outcomeLabel(outcome: Outcome): string {
  switch (outcome) {
    case 'fixed':
      return l10n.t('Fixed');
    case 'intended':
      return l10n.t('Intended');
    case 'not-ours':
      return l10n.t('Not ours');
  }
}

/** Says what AWS says about the finding of a ticket in review, in a few words. */
export function awsLabel(aws: AwsAnswerView | undefined): string {
  if (!aws) return l10n.t('AWS: finding not known');
  const state = aws.state === 'failing' ? l10n.t('AWS: still failing') : l10n.t('AWS: resolved');
  return aws.unread ? `${state} ${l10n.t('(not read in the last sync)')}` : state;
}

/** Says in whole sentences what AWS says, how old that is, and whether it may be out of date. */
export function awsSentence(aws: AwsAnswerView | undefined, now: Date): string {
  if (!aws) return l10n.t('Guardrail knows no finding for this ticket, so AWS’s answer is not known.');
  const state =
    aws.state === 'failing'
      ? l10n.t('AWS still reports this finding.')
      : aws.resolvedAt
        ? l10n.t('AWS stopped reporting this finding {0}.', agoOf(aws.resolvedAt, now))
        : l10n.t('AWS no longer reports this finding.');
  const age =
    aws.readAt === undefined
      ? l10n.t('Its account and region were never read completely.')
      : l10n.t('Read {0}.', agoOf(aws.readAt, now));
  const gap = aws.unread && l10n.t('The last sync could not read it, so this may be out of date.');
  return joinSentences(state, age, gap);
}

/** Says the developer's outcome, with its end or the other team. */
export function givenLabel({ outcome, until, team }: GivenReviewView): string {
  const more = until === undefined ? team : l10n.t('until {0}', until);
  return more === undefined ? outcomeLabel(outcome) : `${outcomeLabel(outcome)} (${more})`;
}

/** Says who gave the review or answer, and when. */
export function giverLabel({ by, at }: GivenReviewView | SentBackView, now: Date): string {
  return listOf([by ?? '', at === '' ? '' : agoOf(at, now)].filter((part) => part !== ''));
}

/** Returns the developer's review and AWS's answer as lines of plain text. */
export function caseLines({ review, aws }: ReviewCase, now: Date): string[] {
  return [
    review
      ? l10n.t('Developer: {0}', `${givenLabel(review)} · ${giverLabel(review, now)}`)
      : l10n.t('The latest comments contain no review by Guardrail.'),
    ...(review ? [review.reason] : []),
    awsSentence(aws, now),
  ];
}

/** Says in a row that a ticket was sent back; nothing if that is not known. */
export function sentBackLabel(state: SentBackState | undefined): string | undefined {
  return state?.kind === 'sent-back' ? l10n.t('sent back') : undefined;
}

/** Returns who sent a ticket back, when and why as lines of plain text, or why that is not known. */
export function sentBackLines(state: SentBackState | undefined, now: Date): string[] {
  switch (state?.kind) {
    case 'sent-back':
      return [
        [l10n.t('Sent Back'), giverLabel(state.answer, now)].filter(Boolean).join(' · '),
        state.answer.reason,
      ].filter((line) => line !== '');
    case 'unread':
      return [l10n.t('Whether a reviewer sent it back was not read from Jira: {0}', state.problem)];
    default:
      return [];
  }
}

/** Says why a row is left out of an action for several tickets. */
export function leftLabel(left: LeftReason): string {
  switch (left.why) {
    case 'state':
      return l10n.t('is at "{0}"', left.status);
    case 'waiting':
      return l10n.t('an earlier action is being sent to Jira');
    case 'no-ticket':
      return l10n.t('has no ticket');
    case 'unknown':
      return l10n.t('is no longer in the list');
    case 'too-many':
      return l10n.t('more tickets than one action can have');
  }
}

/** Says why a row is left out, if no other row takes part, and what to do. */
export function leftSentence(left: Left): string {
  switch (left.why) {
    case 'state':
      return l10n.t('{0} is at "{1}". Choose another ticket.', left.name, left.status);
    case 'waiting':
      return l10n.t('{0}: an earlier action is being sent to Jira. Try again in a moment.', left.name);
    case 'no-ticket':
      return l10n.t('{0} has no ticket. Run "Guardrail: File Ticket…" to file one.', left.name);
    case 'unknown':
      return l10n.t('{0} is no longer in the list. Run "Guardrail: Refresh" to read it again.', left.name);
    case 'too-many':
      return l10n.t('{0}: more tickets than one action can have. Select fewer rows.', left.name);
  }
}

/** Names an action for several tickets: `Approve 8 tickets`. */
export function actTitle(kind: CourseKind | EditKind | 'undo', count: number): string {
  if (count === 1) {
    switch (kind) {
      case 'review':
        return l10n.t('Move 1 Ticket to Review');
      case 'approve':
        return l10n.t('Approve 1 Ticket');
      case 'send-back':
        return l10n.t('Send Back 1 Ticket');
      case 'undo':
        return l10n.t('Undo the Last Action on 1 Ticket');
      case 'assign':
        return l10n.t('Assign 1 Ticket to Me');
      case 'comment':
        return l10n.t('Comment on 1 Ticket');
      case 'due':
        return l10n.t('Change Due Date of 1 Ticket');
    }
  }
  switch (kind) {
    case 'review':
      return l10n.t('Move {0} Tickets to Review', numberOf(count));
    case 'approve':
      return l10n.t('Approve {0} Tickets', numberOf(count));
    case 'send-back':
      return l10n.t('Send Back {0} Tickets', numberOf(count));
    case 'undo':
      return l10n.t('Undo the Last Action on {0} Tickets', numberOf(count));
    case 'assign':
      return l10n.t('Assign {0} Tickets to Me', numberOf(count));
    case 'comment':
      return l10n.t('Comment on {0} Tickets', numberOf(count));
    case 'due':
      return l10n.t('Change Due Date of {0} Tickets', numberOf(count));
  }
}

/** Says what the action does to a ticket. */
export function effectLabel(kind: CourseKind, status: string): string {
  switch (kind) {
    case 'review':
      return l10n.t('"{0}" → in review', status);
    case 'approve':
      return l10n.t('"{0}" → done', status);
    case 'send-back':
      return l10n.t('"{0}" → back to its developer', status);
  }
}
