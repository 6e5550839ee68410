import { l10n } from 'vscode';
import type { ReviewCase } from '#protocol/given-review.ts';
import { maxReasonCharacters } from '#protocol/review-reason.ts';
import { isDecidable, type ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import type { DecisionForm, DecisionTexts } from '../../../webview/finding/protocol.ts';
import { awsLabel, caseLines } from '../../tickets/decisions/labels.ts';
import { draftName } from '../../tickets/decisions/send-decision.ts';
import type { TextDrafts } from '../../tickets/decisions/text-drafts.ts';
import { isWritable, readOnlySentence } from '../../tickets/review/may-write.ts';

export interface DecisionFormInput {
  readonly decisionDrafts: TextDrafts;
  /** The result of the last decision on this page. */
  readonly said: string | undefined;
  /** Absent until it was read. */
  readonly reviewCase?: ReviewCase | undefined;
  /** Why it could not be read, or not again. */
  readonly problem?: string | undefined;
}

/** Returns the form for a ticket in review, or for one that was decided on this page; otherwise `undefined`. */
export function decisionFormOf(
  ticket: ReviewedTicket,
  { decisionDrafts, said, reviewCase, problem }: DecisionFormInput,
): DecisionForm | undefined {
  const isInReview = ticket.state === 'review';
  if (!isInReview && said === undefined) return undefined;
  const note = said ?? noteOf();
  return {
    ticket: ticket.key,
    lines: isInReview ? linesOf(ticket, reviewCase, problem) : [],
    ...(isInReview &&
      reviewCase?.review?.patch && {
        changes: {
          title: l10n.t('Changes of the template that the developer attached:'),
          text: reviewCase.review.patch.join('\n'),
        },
      }),
    open: isDecidable(ticket) && isWritable(),
    ...(note !== undefined && { note }),
    draft: decisionDrafts.of(draftName('send-back', ticket.key)),
    texts: textsOf(),
  };
}

function linesOf(
  { aws }: ReviewedTicket,
  reviewCase: ReviewCase | undefined,
  problem: string | undefined,
): string[] {
  if (reviewCase) return [...caseLines(reviewCase, new Date()), ...(problem === undefined ? [] : [problem])];
  // How old AWS's answer is arrives with the developer's review.
  return [problem ?? l10n.t('Reading the developer’s review from Jira …'), awsLabel(aws)];
}

/** The section of the pending action says why nothing can be decided while one waits. */
function noteOf(): string | undefined {
  return isWritable() ? undefined : readOnlySentence();
}

function textsOf(): DecisionTexts {
  return {
    title: l10n.t('Decide the Review'),
    reason: l10n.t('Reason for Your Decision'),
    hint: l10n.t('Needed to send the ticket back; optional to approve it.'),
    approve: l10n.t('Approve'),
    sendBack: l10n.t('Send Back'),
    sending: l10n.t('Waiting for Jira …'),
    reasonMissing: l10n.t('Enter a reason.'),
    reasonTooLong: l10n.t('At most {0} characters.', maxReasonCharacters),
  };
}
