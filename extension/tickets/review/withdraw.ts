import { env, l10n, type QuickPickItem, window } from 'vscode';
import type { PendingReview } from '#protocol/pending-review.ts';
import { type KeptReview, withdrawReview } from '#protocol/reviews.ts';
import type { TicketView } from '#protocol/tickets.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Model } from '../../daemon/model.ts';
import type { DisposableStore } from '../../tools/disposables.ts';
import { pickRow } from '../../tools/pick-row.ts';
import { plainMessage } from '../../tools/plain-message.ts';
import { registerCommand } from '../../tools/register-command.ts';
import { showError } from '../../tools/show-error.ts';
import { mayWrite } from './may-write.ts';
import { pendingLabel, withdrawnSentence } from './pending.ts';

/** A review that Jira has not confirmed. */
interface Unconfirmed {
  readonly ticket: string;
  readonly pending: PendingReview;
  /** Set for a review that no ticket of the list shows. */
  readonly kept?: KeptReview;
  readonly about: string;
}

/** Registers the commands for a review that waits for Jira or is in conflict: withdraw it, copy its reason. */
export function registerWithdraw(
  lifetime: DisposableStore,
  connection: DaemonConnection,
  model: Model,
): void {
  lifetime.add(
    registerCommand('guardrail.review.withdraw', async (argument: unknown) => {
      if (!mayWrite()) return;
      const review = await chooseUnconfirmed(model, argument, l10n.t('What do you want to withdraw?'));
      if (!review) return;
      const { ticket, pending } = review;
      try {
        await connection.require().request(withdrawReview, { ticket, review: pending.id });
        void window.showInformationMessage(plainMessage(withdrawnSentence(review.pending.kind, ticket)));
      } catch (error) {
        void showError(error);
      }
    }),
  );
  lifetime.add(
    registerCommand('guardrail.review.copyReason', async (argument: unknown) => {
      const title = l10n.t('Which reason do you want to copy?');
      const review = await chooseUnconfirmed(model, argument, title, ({ reason }) => reason !== '');
      if (!review) return;
      await env.clipboard.writeText(review.pending.reason);
      void window.showInformationMessage(
        plainMessage(l10n.t('The reason for {0} is copied.', review.ticket)),
      );
    }),
  );
}

/** Lets the user choose an action that Jira has not confirmed, or returns that of a row. @param fits Which actions. */
export async function chooseUnconfirmed(
  model: Model,
  argument: unknown,
  title: string,
  fits: (pending: PendingReview) => boolean = () => true,
): Promise<Unconfirmed | undefined> {
  if (typeof argument === 'object' && argument !== null) {
    const named = await namedIn(model, argument);
    const review = named && fits(named.pending) ? named : undefined;
    // The row may be older than its review's result.
    if (!review) void window.showInformationMessage(l10n.t('This is no longer waiting.'));
    return review;
  }
  const { tickets } = await model.search('withdraw');
  const reviews = [...[...tickets.values()].flatMap(unconfirmedOf), ...keptIn(model)].filter(({ pending }) =>
    fits(pending),
  );
  if (reviews.length === 0) {
    void window.showInformationMessage(l10n.t('No review or decision is waiting.'));
    return undefined;
  }
  const rows = reviews.map((review): QuickPickItem & { review: Unconfirmed } => ({
    label: review.ticket,
    description: [review.about, pendingLabel(review.pending)].filter(Boolean).join(' · '),
    detail: review.pending.note ?? '',
    review,
  }));
  return (await pickRow(rows, { title, matchOnDescription: true }))?.review;
}

/** @param argument A row of either tree, or of an action that no ticket of the list shows. */
async function namedIn(model: Model, argument: object): Promise<Unconfirmed | undefined> {
  const { kept, ticket, finding } = argument as {
    kept?: { id?: unknown };
    ticket?: { key?: unknown };
    finding?: { ticket?: { key?: unknown } };
  };
  if (kept) return keptIn(model).find((review) => review.kept?.id === kept.id);
  const key = (ticket ?? finding?.ticket)?.key;
  if (typeof key !== 'string') return undefined;
  const { tickets } = await model.read({ findings: [], tickets: [key] });
  return [tickets.get(key)].flatMap(unconfirmedOf)[0];
}

function unconfirmedOf(ticket: TicketView | undefined): Unconfirmed[] {
  return ticket?.pending ? [{ ticket: ticket.key, pending: ticket.pending, about: ticket.summary }] : [];
}

function keptIn({ status }: Model): Unconfirmed[] {
  return (status?.hiddenReviews ?? []).map((kept) => ({
    ticket: kept.ticket,
    pending: kept,
    kept,
    about: kept.site,
  }));
}
