import { commands, l10n, window } from 'vscode';
import { resolveConflict } from '#protocol/outbox.ts';
import type { FoundTicketView, PendingReview, Resolution } from '#protocol/pending-review.ts';
import { withdrawReview } from '#protocol/reviews.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Model } from '../../daemon/model.ts';
import type { DisposableStore } from '../../tools/disposables.ts';
import { pickRow } from '../../tools/pick-row.ts';
import { plainMessage } from '../../tools/plain-message.ts';
import { showError } from '../../tools/show-error.ts';
import { mayWrite } from './may-write.ts';
import { pendingLabel, withdrawnSentence } from './pending.ts';
import { chooseUnconfirmed } from './withdraw.ts';

/** Registers **Resolve Conflict** for rows and the command palette: both sides, and what the user can do. */
export function registerResolve(lifetime: DisposableStore, connection: DaemonConnection, model: Model): void {
  lifetime.add(
    commands.registerCommand('guardrail.review.resolve', async (argument: unknown) => {
      if (!(await mayWrite())) return;
      const title = l10n.t('Which conflict do you want to resolve?');
      const unconfirmed = await chooseUnconfirmed(model, argument, title, 'conflict');
      if (!unconfirmed) return;
      const { ticket, pending, kept } = unconfirmed;
      const choice = await chooseResolution(ticket, pending);
      if (choice === undefined) return;
      const review = kept && { review: kept.id };
      try {
        if (choice === 'withdraw') {
          await connection.require().request(withdrawReview, { ticket, ...review });
          void window.showInformationMessage(plainMessage(withdrawnSentence(pending.kind, ticket)));
          return;
        }
        const params = { ticket, resolution: choice, ...review };
        const { result, ticket: after, note } = await connection.require().request(resolveConflict, params);
        const sentence =
          result === 'confirmed'
            ? l10n.t('{0} is now "{1}".', after.key, after.status)
            : l10n.t('{0}: it is saved. Guardrail sends it when Jira answers. {1}', after.key, note ?? '');
        void window.showInformationMessage(plainMessage(sentence));
      } catch (error) {
        void showError(error);
      }
    }),
  );
}

async function chooseResolution(
  ticket: string,
  pending: PendingReview,
): Promise<Resolution | 'withdraw' | undefined> {
  const rows = [
    {
      label: l10n.t('Send anyway'),
      detail: l10n.t('Start again from the ticket as it is now.'),
      choice: 'send-anyway' as const,
    },
    ...(pending.kind === 'undo' || pending.reason === ''
      ? []
      : [
          {
            label: l10n.t('Only the comment'),
            detail: l10n.t('Add your reason, and leave the ticket where it is: {0}', pending.reason),
            choice: 'comment-only' as const,
          },
        ]),
    {
      label: l10n.t('Withdraw'),
      detail: l10n.t('Forget it. The ticket stays as it is.'),
      choice: 'withdraw' as const,
    },
  ];
  const chosen = await pickRow(rows, {
    title: [`${ticket}: ${pendingLabel(pending)}`, foundLabel(pending.found)].filter(Boolean).join(' · '),
    placeHolder: pending.note ?? '',
    ignoreFocusOut: true,
  });
  return chosen?.choice;
}

/** Says where Jira has the ticket, and who moved it there. */
export function foundLabel(found: FoundTicketView | undefined): string {
  if (!found) return '';
  const { status, movedBy, movedAt } = found;
  if (movedAt === undefined) return l10n.t('now "{0}"', status);
  const when = new Date(movedAt).toLocaleString();
  return movedBy === undefined
    ? l10n.t('now "{0}" since {1}', status, when)
    : l10n.t('now "{0}", by {1}, {2}', status, movedBy, when);
}
