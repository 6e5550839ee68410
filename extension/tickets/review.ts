import { commands, type Disposable, l10n, ProgressLocation, window, workspace } from 'vscode';
import type { FindingView, TicketOfFinding } from '#protocol/findings.ts';
import { reviewTicket, withdrawReview } from '#protocol/messages.ts';
import type { Outcome, ReviewResult, TicketView } from '#protocol/tickets.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import type { Knowledge } from '../daemon/knowledge.ts';
import { chooseFinding } from '../findings/choose.ts';
import { plainMessage } from '../plain-message.ts';
import { sayError } from '../say-error.ts';

const longestReason = 2000;

/** **Move to Review**, from the trees, a lens, a quick fix or the command palette; and withdrawing one that waits. */
export function registerReview(connection: DaemonConnection, knowledge: Knowledge): Disposable[] {
  return [
    commands.registerCommand('guardrail.finding.review', async (argument: unknown) => {
      if (!(await mayWrite())) return;
      const finding = await chooseFinding(knowledge, argument, ({ ticket }) => ticket?.state === 'todo');
      if (!finding) return;
      if (!finding.ticket) {
        await window.showInformationMessage(
          l10n.t('This finding has no ticket yet. Run "Guardrail: Refresh" once it is filed.'),
        );
        return;
      }
      if (finding.ticket.state !== 'todo') {
        // A lens or a quick fix may be older than the move.
        await window.showInformationMessage(
          plainMessage(l10n.t('{0} is "{1}" already.', finding.ticket.key, finding.ticket.status)),
        );
        return;
      }
      const outcome = await askOutcome(finding);
      const reason = outcome && (await askReason(finding.ticket.key));
      if (!outcome || reason === undefined) return;
      await sendReview(connection, finding.ticket, outcome, reason);
    }),
    commands.registerCommand('guardrail.review.withdraw', async (argument: unknown) => {
      if (!(await mayWrite())) return;
      const key = await choosePending(knowledge, argument);
      if (key === undefined) return;
      try {
        await connection.request(withdrawReview, { ticket: key });
      } catch (error) {
        void sayError(error);
      }
    }),
  ];
}

/** Restricted Mode stays read only. Says so where it refuses. */
export async function mayWrite(): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const manage = l10n.t('Manage Workspace Trust');
  const chosen = await window.showWarningMessage(
    l10n.t('Restricted Mode is read only: trust this workspace to move tickets.'),
    manage,
  );
  if (chosen === manage) await commands.executeCommand('workbench.trust.manage');
  return false;
}

/** Sends a review and says what became of it. Answers false where it was refused. */
export async function sendReview(
  connection: DaemonConnection,
  { key, url }: Pick<TicketOfFinding, 'key' | 'url'>,
  outcome: Outcome,
  reason: string,
): Promise<boolean> {
  try {
    const result = await window.withProgress(
      { location: ProgressLocation.Notification, title: l10n.t('Moving {0} to review', key) },
      () => connection.request(reviewTicket, { ticket: key, url, outcome, reason }),
    );
    void window.showInformationMessage(plainMessage(whatBecame(result)));
    return true;
  } catch (error) {
    void sayError(error);
    return false;
  }
}

function whatBecame({ result, ticket, note }: ReviewResult): string {
  if (result === 'confirmed') return l10n.t('{0} is now "{1}".', ticket.key, ticket.status);
  return l10n.t('{0}: the review is kept and sent when Jira answers. {1}', ticket.key, note ?? '');
}

async function askOutcome({ title, ticket }: FindingView): Promise<Outcome | undefined> {
  const rows = [
    {
      label: l10n.t('Fixed'),
      detail: l10n.t('The cause is gone, or will be with the next deployment.'),
      outcome: 'fixed' as const,
    },
    {
      label: l10n.t('Intended'),
      detail: l10n.t('It is meant to be so; the reason says why.'),
      outcome: 'intended' as const,
    },
  ];
  const chosen = await window.showQuickPick(rows, {
    title: l10n.t('Move {0} to Review', ticket?.key ?? ''),
    placeHolder: title,
    ignoreFocusOut: true,
  });
  return chosen?.outcome;
}

function askReason(ticket: string): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t('Move {0} to Review', ticket),
    prompt: l10n.t('Why? The reviewer reads this in the ticket.'),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const length = [...text.trim()].length;
      if (length === 0) return l10n.t('A reason is needed.');
      return length > longestReason ? l10n.t('At most {0} characters.', longestReason) : undefined;
    },
  });
}

async function choosePending(knowledge: Knowledge, argument: unknown): Promise<string | undefined> {
  if (typeof argument === 'object' && argument !== null) {
    const { ticket, finding } = argument as { ticket?: TicketView; finding?: FindingView };
    const key = (ticket ?? finding?.ticket)?.key;
    if (key !== undefined) return key;
  }
  const rows = [...knowledge.tickets.values()]
    .filter(({ pending }) => pending)
    .map(({ key, summary }) => ({ label: key, description: summary }));
  if (rows.length === 0) {
    await window.showInformationMessage(l10n.t('No review is waiting.'));
    return undefined;
  }
  return (await window.showQuickPick(rows, { title: l10n.t('Withdraw which review?') }))?.label;
}
