import { env, l10n, ProgressLocation, window } from 'vscode';
import type { Outcome } from '#protocol/pending-review.ts';
import type { MoveChoice } from '#protocol/problems.ts';
import { type ReviewResult, reviewTicket } from '#protocol/reviews.ts';
import type { TicketOfFinding } from '#protocol/tickets.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import { moveChoicesOf } from '../../daemon/problem-code.ts';
import { pickRow } from '../../tools/pick-row.ts';
import { plainMessage } from '../../tools/plain-message.ts';
import { showError } from '../../tools/show-error.ts';
import type { ReviewDrafts } from './drafts.ts';

/**
 * Sends a review, shows the user the result and clears its draft. Resolves to `false` if it was refused: the draft stays,
 * and the user can copy the reason.
 */
export async function sendReview(
  { connection, drafts }: { connection: DaemonConnection; drafts: ReviewDrafts },
  { key, url }: Pick<TicketOfFinding, 'key' | 'url'>,
  outcome: Outcome,
  reason: string,
): Promise<boolean> {
  // Shown here also for a review from a page, which may be closed before the answer arrives.
  drafts.write(key, outcome, reason);
  const send = (transition?: string) =>
    window.withProgress(
      { location: ProgressLocation.Notification, title: l10n.t('Moving {0} to review', key) },
      async () =>
        connection.require().request(reviewTicket, {
          ...{ ticket: key, url, outcome, reason },
          ...(transition !== undefined && { transition }),
        }),
    );
  try {
    const result = await sendChoosing(key, send);
    drafts.clear(key);
    void window.showInformationMessage(plainMessage(resultSentence(result)));
    return true;
  } catch (error) {
    void showError(error, {
      title: l10n.t('Copy Reason'),
      run: () => env.clipboard.writeText(reason),
    });
    return false;
  }
}

/** Sends again with the user's choice if Jira offers several transitions. */
async function sendChoosing(
  ticket: string,
  send: (transition?: string) => Thenable<ReviewResult>,
): Promise<ReviewResult> {
  try {
    return await send();
  } catch (error) {
    const move = await askMove(ticket, moveChoicesOf(error));
    if (move === undefined) throw error;
    return send(move);
  }
}

/** Asks for one of several transitions to review. Resolves to `undefined` if the user chooses none or the list is empty. */
async function askMove(ticket: string, choices: readonly MoveChoice[]): Promise<string | undefined> {
  if (choices.length === 0) return undefined;
  const rows = choices.map(({ id, name, to }) => ({ label: name, description: `→ ${to}`, id }));
  const chosen = await pickRow(rows, {
    title: l10n.t('Jira offers several transitions of {0} to review. Which one?', ticket),
    ignoreFocusOut: true,
  });
  return chosen?.id;
}

function resultSentence({ result, ticket, note }: ReviewResult): string {
  if (result === 'confirmed') return l10n.t('{0} is now "{1}".', ticket.key, ticket.status);
  return l10n.t(
    '{0}: the review is saved. Guardrail sends it when Jira answers. {1}',
    ticket.key,
    note ?? '',
  );
}
