import { YAMLException } from 'js-yaml';
import type { Text } from '../../../base/text.ts';

/** What to do about a parser's reason: the first whose words are in it. */
const nextSteps: readonly (readonly [words: string, next: Text])[] = [
  ['tab characters', { en: 'indent with spaces', ja: 'タブではなく空白で字下げしてください' }],
  ['null byte', { en: 'remove that character', ja: 'その文字を削除してください' }],
  ['non-printable', { en: 'remove that character', ja: 'その文字を削除してください' }],
  ['valid JSON character', { en: 'remove that character', ja: 'その文字を削除してください' }],
  ['maxDepth', { en: 'flatten it', ja: '入れ子を浅くしてください' }],
  ['escape sequence', { en: 'write the backslash twice', ja: 'バックスラッシュを 2 つ重ねてください' }],
  ['within a flow collection', { en: 'close the bracket', ja: '括弧を閉じてください' }],
  ['quoted scalar', { en: 'close the quote', ja: '引用符を閉じてください' }],
  [
    'missed comma',
    {
      en: 'put a comma before it, or close the bracket',
      ja: 'その前にコンマを置くか、括弧を閉じてください',
    },
  ],
  ['multiline key', { en: 'put a colon behind the key', ja: 'キーの後にコロンを置いてください' }],
  ["expected ':'", { en: 'put a colon behind the key', ja: 'キーの後にコロンを置いてください' }],
  [
    'indentation',
    {
      en: 'align it with its neighbours, or quote a text with a colon',
      ja: '前後の行と字下げを揃えるか、コロンを含む文字列を引用符で囲んでください',
    },
  ],
  [
    'end of the stream or a document separator',
    { en: 'remove what follows the template', ja: 'テンプレートより後ろを削除してください' },
  ],
];
const otherwise: Text = { en: 'correct it there', ja: 'そこを修正してください' };

/** Why a text does not parse and what to do: `line 12: …; …`. */
export function reasonOf(error: unknown): string {
  const reason = error instanceof YAMLException ? error.reason : undefined;
  const said = reason ?? (error instanceof Error ? error.message : String(error));
  const next = nextStepFor(said).en;
  const line = error instanceof YAMLException ? error.mark?.line : undefined;
  return `${line === undefined ? '' : `line ${line + 1}: `}${said}; ${next}`;
}

/**
 * @param size in bytes
 * CloudFormation's limits: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export function tooLargeReason(size: number): string {
  return `${(size / (1024 * 1024)).toFixed(1)} MB${tooLarge.en}`;
}

/** @param line 0-based */
export function notUtf8Reason(line: number): string {
  return `line ${line + 1}: ${notUtf8.en}`;
}

/** @param line 0-based */
export function commentReason(line: number): string {
  return `line ${line + 1}: ${comment.en}`;
}

const tooLarge: Text = {
  en: ', but CloudFormation takes at most 1 MB from S3 (51,200 bytes inline); split it into nested stacks',
  ja: ' ですが、CloudFormation が受け付けるのは S3 経由で 1 MB まで（直接は 51,200 バイトまで）です。ネストされたスタックに分割してください',
};
const notUtf8: Text = {
  en: 'not UTF-8; save the file as UTF-8',
  ja: 'UTF-8 ではありません。UTF-8 で保存してください',
};
const comment: Text = {
  en: 'a comment, which CloudFormation does not take in JSON; remove it, or say it in "Metadata" or "Description"',
  ja: 'CloudFormation は JSON のコメントを受け付けません。削除するか、"Metadata" か "Description" に書いてください',
};
const utf16: Text = {
  en: 'UTF-16, which CloudFormation does not read; save the file as UTF-8',
  ja: 'UTF-16 は CloudFormation で読み込めません。UTF-8 で保存してください',
};
export const utf16Reason = utf16.en;

/** A reason as this file gives it, in both languages; a parser's own words stay English. */
export function reasonInBoth(reason: string): Text {
  const ja = reason.replace(/^line (\d+): /, '$1 行目: ');
  const own = [tooLarge, notUtf8, comment, utf16].find(({ en }) => reason.endsWith(en));
  if (own) return { en: reason, ja: ja.slice(0, ja.length - own.en.length) + own.ja };
  const next = nextStepFor(reason);
  const said = ja.endsWith(`; ${next.en}`) ? ja.slice(0, -`; ${next.en}`.length) : ja;
  return { en: reason, ja: `${said}。${next.ja}` };
}

function nextStepFor(said: string): Text {
  return nextSteps.find(([words]) => said.includes(words))?.[1] ?? otherwise;
}
