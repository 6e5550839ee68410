import { commands, l10n, window } from 'vscode';
import { resolveConflict } from '#protocol/outbox.ts';
import { type PendingReview, type Resolution, resolutions } from '#protocol/pending-review.ts';
import { reasonText } from '#protocol/review-reason.ts';
import { type ReviewResult, withdrawReview } from '#protocol/reviews.ts';
import { joinSentences } from '#protocol/sentences.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Model } from '../../daemon/model.ts';
import type { DisposableStore } from '../../tools/disposables.ts';
import { withLateProgress } from '../../tools/late-progress.ts';
import { pickRow } from '../../tools/pick-row.ts';
import { plainMessage } from '../../tools/plain-message.ts';
import { registerCommand } from '../../tools/register-command.ts';
import { showError } from '../../tools/show-error.ts';
import { standsSentence } from '../edits/labels.ts';
import { showActionResult } from './action-result.ts';
import { type MoveAnswers, needsJira, sendAnswering } from './answer-refusal.ts';
import type { ReviewDrafts } from './drafts.ts';
import type { FieldDrafts } from './fields/field-drafts.ts';
import { mayWrite } from './may-write.ts';
import { pendingLabel, withdrawnSentence } from './pending.ts';
import { type ConflictChoice, choicesOf, foundLabel, wantedLabel } from './sides.ts';
import { chooseUnconfirmed } from './withdraw.ts';

export const resolveCommand = 'guardrail.review.resolve';

export interface ResolveInput {
  readonly connection: DaemonConnection;
  readonly model: Model;
  readonly drafts: ReviewDrafts;
  readonly fieldDrafts: FieldDrafts;
}

/**
 * Registers **Resolve Conflict** for rows and the command palette: both sides, and what can succeed. A page passes the
 * user's choice with the ticket.
 */
export function registerResolve(lifetime: DisposableStore, input: ResolveInput): void {
  lifetime.add(
    registerCommand(resolveCommand, async (argument: unknown) => {
      if (!mayWrite()) return;
      const title = l10n.t('Which conflict do you want to resolve?');
      const isConflict = ({ state }: PendingReview) => state === 'conflict';
      const unconfirmed = await chooseUnconfirmed(input.model, argument, title, isConflict);
      if (!unconfirmed) return;
      const { ticket, pending } = unconfirmed;
      const choice = choiceIn(argument) ?? (await chooseResolution(ticket, pending));
      if (choice === 'withdraw') await withdraw(input, ticket, pending);
      else if (choice !== undefined) await resolve(input, ticket, pending, choice);
    }),
  );
}

async function withdraw({ connection }: ResolveInput, ticket: string, pending: PendingReview): Promise<void> {
  try {
    await connection.require().request(withdrawReview, { ticket, review: pending.id });
    void window.showInformationMessage(plainMessage(withdrawnSentence(pending.kind, ticket)));
  } catch (error) {
    void showError(error);
  }
}

/** Resolves the conflict. If Jira offers several moves, or asks for fields, the user answers. */
async function resolve(
  { connection, drafts, fieldDrafts }: ResolveInput,
  ticket: string,
  pending: PendingReview,
  resolution: Resolution,
): Promise<void> {
  const params = { ticket, review: pending.id, resolution };
  const send = (answers: MoveAnswers) =>
    withLateProgress(l10n.t('Resolving the conflict of {0}', ticket), async () =>
      connection.require().request(resolveConflict, { ...params, ...answers }),
    );
  try {
    const result = await sendAnswering(send, {
      ...{ connection, fieldDrafts, ticket, draft: ticket, before: pending.fields },
      choose: l10n.t('Jira offers several transitions of {0} for this. Which one?', ticket),
    });
    // A text that the user has changed since then was not sent.
    const { reason = pending.reason } = drafts.of(ticket) ?? {};
    if (pending.kind === 'review' && reasonText(reason) === reasonText(pending.reason)) drafts.clear(ticket);
    const sentence = sentenceOf(result, resolution, pending);
    // A comment alone moved nothing that could be moved back.
    if (resolution === 'send-anyway' && pending.kind !== 'undo') void showActionResult(sentence, result);
    else void window.showInformationMessage(plainMessage(sentence));
  } catch (error) {
    const open = {
      title: l10n.t('Open Ticket'),
      run: () => commands.executeCommand('guardrail.ticket.open', { ticket: { key: ticket } }),
    };
    void showError(error, needsJira(error) ? open : undefined);
  }
}

function sentenceOf(
  { result, ticket, note }: ReviewResult,
  resolution: Resolution,
  { kind, found }: PendingReview,
): string {
  const undone = found?.edited && (found.edited.field === 'due' ? 'due' : 'assign');
  if (result === 'waiting')
    return l10n.t('{0}: it is saved. Guardrail sends it when Jira answers. {1}', ticket.key, note ?? '');
  return resolution === 'comment-only'
    ? l10n.t('{0} has your comment and stays at "{1}".', ticket.key, ticket.status)
    : standsSentence(ticket, kind === 'undo' ? undone : kind);
}

async function chooseResolution(
  ticket: string,
  pending: PendingReview,
): Promise<ConflictChoice['choice'] | undefined> {
  const rows = choicesOf(pending).map(({ label, hint, choice }) => ({
    label,
    detail: joinSentences([hint, choice === 'comment-only' && `“${pending.reason}”`]),
    choice,
  }));
  const chosen = await pickRow(rows, {
    title: [`${ticket}: ${pendingLabel(pending)}`, foundLabel(pending.found)].filter(Boolean).join(' · '),
    placeHolder: l10n.t('You wanted: {0}', wantedLabel(pending)),
    ignoreFocusOut: true,
  });
  return chosen?.choice;
}

function choiceIn(argument: unknown): ConflictChoice['choice'] | undefined {
  const { resolution } = (argument ?? {}) as { resolution?: unknown };
  return ([...resolutions, 'withdraw'] as const).find((choice) => choice === resolution);
}
