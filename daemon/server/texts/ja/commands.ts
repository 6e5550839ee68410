import type { CommandProblems } from '../../../domain/problems/commands.ts';
import type { ProblemTexts } from '../texts.ts';

export const commandProblems: Pick<ProblemTexts, keyof CommandProblems> = {
  'child-ended': ({ command }) => ({
    what: `"guardrail ${command}" が途中で終了しました。`,
    next: '単独で実行して理由を確認してください。',
  }),
  'daemon-gone': () => ({
    what: '応答の前にデーモンが終了しました。',
    next: 'もう一度実行してください。読み込んだ内容とレビューは保存されています。',
  }),
  'daemon-unproven': ({ socket }) => ({
    what: `${socket} で応答したのは、お使いの Guardrail デーモンではありません。何も送信していません。`,
    next: 'そこで待ち受けているプログラムを調べて終了するか、GUARDRAIL_STATE_DIR で別のフォルダーを指定してください。',
  }),
  'daemon-silent': ({ pid }) => ({
    what: `${daemon(pid)}は起動していますが、応答しません。`,
    next: '"guardrail daemon --stop" で終了してから、もう一度実行してください。',
  }),
  'daemon-unstoppable': ({ pid }) => ({
    what: `${daemon(pid)}は終了の要求後も動作しています。`,
    next: `しばらく待つか、プロセスを終了してください${pid === undefined ? '' : ` (kill -9 ${pid})`}。読み込んだ内容とレビューは保存されています。`,
  }),
  'daemon-elsewhere': ({ host }) => ({
    what: `このマシンと共有している状態フォルダーを、マシン ${host} のデーモンが使用しています。`,
    next: 'GUARDRAIL_STATE_DIR でこのマシン専用のフォルダー（ローカル ディスク上）を指定し、VS Code を再起動してください。',
  }),
  'demo-failed': () => ({
    what: 'サンドボックスにレビューできる検出結果がありません。',
    next: 'もう一度実行してください。',
  }),
  'folder-missing': ({ folder }) => ({
    what: `フォルダー ${folder} がありません。`,
    next: '存在するフォルダーを指定してください。',
  }),
  'review-not-kept': ({ ticket }) => ({
    what: `${ticket} の待っているレビューはありません。`,
    next: '"guardrail reviews" で一覧を確認してください。',
  }),
  'filing-not-kept': ({ finding }) => ({
    what: `${finding} の起票待ちチケットはありません。`,
    next: '"guardrail findings" でチケットや検出結果のキーを確認してください。',
  }),
  'action-of-several': ({ ticket, actions }) => ({
    what: `${ticket} には、待っている、または競合している操作が ${actions.length} 件あります。`,
    next: `${actions.map((id) => `--action ${id}`).join('、')} のいずれかを指定してください。内容は "guardrail reviews" で確認できます。`,
  }),
  'review-of-several-sites': ({ ticket, sites }) => ({
    what: `${ticket} のレビューが複数のサイトで待っています: ${sites.join('、')}。`,
    next: '--site でサイトを指定してください。',
  }),
};

function daemon(pid: number | undefined): string {
  return pid === undefined ? 'Guardrail デーモン' : `Guardrail デーモン（プロセス ${pid}）`;
}
