import type { SyntaxFix, TemplateNotes } from '../../../domain/problems/templates.ts';
import type { NoteTexts } from '../texts.ts';

const fixes: Readonly<Record<SyntaxFix, string>> = {
  'indent-with-spaces': 'タブではなく空白で字下げしてください',
  'remove-character': 'その文字を削除してください',
  flatten: '入れ子を浅くしてください',
  'double-backslash': 'バックスラッシュを 2 つ重ねてください',
  'close-bracket': '括弧を閉じてください',
  'close-quote': '引用符を閉じてください',
  'add-comma': 'その前にコンマを置くか、括弧を閉じてください',
  'add-colon': 'キーの後にコロンを置いてください',
  align: '前後の行と字下げを揃えるか、コロンを含む文字列を引用符で囲んでください',
  'remove-rest': 'テンプレートより後ろを削除してください',
  other: 'そこを修正してください',
};

export const templateNotes: Pick<NoteTexts, keyof TemplateNotes> = {
  'template-syntax': ({ line, reason, fix }) =>
    `${line === undefined ? '' : `${line + 1} 行目: `}${reason}。${fixes[fix]}`,
  'template-too-large': ({ bytes }) =>
    `${(bytes / (1024 * 1024)).toFixed(1)} MB ですが、CloudFormation が受け付けるのは S3 経由で 1 MB まで（直接は 51,200 バイトまで）です。ネストされたスタックに分割してください`,
  'template-not-utf8': ({ line }) => `${line + 1} 行目: UTF-8 ではありません。UTF-8 で保存してください`,
  'template-utf16': () => 'UTF-16 は CloudFormation で読み込めません。UTF-8 で保存してください',
  'template-json-comment': ({ line }) =>
    `${line + 1} 行目: CloudFormation は JSON のコメントを受け付けません。削除するか、"Metadata" か "Description" に書いてください`,
};
