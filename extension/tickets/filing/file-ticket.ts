import { commands, type Disposable, l10n, window } from 'vscode';
import {
  type FilingForm,
  type FilingResultView,
  fileTicket,
  readFilingForm,
  searchUsersOfProject,
  withdrawFiling,
} from '#protocol/filing.ts';
import type { FindingView } from '#protocol/findings.ts';
import type { FieldEntries } from '#protocol/move-fields.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Model } from '../../daemon/model.ts';
import { problemCode, problemOf } from '../../daemon/problem-code.ts';
import { readNamed } from '../../daemon/subject-keys.ts';
import { chooseFinding } from '../../findings/choose.ts';
import { withLateProgress } from '../../tools/late-progress.ts';
import { plainMessage, plainPrompt } from '../../tools/plain-message.ts';
import { registerCommand } from '../../tools/register-command.ts';
import { askFields } from '../review/fields/wizard.ts';
import { mayWrite } from '../review/may-write.ts';
import { filePlanOf } from './file-plan.ts';
import { fileSeveral } from './file-several.ts';

/** Registers **File Ticket…** for one or several findings without a ticket. */
export function registerFileTicket(connection: DaemonConnection, model: Model): Disposable {
  return registerCommand('guardrail.ticket.file', async (argument, selected) => {
    if (!mayWrite()) return;
    if (Array.isArray(selected) && selected.length > 1) {
      await fileSelected(connection, model, selected);
      return;
    }
    const finding = await chooseFinding(model, argument, 'file');
    if (!finding) return;
    if (!finding.filing || (await mayTryAgain(connection, finding))) await file(connection, finding);
  });
}

/** Of several rows, those that have no ticket get one. If only one is left, it is asked for as if it was selected alone. */
async function fileSelected(
  connection: DaemonConnection,
  model: Model,
  rows: readonly unknown[],
): Promise<void> {
  const { findings } = await readNamed(model, rows);
  const plan = filePlanOf(rows, (key) => findings.get(key));
  const [first, ...others] = plan.going;
  if (!first) {
    void window.showInformationMessage(l10n.t('The selected findings have tickets, or wait for one.'));
    return;
  }
  if (others.length === 0) {
    await file(connection, first);
    return;
  }
  let project: string | undefined;
  await fileSeveral(connection, plan, async (finding) => {
    const form = await readForm(connection, finding, project);
    project ??= form?.project;
    return form;
  });
}

/** Resolves to whether the user wants to file again a ticket that waits. Withdraws it if the user wants that. */
async function mayTryAgain(connection: DaemonConnection, { key, filing }: FindingView): Promise<boolean> {
  const [again, withdraw] = [l10n.t('Try Again'), l10n.t('Withdraw')];
  const sentence = filing?.note ?? l10n.t('A ticket for this finding waits for Jira.');
  const chosen = await window.showInformationMessage(plainMessage(sentence), again, withdraw);
  if (chosen === withdraw) await connection.require().request(withdrawFiling, { finding: key });
  return chosen === again;
}

async function file(connection: DaemonConnection, { key, title }: FindingView): Promise<void> {
  const form = await readForm(connection, key);
  if (!form) return;
  let fields: FieldEntries | undefined = form.proposed;
  let faults: ReadonlyMap<string, string> = new Map();
  for (;;) {
    fields = await askForm(connection, form, { title, fields, faults });
    if (!fields) return;
    try {
      return await showResult(await send(connection, { finding: key, form, fields }));
    } catch (error) {
      const refused = problemOf(error)?.faults;
      if (problemCode(error) !== 'filing-needs-fields' || !refused) throw error;
      faults = new Map(refused.map(({ field, message }) => [field, message]));
    }
  }
}

/** Asks for the project if it is open in which one the ticket belongs. Resolves to `undefined` if the user gives none. */
async function readForm(
  connection: DaemonConnection,
  finding: string,
  given?: string,
): Promise<FilingForm | undefined> {
  const read = (project = given) =>
    withLateProgress(l10n.t('Reading what Jira asks for'), () =>
      connection.require().request(readFilingForm, { finding, ...(project !== undefined && { project }) }),
    );
  try {
    return await read();
  } catch (error) {
    if (problemCode(error) !== 'filing-project-open') throw error;
    const project = await window.showInputBox({
      title: l10n.t('In which Jira project is the ticket filed?'),
      prompt: error instanceof Error ? plainPrompt(error.message) : '',
      placeHolder: 'APP',
      ignoreFocusOut: true,
    });
    return project?.trim() ? read(project.trim()) : undefined;
  }
}

/** Shows every value before the ticket is filed. */
function askForm(
  connection: DaemonConnection,
  { project, type, fields, optional }: FilingForm,
  given: {
    readonly title: string;
    readonly fields: FieldEntries;
    readonly faults: ReadonlyMap<string, string>;
  },
): Promise<FieldEntries | undefined> {
  const name = l10n.t('New {0}', type.name);
  return askFields({
    ticket: project,
    move: {
      id: type.id,
      name,
      to: '',
      state: 'todo',
      fields: [...fields, ...optional].map((field) => proposedFirst(field, given.fields)),
    },
    entries: given.fields,
    faults: given.faults,
    find: async (field, query) =>
      (await connection.require().request(searchUsersOfProject, { project, field, query })).users,
    keep: () => {},
  });
}

/** A field that Guardrail filled in is not asked for one by one: it is in the last list. */
function proposedFirst(field: FilingForm['fields'][number], fields: FieldEntries) {
  return field.id in fields ? { ...field, hasDefault: true as const } : field;
}

function send(
  connection: DaemonConnection,
  { finding, form, fields }: { finding: string; form: FilingForm; fields: FieldEntries },
): Thenable<FilingResultView> {
  const { project, type } = form;
  return withLateProgress(l10n.t('Filing the ticket'), () =>
    connection.require().request(fileTicket, { finding, project, type: type.id, fields }),
  );
}

async function showResult({ result, ticket, note }: FilingResultView): Promise<void> {
  if (result === 'waiting' || !ticket) {
    const sentence = l10n.t('The ticket is saved. Guardrail files it when Jira answers. {0}', note ?? '');
    void window.showInformationMessage(plainMessage(sentence));
    return;
  }
  const open = l10n.t('Open Ticket');
  const sentence =
    result === 'filed' ? l10n.t('{0} is filed.', ticket.key) : l10n.t('{0} was filed before.', ticket.key);
  const chosen = await window.showInformationMessage(plainMessage(sentence), open);
  if (chosen === open) await commands.executeCommand('guardrail.ticket.open', { ticket });
}
