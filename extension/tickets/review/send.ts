import { commands, env, l10n } from 'vscode';
import type { ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import { type ReviewResult, reviewTicket } from '#protocol/reviews.ts';
import type { ReviewTerms } from '../../../webview/finding/protocol.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import { withLateProgress } from '../../tools/late-progress.ts';
import { showError } from '../../tools/show-error.ts';
import { showActionResult } from './action-result.ts';
import { type MoveAnswers, needsJira, sendAnswering } from './answer-refusal.ts';
import type { ReviewDrafts } from './drafts.ts';
import type { KeptFields } from './fields/field-drafts.ts';
import type { KnownTeams } from './known-teams.ts';

export interface SendInput {
  readonly connection: DaemonConnection;
  readonly drafts: ReviewDrafts;
  readonly teams: KnownTeams;
}

/** A form that asks by itself for what the move needs. */
export interface FormOfReview {
  readonly answers: MoveAnswers;
  /** Returns whether the form shows why Jira refused the review. */
  takesRefusal(error: unknown): boolean;
}

/**
 * Sends a review, asks for what the move needs, shows the user the result and clears its draft. Resolves to `false` if it was
 * refused: the drafts stay, and the user can copy the reason, or open the ticket if the rest must be done in Jira.
 * @param form Absent: the user answers in quick picks.
 * @param patch The id of the changes of the template to attach, as the user saw them.
 */
export async function sendReview(
  { connection, drafts, teams }: SendInput,
  { key, url, pending }: Pick<ReviewedTicket, 'key' | 'url' | 'pending'>,
  terms: ReviewTerms,
  reason: string,
  form?: FormOfReview,
  patch?: string,
): Promise<boolean> {
  // Shown here also for a review from a page, which may be closed before the answer arrives.
  drafts.write(key, terms, reason);
  const send = (answers: MoveAnswers) =>
    withLateProgress(l10n.t('Moving {0} to review', key), async () =>
      connection.require().request(reviewTicket, {
        ...{ ticket: key, url, reason, ...terms, ...answers },
        ...(patch !== undefined && { patch }),
      }),
    );
  try {
    const result = form
      ? await send(form.answers)
      : await sendAnswering(send, {
          ...{ connection, fieldDrafts: fieldsIn(drafts), ticket: key, draft: key, before: pending?.fields },
          choose: l10n.t('Jira offers several transitions of {0} to review. Which one?', key),
        });
    drafts.clear(key);
    if (terms.team !== undefined) teams.remember(terms.team);
    void showActionResult(resultSentence(result), result);
    return true;
  } catch (error) {
    if (form?.takesRefusal(error)) return false;
    const copy = { title: l10n.t('Copy Reason'), run: () => env.clipboard.writeText(reason) };
    const open = {
      title: l10n.t('Open Ticket'),
      run: () => commands.executeCommand('guardrail.ticket.open', { ticket: { key, url } }),
    };
    void showError(error, needsJira(error) ? open : copy);
    return false;
  }
}

/** The values of a review's fields are part of its draft, and are forgotten with it. */
function fieldsIn(drafts: ReviewDrafts): KeptFields {
  return {
    of: (ticket) => drafts.of(ticket)?.fields,
    write: (ticket, fields) => drafts.writeFields(ticket, fields),
    clear() {},
  };
}

function resultSentence({ result, ticket, note }: ReviewResult): string {
  if (result === 'confirmed') return l10n.t('{0} is now "{1}".', ticket.key, ticket.status);
  return l10n.t(
    '{0}: the review is saved. Guardrail sends it when Jira answers. {1}',
    ticket.key,
    note ?? '',
  );
}
