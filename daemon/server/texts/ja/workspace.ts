import type { WorkspaceNotes } from '../../../domain/problems/workspace.ts';
import { type ReadFailure, readFailure } from '../parts.ts';
import type { NoteTexts, WorkspaceTexts } from '../texts.ts';

const fixes: Readonly<Record<ReadFailure, string>> = {
  permission: '読み取り権限を付ける',
  'long-path': 'パスを短くする',
  'open-files': 'ほかのプログラムを終了するか開けるファイル数の上限 ("ulimit -n") を上げてから更新する',
  'in-use': '使用中のプログラムを終了してから更新する',
  disk: 'ディスクを確認する',
  other: 'ほかのプログラムで開けることを確認する',
};

export const workspaceNotes: Pick<NoteTexts, keyof WorkspaceNotes> = {
  'folder-denied': ({ code }) =>
    `このフォルダーを読み込めないため (${code})、中で宣言されているものは分かりません。${fixes[readFailure(code)]}か、.gitignore または files.exclude で除外してください。`,
  'file-denied': ({ code }) =>
    `このファイルを読み込めないため (${code})、宣言されているものは分かりません。${fixes[readFailure(code)]}か、.gitignore または files.exclude で除外してください。`,
  'deployment-file-too-large': ({ bytes }) =>
    `このファイルは ${(bytes / (1024 * 1024)).toFixed(1)} MB あります。2 MB を超えるファイルは読み込まないため、スタックに関する記述は分かりません。ファイルを分割するか、テンプレートがどのスタックとしてデプロイされるかを .guardrail.yaml に書いてください。`,
  'folder-virtual': () =>
    'このフォルダーのファイルは、Guardrail が動いているマシンのディスクにないため、テンプレートを読み込みません。検出結果を紐づけるには、そのマシンにリポジトリをクローンして開いてください。',
  'file-stuck': () =>
    'このファイルの読み込みが終わらなかったため、変更されるまで除外します。内容を簡単にするか、.gitignore または files.exclude で除外してください。',
  'folder-too-many-files': ({ max }) =>
    `このフォルダーにはテンプレートの可能性があるファイルが ${max} 個を超えて含まれているため、残りは読み込みません。.gitignore または files.exclude で除外するか、より小さいフォルダーを開いてください。`,
  'folder-too-deep': ({ maxDepth }) =>
    `${maxDepth} 階層より深いフォルダーは読み込みません。.gitignore または files.exclude で除外するか、直接開いてください。`,
  'folder-too-many-deployments': ({ max }) =>
    `これまでのファイルにデプロイが ${max} 件を超えて書かれているため、このファイルのスタックに関する記述は使われません。より小さいフォルダーを開いてください。`,
};

export const workspaceTexts: WorkspaceTexts = {
  unusableTemplate: (reason) =>
    `CloudFormation のテンプレートとして使えません（${reason}）。修正して保存すると、その内容に検出結果が紐づけられます。`,
  atLine: (line, sentence) => `${line + 1} 行目: ${sentence}`,
  readingTemplates: (read, found) =>
    `テンプレートを読み込み中 ${read.toLocaleString('en')}/${found.toLocaleString('en')}`,
};
