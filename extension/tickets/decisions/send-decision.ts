import { env, l10n } from 'vscode';
import type { Decision } from '#protocol/pending-review.ts';
import type { ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import { decideTicket, type ReviewResult } from '#protocol/reviews.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import { withLateProgress } from '../../tools/late-progress.ts';
import { showError } from '../../tools/show-error.ts';
import { showActionResult } from '../review/action-result.ts';
import { type MoveAnswers, sendAnswering } from '../review/answer-refusal.ts';
import type { FieldDrafts } from '../review/fields/field-drafts.ts';
import type { TextDrafts } from './text-drafts.ts';

/** The result of a decision for the person who made it: a sentence, or that it was refused. */
export type Decided = { readonly said: string; readonly status: string } | undefined;

/** Returns the name of a decision's draft. Without a ticket: of a decision about several. */
export function draftName(decision: Decision, ticket = '*'): string {
  return `${decision} ${ticket}`;
}

export interface DecisionSender {
  readonly connection: DaemonConnection;
  readonly drafts: TextDrafts;
  readonly fieldDrafts: FieldDrafts;
}

/** Sends a decision, asks for what its move needs, and shows its result. Resolves to `undefined` if it was refused: the draft stays. */
export async function sendDecision(
  { connection, drafts, fieldDrafts }: DecisionSender,
  { key, url }: Pick<ReviewedTicket, 'key' | 'url'>,
  decision: Decision,
  reason: string,
): Promise<Decided> {
  drafts.write(draftName(decision, key), reason);
  const title =
    decision === 'approve' ? l10n.t('Approving {0}', key) : l10n.t('Sending {0} back to its developer', key);
  const send = (answers: MoveAnswers) =>
    withLateProgress(title, async () =>
      connection.require().request(decideTicket, { ...{ ticket: key, url, decision, reason }, ...answers }),
    );
  try {
    const result = await sendAnswering(send, {
      ...{ connection, fieldDrafts, ticket: key, draft: draftName(decision, key) },
      choose: l10n.t('Jira offers several transitions of {0} for this. Which one?', key),
    });
    drafts.write(draftName(decision, key), '');
    const said = sentenceOf(decision, result);
    void showActionResult(said, result);
    return { said, status: result.ticket.status };
  } catch (error) {
    const copy = { title: l10n.t('Copy Reason'), run: () => env.clipboard.writeText(reason) };
    void showError(error, reason === '' ? undefined : copy);
    return undefined;
  }
}

function sentenceOf(decision: Decision, { result, ticket, note = '' }: ReviewResult): string {
  if (result === 'confirmed')
    return decision === 'approve'
      ? l10n.t('{0} is approved and is now "{1}".', ticket.key, ticket.status)
      : l10n.t('{0} is sent back and is now "{1}".', ticket.key, ticket.status);
  return decision === 'approve'
    ? l10n.t('{0}: the approval is saved. Guardrail sends it when Jira answers. {1}', ticket.key, note)
    : l10n.t('{0}: sending back is saved. Guardrail sends it when Jira answers. {1}', ticket.key, note);
}
