import path from 'node:path';
import type { RebuiltStore, StoreProblems } from '../../../domain/problems/store.ts';
import type { ProblemTexts } from '../texts.ts';

const { dirname } = path;

export const storeProblems: Pick<ProblemTexts, keyof StoreProblems> = {
  'store-disk-full': ({ file }) => ({
    what: `${dirname(file)} のディスクに空きがないため、新しい内容を保存できません。保存済みの内容は失われません。`,
    next: '空き容量を増やしてから、更新してください。',
  }),
  'store-too-many-files': ({ file }) => ({
    what: `開いているファイルが多すぎるため、${file} を使用できません。`,
    next: 'ほかのプログラムを終了するか、開けるファイル数の上限 ("ulimit -n") を上げてから、「Guardrail: デーモンを再起動」を実行してください。',
  }),
  'store-not-writable': ({ file }) => ({
    what: `${file} に書き込めません。別のユーザーが所有しているか、読み取り専用です。`,
    next: `${dirname(file)} とその中のファイルの所有者を自分に変更するか、GUARDRAIL_STATE_DIR に自分のフォルダーを指定してください。`,
  }),
  'store-disk-failed': ({ file }) => ({
    what: `${file} の読み書き中にディスクのエラーが発生しました。`,
    next: 'ディスクを確認してから、「Guardrail: デーモンを再起動」を実行してください。ファイルは移動しないでください。',
  }),
  'store-not-opened': ({ file }) => ({
    what: `ストア ${file} を開けません。`,
    next: 'フォルダーが存在し、自分のものであることを確認してから、「Guardrail: デーモンを再起動」を実行してください。',
  }),
  'store-newer': ({ file, version, known }) => ({
    what: `ストア ${file} のスキーマは ${version} ですが、この Guardrail が扱えるのは ${known} までです。`,
    next: 'Guardrail を更新してください。',
  }),
  'store-rebuilt': (rebuilt) => ({
    what: rebuiltText(rebuilt),
    next: '操作は不要です。検出結果とチケットは読み直されます。',
  }),
  'store-rebuilt-with-losses': (rebuilt) => ({
    what: rebuiltText(rebuilt),
    next: '最近レビューしたチケットを確認し、レビュー中になっていないものはもう一度レビューしてください。検出結果とチケットは読み直されます。',
  }),
  'store-rebuilt-during-write': () => ({
    what: 'ストアの破損が見つかり、その間に再構築されました。',
    next: 'もう一度更新してください。',
  }),
  'store-fails-again': ({ file }) => ({
    what: `ストア ${file} は再構築後に再び破損しました。`,
    next: 'ディスクを確認するか、GUARDRAIL_STATE_DIR に別のディスクのフォルダーを指定してください。',
  }),
};

function rebuiltText(rebuilt: RebuiltStore): string {
  const { aside, reviews, filings, choices, damagedReviews, damagedFilings, tickets, isWhole } = rebuilt;
  const which = tickets.length > 0 ? ` (${tickets.join('、')}) ` : '';
  const waiting = [
    `送信待ちのレビュー ${reviews} 件`,
    ...(filings > 0 ? [`起票中のチケット ${filings} 件`] : []),
  ];
  return [
    `ストアが破損していたため再構築しました。${waiting.join('、')}と選択した紐づけ ${choices} 件を復元しました。`,
    ...(damagedReviews > 0
      ? [`送信待ちのレビュー ${damagedReviews} 件${which}は破損しているため送信しません。`]
      : []),
    ...(damagedFilings > 0
      ? [
          `起票中のチケット ${damagedFilings} 件の記録が破損しています。もう一度起票する前に Jira を確認してください。`,
        ]
      : []),
    ...(isWhole
      ? []
      : ['一部を読み取れなかったため、送信待ちのレビューや起票中のチケットが失われた可能性があります。']),
    `元のファイルは ${aside} にあります。`,
  ].join('');
}
