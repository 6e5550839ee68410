import { l10n } from 'vscode';
import { maxReasonCharacters } from '#protocol/review-reason.ts';
import { isDecidable, type ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import type { DecisionForm, DecisionTexts } from '../../../webview/finding/protocol.ts';
import { awsLabel, caseLines } from '../../tickets/decisions/labels.ts';
import type { ReviewCases } from '../../tickets/decisions/review-cases.ts';
import { draftName } from '../../tickets/decisions/send-decision.ts';
import type { TextDrafts } from '../../tickets/decisions/text-drafts.ts';
import { isWritable, readOnlySentence } from '../../tickets/review/may-write.ts';

export interface DecisionFormInput {
  readonly cases: ReviewCases;
  readonly decisionDrafts: TextDrafts;
}

/**
 * Returns the form for a ticket in review, or for one that was decided on this page; otherwise `undefined`.
 * @param said The result of the last decision on this page.
 */
export function decisionFormOf(
  ticket: ReviewedTicket,
  { cases, decisionDrafts }: DecisionFormInput,
  { said, problem }: { readonly said?: string | undefined; readonly problem?: string | undefined },
): DecisionForm | undefined {
  const isInReview = ticket.state === 'review';
  if (!isInReview && said === undefined) return undefined;
  const now = new Date();
  const known = cases.known(ticket);
  // How old AWS's answer is arrives with the developer's review.
  const unread = problem ?? l10n.t('Reading the developer’s review from Jira …');
  const note = said ?? noteOf();
  return {
    ticket: ticket.key,
    lines: isInReview ? (known ? caseLines(known, now) : [unread, awsLabel(ticket.aws)]) : [],
    ...(isInReview &&
      known?.review?.patch && {
        changes: {
          title: l10n.t('Changes of the template that the developer attached:'),
          text: known.review.patch.join('\n'),
        },
      }),
    open: isDecidable(ticket) && isWritable(),
    ...(note !== undefined && { note }),
    draft: decisionDrafts.of(draftName('send-back', ticket.key)),
    texts: textsOf(),
  };
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
