import type { FolderProblems } from '../../../domain/problems/folders.ts';
import type { ProblemTexts } from '../texts.ts';

export const folderProblems: Pick<ProblemTexts, keyof FolderProblems> = {
  'folder-unsafe': ({ folder }) => ({
    what: `フォルダー ${folder} はリンクであるか、ほかのユーザーのものです。`,
    next: '所有者を自分に変更するか、GUARDRAIL_STATE_DIR で別のフォルダーを指定してください。',
  }),
  'folder-unusable': ({ folder, errno }) => ({
    what: `フォルダー ${folder} に書き込めません${errno === undefined ? '' : ` (${errno})`}。`,
    next: '権限と空き容量を確認するか、GUARDRAIL_STATE_DIR で別の場所を指定してください。',
  }),
};
