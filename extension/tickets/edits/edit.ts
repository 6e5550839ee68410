import { commands, env, l10n, type QuickPickItem, window } from 'vscode';
import { type EditParams, editTicket } from '#protocol/edits.ts';
import type { EditKind } from '#protocol/pending-review.ts';
import type { ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import type { ReviewResult } from '#protocol/reviews.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Model } from '../../daemon/model.ts';
import { problemCode } from '../../daemon/problem-code.ts';
import { readNamed } from '../../daemon/subject-keys.ts';
import type { DisposableStore } from '../../tools/disposables.ts';
import { withLateProgress } from '../../tools/late-progress.ts';
import { firstOf, pickRows } from '../../tools/pick-row.ts';
import { plainMessage, plainPrompt } from '../../tools/plain-message.ts';
import { registerCommand } from '../../tools/register-command.ts';
import { showError } from '../../tools/show-error.ts';
import { askReason } from '../decisions/ask-reason.ts';
import { actTitle, leftSentence } from '../decisions/labels.ts';
import { editableSubjects, type Plan, planOf } from '../decisions/plan.ts';
import { previewPlan } from '../decisions/preview.ts';
import type { ReviewCases } from '../decisions/review-cases.ts';
import { sendSeveral } from '../decisions/send-several.ts';
import type { TextDrafts } from '../decisions/text-drafts.ts';
import { mayWrite } from '../review/may-write.ts';
import type { ReviewSubject } from '../review/reviewable.ts';
import { askDue } from './ask-due.ts';
import { editEffect, editedLabel, editTitle, factsFor } from './labels.ts';

export interface EditInput {
  readonly connection: DaemonConnection;
  readonly model: Model;
  readonly cases: ReviewCases;
  readonly drafts: TextDrafts;
}

/** The edit is kept until the user resolves it. */
const conflicts: ReadonlySet<string> = new Set(['value-changed', 'edit-refused']);

type Edit = Omit<EditParams, 'ticket' | 'url'>;

/** Registers the edits that do not move a ticket, for one or several rows of the trees and for the command palette. */
export function registerEdits(lifetime: DisposableStore, input: EditInput): void {
  const register = (command: string, kind: EditKind) =>
    lifetime.add(
      registerCommand(command, (row, selected) =>
        edit(input, kind, Array.isArray(selected) && selected.length > 0 ? selected : [row]),
      ),
    );
  register('guardrail.ticket.assignToMe', 'assign');
  register('guardrail.ticket.comment', 'comment');
  register('guardrail.ticket.changeDue', 'due');
}

async function edit(input: EditInput, kind: EditKind, rows: readonly unknown[]): Promise<void> {
  if (!mayWrite()) return;
  const given = planOf(kind, rows, await readNamed(input.model, rows));
  const plan = given.going.length + given.left.length > 0 ? given : await chooseTickets(kind, input.model);
  if (!plan) return;
  const [first, ...others] = plan.going;
  if (!first) {
    const [left] = plan.left;
    const why = left ? leftSentence(left) : l10n.t('There is no ticket.');
    void window.showInformationMessage(plainMessage(why));
    return;
  }
  const isOne = others.length === 0 && plan.left.length === 0;
  const asked = await askEdit(input, kind, isOne ? first.ticket : plan.going.length);
  if (!asked) return;
  if (isOne) await sendOne(input, asked, first.ticket);
  else await editSeveral(input, asked, plan);
}

/** Asks for what the edit needs. Resolves to `undefined` if the user leaves; a typed reason stays as a draft. */
async function askEdit(
  { drafts }: EditInput,
  kind: EditKind,
  about: ReviewedTicket | number,
): Promise<Edit | undefined> {
  const isOne = typeof about === 'object';
  const title = isOne ? editTitle(kind, about.key) : actTitle(kind, about);
  if (kind === 'assign') return { edit: kind, reason: '' };
  const due = kind === 'due' ? await askDue(title, isOne ? about.due : undefined) : undefined;
  if (kind === 'due' && due === undefined) return undefined;
  const name = draftName(kind, isOne ? about.key : undefined);
  const reason = await askReason({
    title: due === undefined ? title : `${title} → ${due}`,
    prompt: plainPrompt(
      isOne
        ? l10n.t('Everyone who sees the ticket can read this.')
        : l10n.t('Each of these tickets gets this text as a comment. The next step shows the tickets.'),
    ),
    placeholder: kind === 'due' ? l10n.t('Why? The reason becomes a comment.') : l10n.t('The comment'),
    before: drafts.of(name),
    mayBeEmpty: false,
    onEdit: (text) => drafts.write(name, text),
  });
  return reason === undefined ? undefined : { edit: kind, reason, ...(due !== undefined && { due }) };
}

async function sendOne(
  { connection, drafts }: EditInput,
  asked: Edit,
  { key, url }: ReviewedTicket,
): Promise<void> {
  const title = editTitle(asked.edit, key);
  try {
    const result = await withLateProgress(title, async () =>
      connection.require().request(editTicket, { ticket: key, url, ...asked }),
    );
    drafts.write(draftName(asked.edit, key), '');
    void showResult(asked.edit, result);
  } catch (error) {
    const copy = { title: l10n.t('Copy Reason'), run: () => env.clipboard.writeText(asked.reason) };
    const resolve = {
      title: l10n.t('Resolve Conflict…'),
      run: () => commands.executeCommand('guardrail.review.resolve', { ticket: { key, url } }),
    };
    const other = asked.reason === '' ? undefined : copy;
    void showError(error, conflicts.has(problemCode(error) ?? '') ? resolve : other);
  }
}

async function editSeveral(
  { connection, model, cases, drafts }: EditInput,
  asked: Edit,
  plan: Plan,
): Promise<void> {
  const { edit: kind, reason, due = '' } = asked;
  const { tickets } = await model.read({
    findings: [],
    tickets: plan.going.map(({ ticket }) => ticket.key),
  });
  const effectOf = ({ key }: ReviewedTicket) => editEffect(kind, tickets.get(key) ?? {}, due);
  const subjects = await previewPlan(kind, plan, cases, effectOf);
  if (!subjects) return;
  const send = async ({ ticket: { key, url } }: ReviewSubject) =>
    connection.require().request(editTicket, { ticket: key, url, ...asked });
  const ends = await sendSeveral(kind, subjects, send, (ticket) => editedLabel(kind, ticket));
  // The text stays for the tickets that did not receive it.
  for (const { end, subject } of ends)
    if (end === 'failed' || end === 'not-sent') drafts.write(draftName(kind, subject.ticket.key), reason);
  drafts.write(draftName(kind), '');
}

/** A confirmed edit can be taken back from its message; a comment stays. */
async function showResult(kind: EditKind, { result, ticket, note = '' }: ReviewResult): Promise<void> {
  const undo = l10n.t('Undo');
  const buttons = result === 'confirmed' && kind !== 'comment' ? [undo] : [];
  const said =
    result === 'confirmed'
      ? l10n.t('{0} {1}.', ticket.key, editedLabel(kind, ticket))
      : l10n.t('{0}: it is saved. Guardrail sends it when Jira answers. {1}', ticket.key, note);
  const chosen = await window.showInformationMessage(plainMessage(said), ...buttons);
  if (chosen === undo) await commands.executeCommand('guardrail.action.undo', { ticket });
}

function draftName(kind: EditKind, ticket = '*'): string {
  return `${kind} ${ticket}`;
}

/** Lets the user choose one or several tickets. */
async function chooseTickets(kind: EditKind, model: Model): Promise<Plan | undefined> {
  const found = await model.search('ticket');
  const subjects = editableSubjects(found);
  if (subjects.length === 0) return { going: [], left: [] };
  const rows = subjects.map((subject): QuickPickItem & { subject: ReviewSubject } => ({
    label: `${subject.ticket.key} ${subject.ticket.summary ?? ''}`.trim(),
    description: subject.ticket.status,
    detail: factsFor(kind, found.tickets.get(subject.ticket.key)),
    subject,
  }));
  const chosen = await pickRows(rows, {
    title: {
      assign: l10n.t('Which tickets do you want to assign to you?'),
      comment: l10n.t('Which tickets do you want to comment on?'),
      due: l10n.t('Of which tickets do you want to change the due date?'),
    }[kind],
    ...firstOf(rows.length, found.total),
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return chosen && chosen.length > 0 ? { going: chosen.map(({ subject }) => subject), left: [] } : undefined;
}
