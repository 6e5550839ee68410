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
 * Sends a review and says what became of it; its draft is then cleared. Returns false if it was refused: the draft
 * stays, and the reason can be copied.
 */
export async function sendReview(
  { connection, drafts }: { connection: DaemonConnection; drafts: ReviewDrafts },
  { key, url }: Pick<TicketOfFinding, 'key' | 'url'>,
  outcome: Outcome,
  reason: string,
): Promise<boolean> {
  // Also what a page sent: it may be closed before the answer comes.
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
    void window.showInformationMessage(plainMessage(whatBecame(result)));
    return true;
  } catch (error) {
    void showError(error, {
      title: l10n.t('Copy Reason'),
      run: () => env.clipboard.writeText(reason),
    });
    return false;
  }
}

/** Sends again with the move that a person chose, if Jira offers several. */
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

/** Of several moves to a review a person chooses; nothing if they leave it open, or there is nothing to choose. */
async function askMove(ticket: string, choices: readonly MoveChoice[]): Promise<string | undefined> {
  if (choices.length === 0) return undefined;
  const rows = choices.map(({ id, name, to }) => ({ label: name, description: `→ ${to}`, id }));
  const chosen = await pickRow(rows, {
    title: l10n.t('Jira offers several transitions of {0} to review. Which one?', ticket),
    ignoreFocusOut: true,
  });
  return chosen?.id;
}

function whatBecame({ result, ticket, note }: ReviewResult): string {
  if (result === 'confirmed') return l10n.t('{0} is now "{1}".', ticket.key, ticket.status);
  return l10n.t(
    '{0}: the review is saved. Guardrail sends it when Jira answers. {1}',
    ticket.key,
    note ?? '',
  );
}
