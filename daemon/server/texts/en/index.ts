import type { Texts } from '../texts.ts';
import { actionComment } from './action-comment.ts';
import { awsNotes, awsProblems } from './aws.ts';
import { awsChoices } from './aws-choices.ts';
import { commandProblems } from './commands.ts';
import { configurationProblems } from './configuration.ts';
import { configurationFile } from './configuration-file.ts';
import { deploymentNotes } from './deployments.ts';
import { divergenceText } from './divergence.ts';
import { editorTexts } from './editor.ts';
import { fieldFault } from './fields.ts';
import { filingProblems, newTicket } from './filing.ts';
import { folderProblems } from './folders.ts';
import { jiraProblems } from './jira.ts';
import { causeText, evidenceText } from './linking.ts';
import { outboxProblems } from './outbox.ts';
import { retry } from './retry.ts';
import { coverageText, serverProblems, unexpectedError, unknownNote } from './server.ts';
import { storeProblems } from './store.ts';
import { syncNotes, syncProblems } from './sync.ts';
import { templateNotes } from './templates.ts';
import { terminal } from './terminal.ts';
import { matchProblems, ticketProblems } from './tickets.ts';
import { workspaceNotes, workspaceTexts } from './workspace.ts';

export const en: Texts = {
  problems: {
    ...awsProblems,
    ...filingProblems,
    ...folderProblems,
    ...serverProblems,
    ...storeProblems,
    ...configurationProblems,
    ...jiraProblems,
    ...matchProblems,
    ...ticketProblems,
    ...outboxProblems,
    ...syncProblems,
    ...commandProblems,
  },
  retry,
  editor: editorTexts,
  unexpectedError,
  unknownNote,
  coverage: coverageText,
  evidence: evidenceText,
  cause: causeText,
  notes: { ...awsNotes, ...deploymentNotes, ...templateNotes, ...workspaceNotes, ...syncNotes },
  workspace: workspaceTexts,
  awsChoices,
  configurationFile,
  divergence: divergenceText,
  actionComment,
  fieldFault,
  newTicket,
  terminal,
};
