import type { Texts } from '../texts.ts';
import { awsNotes } from './aws.ts';
import { configurationProblems } from './configuration.ts';
import { folderProblems } from './folders.ts';
import { jiraProblems } from './jira.ts';
import { causeText, evidenceText } from './linking.ts';
import { storeProblems } from './store.ts';
import { ticketProblems } from './tickets.ts';

export const ja: Texts = {
  problems: {
    ...folderProblems,
    ...storeProblems,
    ...configurationProblems,
    ...jiraProblems,
    ...ticketProblems,
  },
  evidence: evidenceText,
  cause: causeText,
  notes: { ...awsNotes },
};
