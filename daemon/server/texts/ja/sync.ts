import type { SyncNotes, SyncProblems } from '../../../domain/problems/sync.ts';
import type { NoteTexts, ProblemTexts } from '../texts.ts';

export const syncProblems: Pick<ProblemTexts, keyof SyncProblems> = {
  'sync-too-long': ({ minutes }) => ({
    what: `前回の更新は ${minutes} 分経過したため中止しました。それまでに読み込んだ内容は保存されています。`,
    next: '次回の更新で再試行します。続く場合は、ネットワークを確認するか、対象のアカウントとリージョンを減らしてください。',
  }),
  'pass-failed': () => ({
    what: '前回の更新が予期しないエラーで失敗しました。',
    next: '次回の更新で再試行します。詳細はログ（「Guardrail: ログを表示」）にあります。',
  }),
  'tickets-unreadable': ({ tickets, named }) => ({
    what: `読み込めなかったチケットが ${tickets} 件あります（表示されないか、古い内容のままの可能性があります）: ${listed(named.map(nameOf), tickets)}。`,
    next: 'Jira で確認し、問題がなければこの行を報告してください。',
  }),
  'jira-tickets-not-listed': ({ known }) => ({
    what: `既知のチケット ${known} 件が Jira の検索に 1 件も表示されず、すべてがなくなったことも確認できません。`,
    next: '最後に読み込んだ内容を保持し、自動的に再試行します。続く場合は設定 "guardrail.jira.project" を確認してください。',
  }),
  'jira-tickets-gone': ({ known }) => ({
    what: `既知のチケット ${known} 件がすべて Jira で見つからなくなりました（削除、移動、または閲覧権限の変更）。`,
    next: '意図したものでなければ、プロジェクトへのアクセス権と設定 "guardrail.jira.project" を確認してください。',
  }),
};

export const syncNotes: Pick<NoteTexts, keyof SyncNotes> = {
  'tickets-moved': ({ tickets, named }) =>
    `Jira で読み込み対象外のプロジェクトに移動したため、表示から外しました: ${listed(
      named.map(({ from, to }) => `${from} → ${to}`),
      tickets,
    )}。`,
  'accounts-read': ({ accounts }) => `AWS: アカウント ${accounts} 件`,
  'source-read': ({ account, region, source }) => `AWS: ${account} の ${region} の ${source}`,
  'findings-read': ({ findings }) => `AWS: 検出結果 ${findings} 件`,
  'tickets-read': ({ tickets }) => `Jira: チケット ${tickets} 件`,
};

function nameOf({ key, id, field }: SyncProblems['tickets-unreadable']['named'][number]): string {
  return `${key ?? (id === undefined ? 'キーのないもの' : `ID ${id}`)} (${field})`;
}

/** The names, and how many of `total` they leave out. */
function listed(names: readonly string[], total: number): string {
  const others = total - names.length;
  return `${names.join('、')}${others > 0 ? `、ほか ${others} 件` : ''}`;
}
