import { commands, l10n, type QuickPickItem, window } from 'vscode';
import { type UndoResult, undoAction } from '#protocol/outbox.ts';
import type { ActionKind } from '#protocol/pending-review.ts';
import { reviewedOf } from '#protocol/reviewed-ticket.ts';
import type { TicketView } from '#protocol/tickets.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Known, Model } from '../../daemon/model.ts';
import { readNamed } from '../../daemon/subject-keys.ts';
import type { DisposableStore } from '../../tools/disposables.ts';
import { withLateProgress } from '../../tools/late-progress.ts';
import { pickSearched } from '../../tools/pick-searched.ts';
import { plainMessage } from '../../tools/plain-message.ts';
import { registerCommand } from '../../tools/register-command.ts';
import { showError } from '../../tools/show-error.ts';
import { sendSeveral } from '../decisions/send-several.ts';
import { standsLabel, standsSentence } from '../edits/labels.ts';
import { type UndoTarget, undoCommand } from './action-result.ts';
import { type MoveAnswers, needsJira, sendAnswering } from './answer-refusal.ts';
import type { FieldDrafts } from './fields/field-drafts.ts';
import { mayWrite } from './may-write.ts';
import { undoLabel } from './pending.ts';
import type { ReviewSubject } from './reviewable.ts';
import { undoTargets } from './undo-targets.ts';

export interface UndoInput {
  readonly connection: DaemonConnection;
  readonly model: Model;
  readonly fieldDrafts: FieldDrafts;
}

/** Registers **Undo Last Action on Ticket** for one or several rows of the trees, a result's button, a page and the command palette. */
export function registerUndo(lifetime: DisposableStore, input: UndoInput): void {
  lifetime.add(
    registerCommand(undoCommand, async (row, selected) => {
      if (!mayWrite()) return;
      const rows = Array.isArray(selected) && selected.length > 0 ? selected : [row];
      const known = await readNamed(input.model, rows);
      const named = undoTargets(rows, known);
      const targets = named.length > 0 ? named : await chooseTarget(input.model);
      const [first, ...others] = targets;
      if (first && others.length === 0) await undoOne(input, first);
      if (others.length > 0) await undoSeveral(input, targets, known);
    }),
  );
}

/** Takes back one action. If Jira offers several moves back, or asks for fields, the user answers. */
async function undoOne({ connection, fieldDrafts, model }: UndoInput, target: UndoTarget): Promise<void> {
  const { key } = target.ticket;
  const undoable = (await model.read({ findings: [], tickets: [key] })).tickets.get(key)?.undo;
  const kind = target.action === undefined || undoable?.action === target.action ? undoable?.kind : undefined;
  const send = ({ via: _via, ...answers }: MoveAnswers) =>
    withLateProgress(l10n.t('Undoing the last action on {0}', key), async () =>
      connection.require().request(undoAction, { ...paramsOf(target), ...answers }),
    );
  try {
    const result = await sendAnswering(send, {
      ...{ connection, fieldDrafts, ticket: key, draft: `undo ${key}` },
      choose: l10n.t('Several transitions lead {0} back. Which one?', key),
    });
    void window.showInformationMessage(plainMessage(sentenceOf(result, kind)));
  } catch (error) {
    const open = {
      title: l10n.t('Open Ticket'),
      run: () => commands.executeCommand('guardrail.ticket.open', { ticket: target.ticket }),
    };
    void showError(error, needsJira(error) ? open : undefined);
  }
}

async function undoSeveral(
  { connection }: UndoInput,
  targets: readonly UndoTarget[],
  { tickets }: Known,
): Promise<void> {
  const subjects = targets.map(({ ticket: { key } }) => {
    const known = tickets.get(key);
    return { ticket: known ? reviewedOf(known) : { key, url: '', status: '', state: 'todo' as const } };
  });
  const byKey = new Map(targets.map((target) => [target.ticket.key, target]));
  const send = async ({ ticket }: ReviewSubject) =>
    connection.require().request(undoAction, paramsOf(byKey.get(ticket.key) ?? { ticket }));
  await sendSeveral('undo', subjects, send, (ticket) =>
    standsLabel(ticket, tickets.get(ticket.key)?.undo?.kind),
  );
}

function paramsOf({ ticket, action }: UndoTarget) {
  return { ticket: ticket.key, ...(action !== undefined && { action }) };
}

function sentenceOf(result: UndoResult, kind: ActionKind | undefined): string {
  const { key } = result.ticket;
  switch (result.result) {
    case 'withdrawn':
      return l10n.t('{0}: the last action is withdrawn. Nothing of it was sent.', key);
    case 'confirmed':
      return standsSentence(result.ticket, kind);
    case 'waiting':
      return l10n.t(
        '{0}: the undo is saved. Guardrail sends it when Jira answers. {1}',
        key,
        result.note ?? '',
      );
  }
}

/** Asks for a ticket among those whose last action can be taken back, the latest first. */
async function chooseTarget(model: Model): Promise<readonly UndoTarget[]> {
  const chosen = await pickSearched({
    title: l10n.t('Which ticket’s last action do you want to undo?'),
    none: l10n.t('There is no recent action to undo.'),
    async search(text) {
      const { tickets, total } = await model.search('undo', { text });
      return { rows: [...tickets.values()].map(rowOf), total };
    },
  });
  return chosen ? [chosen.target] : [];
}

function rowOf({ key, summary, undo }: TicketView): QuickPickItem & { readonly target: UndoTarget } {
  return {
    label: `${key} ${summary}`.trim(),
    detail: undo ? undoLabel(undo) : '',
    target: { ticket: { key }, ...(undo && { action: undo.action }) },
  };
}
