import { type Disposable, l10n, window } from 'vscode';
import { isUndecided } from '#protocol/reviewed-ticket.ts';
import { judgeMatch, type TicketView } from '#protocol/tickets.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Model } from '../../daemon/model.ts';
import { pickRow } from '../../tools/pick-row.ts';
import { pickSearched } from '../../tools/pick-searched.ts';
import { plainMessage } from '../../tools/plain-message.ts';
import { registerCommand } from '../../tools/register-command.ts';
import { type MatchVerdict, matchRows } from './match-rows.ts';

/**
 * Registers **Confirm or Reject the Finding of a Ticket…** for the rows of the trees and the command palette. It changes only
 * data that the daemon stores on this machine, so Restricted Mode allows it.
 */
export function registerJudgeMatch(connection: DaemonConnection, model: Model): Disposable {
  return registerCommand('guardrail.ticket.judgeMatch', async (argument) => {
    const ticket = await chooseTicket(model, argument);
    if (!ticket) return;
    const { findings } = await model.read({ findings: [], tickets: [ticket.key] });
    const row = await pickRow(matchRows(ticket, findings), {
      title: l10n.t('Does {0} track this finding?', ticket.key),
      placeHolder: ticket.summary,
      matchOnDescription: true,
    });
    if (!row) return;
    const { finding, verdict } = row;
    await connection.require().request(judgeMatch, { ticket: ticket.key, finding, verdict });
    void window.showInformationMessage(plainMessage(resultSentence(ticket.key, verdict)));
  });
}

function resultSentence(ticket: string, verdict: MatchVerdict): string {
  switch (verdict) {
    case 'confirmed':
      return l10n.t('Saved: {0} tracks this finding.', ticket);
    case 'rejected':
      return l10n.t('Saved: {0} does not track this finding.', ticket);
    case 'forget':
      return l10n.t('The confirmation of {0} is taken back.', ticket);
  }
}

/** @param argument A row of either tree; otherwise the user chooses. */
async function chooseTicket(model: Model, argument: unknown): Promise<TicketView | undefined> {
  if (typeof argument === 'object' && argument !== null) {
    const { ticket, finding } = argument as {
      ticket?: { key?: unknown };
      finding?: { ticket?: { key?: unknown } };
    };
    const key = (ticket ?? finding?.ticket)?.key;
    const known =
      typeof key === 'string'
        ? (await model.read({ findings: [], tickets: [key] })).tickets.get(key)
        : undefined;
    const named = known && isUndecided(known) ? known : undefined;
    // The row may be older than the verdict.
    if (!named) void window.showInformationMessage(l10n.t('There is nothing to decide about this ticket.'));
    return named;
  }
  const chosen = await pickSearched({
    title: l10n.t('Which ticket?'),
    none: l10n.t('No ticket has a probable finding.'),
    async search(text) {
      const { tickets, total } = await model.search('judge', { text });
      const rows = [...tickets.values()].map((ticket) => ({
        label: ticket.key,
        description: ticket.summary,
        ticket,
      }));
      return { rows, total };
    },
  });
  return chosen?.ticket;
}
