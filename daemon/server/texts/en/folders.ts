import type { FolderProblems } from '../../../domain/problems/folders.ts';
import type { ProblemTexts } from '../texts.ts';

export const folderProblems: Pick<ProblemTexts, keyof FolderProblems> = {
  'folder-unsafe': ({ folder }) => ({
    what: `The folder ${folder} is a link or belongs to another user.`,
    next: 'Change its owner to yourself, or name another folder with GUARDRAIL_STATE_DIR.',
  }),
  'folder-unusable': ({ folder, errno }) => ({
    what: `Guardrail cannot write to the folder ${folder}${errno === undefined ? '' : ` (${errno})`}.`,
    next: 'Check its permissions and the free space, or name another with GUARDRAIL_STATE_DIR.',
  }),
};
