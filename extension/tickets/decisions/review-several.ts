import { l10n, window } from 'vscode';
import type { Outcome } from '#protocol/pending-review.ts';
import { reviewTicket } from '#protocol/reviews.ts';
import { readNamed } from '../../daemon/subject-keys.ts';
import { pickRow } from '../../tools/pick-row.ts';
import { plainMessage } from '../../tools/plain-message.ts';
import type { ReviewDrafts } from '../review/drafts.ts';
import { askReason } from './ask-reason.ts';
import type { DecideInput } from './decide.ts';
import { actTitle, leftSentence, outcomeLabel } from './labels.ts';
import { planOf } from './plan.ts';
import { previewPlan } from './preview.ts';
import { sendSeveral } from './send-several.ts';

/** The name of the draft of a review of several tickets. */
const severalTickets = '*';

/** Moves several selected tickets to review, with the same outcome and reason. */
export async function reviewSeveral(
  {
    connection,
    model,
    cases,
    reviewDrafts,
  }: Omit<DecideInput, 'drafts' | 'fieldDrafts'> & { reviewDrafts: ReviewDrafts },
  rows: readonly unknown[],
): Promise<void> {
  const plan = planOf('review', rows, await readNamed(model, rows));
  const [left] = plan.left;
  if (plan.going.length === 0) {
    const why = left ? leftSentence(left) : l10n.t('The selected rows have no ticket.');
    void window.showInformationMessage(plainMessage(why));
    return;
  }
  const before = reviewDrafts.unsent(severalTickets);
  const title = actTitle('review', plan.going.length);
  const outcome = await askOutcome(title, before?.outcome ?? 'fixed');
  if (!outcome) return;
  const reason = await askReason({
    title,
    prompt: l10n.t('Each of these tickets gets this text as a comment. The next step shows the tickets.'),
    placeholder: l10n.t('Why? The reviewer reads this in the ticket.'),
    before: before?.reason ?? '',
    mayBeEmpty: false,
    onEdit: (text) => reviewDrafts.write(severalTickets, { outcome }, text),
  });
  if (reason === undefined) return;
  const subjects = await previewPlan('review', plan, cases);
  if (!subjects) return;
  const ends = await sendSeveral('review', subjects, async ({ ticket: { key, url } }) =>
    connection.require().request(reviewTicket, { ticket: key, url, outcome, reason }),
  );
  // The text stays for the tickets that did not receive it.
  for (const { end, subject } of ends)
    if (end === 'failed' || end === 'not-sent') reviewDrafts.write(subject.ticket.key, { outcome }, reason);
  reviewDrafts.clear(severalTickets);
}

async function askOutcome(title: string, before: Outcome): Promise<Outcome | undefined> {
  const rows = [
    {
      label: outcomeLabel('fixed'),
      detail: l10n.t('The cause is gone, or the next deployment removes it.'),
      outcome: 'fixed' as const,
    },
    {
      label: outcomeLabel('intended'),
      detail: l10n.t('The resource is meant to be like this; the reason says why.'),
      outcome: 'intended' as const,
    },
  ];
  if (before === 'intended') rows.reverse();
  return (await pickRow(rows, { title, ignoreFocusOut: true }))?.outcome;
}
