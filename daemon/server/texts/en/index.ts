import type { Texts } from '../texts.ts';
import { awsNotes } from './aws.ts';
import { folderProblems } from './folders.ts';
import { causeText, evidenceText } from './linking.ts';
import { storeProblems } from './store.ts';

export const en: Texts = {
  problems: { ...folderProblems, ...storeProblems },
  evidence: evidenceText,
  cause: causeText,
  notes: { ...awsNotes },
};
