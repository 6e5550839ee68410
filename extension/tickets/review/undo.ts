import { commands, l10n, type QuickPickItem, window } from 'vscode';
import { listPastActions, undoAction } from '#protocol/outbox.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { DisposableStore } from '../../tools/disposables.ts';
import { pickRow } from '../../tools/pick-row.ts';
import { plainMessage } from '../../tools/plain-message.ts';
import { showError } from '../../tools/show-error.ts';
import { mayWrite } from './may-write.ts';

/** Registers **Undo Last Action on Ticket** for the rows of tickets, a result's button and the command palette. */
export function registerUndo(lifetime: DisposableStore, connection: DaemonConnection): void {
  lifetime.add(
    commands.registerCommand('guardrail.action.undo', async (argument: unknown) => {
      if (!(await mayWrite())) return;
      try {
        const ticket = ticketOf(argument) ?? (await choosePast(connection));
        if (ticket === undefined) return;
        const result = await connection.require().request(undoAction, { ticket });
        const { key, status } = result.ticket;
        const sentence =
          result.result === 'withdrawn'
            ? l10n.t('{0}: the last action is withdrawn. Nothing of it was sent.', key)
            : result.result === 'confirmed'
              ? l10n.t('{0} is now "{1}".', key, status)
              : l10n.t(
                  '{0}: the undo is saved. Guardrail sends it when Jira answers. {1}',
                  key,
                  result.note ?? '',
                );
        void window.showInformationMessage(plainMessage(sentence));
      } catch (error) {
        void showError(error);
      }
    }),
  );
}

function ticketOf(argument: unknown): string | undefined {
  const { ticket } = (argument ?? {}) as { ticket?: { key?: unknown } };
  return typeof ticket?.key === 'string' ? ticket.key : undefined;
}

/** Asks for a ticket among those on which the user acted lately. */
async function choosePast(connection: DaemonConnection): Promise<string | undefined> {
  const { past } = await connection.require().request(listPastActions, {});
  const rows = new Map<string, QuickPickItem & { readonly ticket: string }>();
  for (const { ticket, kind, undone, status, confirmedAt, reason } of past) {
    if (kind === 'undo' || undone || rows.has(ticket)) continue;
    const when = new Date(confirmedAt).toLocaleString();
    rows.set(ticket, { label: ticket, description: `→ ${status} · ${when}`, detail: reason, ticket });
  }
  if (rows.size === 0) {
    void window.showInformationMessage(l10n.t('There is no recent action to undo.'));
    return undefined;
  }
  const chosen = await pickRow([...rows.values()], {
    title: l10n.t('Which ticket’s last action do you want to undo?'),
    matchOnDescription: true,
  });
  return chosen?.ticket;
}
