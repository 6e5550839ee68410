import type { TerminalTexts } from '../terminal-texts.ts';
import { fieldForm, need } from './fields.ts';
import { summaries } from './summaries.ts';

const actionNames = {
  review: 'レビュー',
  approve: '承認',
  'send-back': '差し戻し',
  undo: '取り消し',
  assign: '担当者の変更',
  comment: 'コメント',
  due: '期限の変更',
} as const;
const matchReasons = {
  label: '確実: 検出結果のラベルがあります',
  link: '確実: 検出結果へのリモートリンクがあります',
  confirmed: '人が確認済み',
  text: '推定: アカウント・リソース・ルールが本文にあります',
} as const;

export const terminal: TerminalTexts = {
  summaries,
  help: {
    intro: 'Guardrail: チームの AWS セキュリティ検出結果と Jira チケット。',
    exitCodes:
      'すべてのコマンドで --config FILE を使えます。終了コード: 0 成功、1 失敗（理由を 1 行で表示）、2 使い方の誤り。',
  },
  usage: {
    line: (command, problem) =>
      `guardrail ${command}: ${problem}。"guardrail ${command} --help" で使い方を確認してください。`,
    wordCount: '引数の数が違います',
    reviewOptions: '--outcome と --reason が必要です',
    fieldForm: '--field は NAME=VALUE の形で指定してください',
    oneVerdict: '--confirm、--reject、--forget は 1 つだけ指定できます',
    oneResolution: '--send-anyway、--comment-only、--withdraw のいずれか 1 つが必要です',
    moveOptions: '--via、--transition、--field は --send-anyway と一緒に指定してください',
    previewOfPatch: '--preview は --patch の内容を表示します。両方を指定してください',
    editReasonNeeded: '--reason が必要です（コメントになります）',
    dayLast: '最後に新しい日付を 2027-01-31 のような形で指定してください',
    reasonNeeded: '--reason が必要です（担当者が読みます）',
    oneOf: (option, words) => `${option} には ${words.join('、')} のいずれかを指定します`,
    numberBetween: (option, min, max) => `${option} には ${min} から ${max} までの数を指定します`,
    wholeNumber: (option) => `${option} には整数を指定します`,
    findingOfVerdict: '--finding は --confirm、--reject、--forget と一緒に指定します',
    previewOrWithdraw: '--preview と --withdraw は 1 つだけ指定できます',
    dashValue: (option) => `「-」で始まる値は ${option}="…" の形で指定してください`,
    needsValue: (option) => `${option} には値が必要です`,
    takesNoValue: (option) => `${option} に値は指定できません`,
    unknownOption: (option, meant) =>
      `オプション ${option} はありません${meant === undefined ? '' : `（もしかして: ${meant}）`}`,
  },
  run: {
    cancelled: 'guardrail: 中止しました。',
    noSuchCommand: (name, meant) =>
      `guardrail: コマンド ${name} はありません${meant === undefined ? '' : `（もしかして: ${meant}）`}。"guardrail --help" で一覧を確認してください。`,
    unexpected: (stateDir) =>
      `guardrail: 予期しないエラーが発生しました。詳細は ${stateDir} の daemon.log にあります。報告をお願いします。`,
  },
  tables: {
    findingHead: ['重大度', '検出結果', 'リソース', '場所', 'チケット', '期限', 'テンプレート'],
    ticketHead: ['チケット', 'ステータス', '優先度', '期限', '担当者', '検出結果', '概要'],
    severity: { critical: '重大', high: '高', medium: '中', low: '低' },
    match: { label: 'あり', link: 'あり', confirmed: 'あり', text: '推定' },
    pending: {
      waiting: (kind) => `${actionNames[kind]}の送信待ち`,
      conflict: (kind) => `${actionNames[kind]}の競合`,
    },
    review: {
      given: (outcome, at, { until, team, by, reason }) =>
        `開発者: ${[outcome, until && `${until} まで`, team].filter(Boolean).join(' ')}（${[by, at].filter(Boolean).join('、')}）: ${reason}`,
      none: '開発者: 最近のコメントに Guardrail のレビューはありません。',
      unread: '開発者: Jira からレビューを読み込めませんでした。',
      noFinding: 'AWS: このチケットの検出結果は見つかりません。',
      failing: 'AWS: 引き続き検出されています',
      resolved: (at) => `AWS: ${at} に解消しました`,
      readAt: (at) => `読み込み: ${at}`,
      neverRead: '完全に読み込んだことがありません',
      unreadNow: '前回の同期では、このアカウントとリージョンを読み込めませんでした',
      probable: '検出結果は推定です',
    },
    outcome: { fixed: '修正済み', intended: '想定内', 'not-ours': '担当外' },
    noTicket: 'チケットなし',
    filing: { waiting: '起票待ち', conflict: '起票を拒否' },
    ticketsNotRead: 'チケット未読み込み',
    probable: (ticket) => `${ticket}（推定）`,
    due: (date) => `期限 ${date}`,
    dueIn: {
      overdue: (days) => `${-days} 日超過`,
      'due-soon': (days) => (days === 0 ? '今日まで' : `あと ${days} 日`),
    },
    divergence: {
      'resolved-open': '解消済み・未完了',
      reopened: '再発・再オープン',
      'done-failing': '完了・未解消',
      duplicate: '重複',
      'without-ticket': 'チケットなし',
      'without-finding': '検出結果なし',
    },
    findingUnknown: '不明',
    candidates: (count) => `候補 ${count} 件`,
  },
  status: {
    findings: (count) => `検出結果 ${count} 件`,
    tickets: (count) => `チケット ${count} 件`,
    due: (overdue, dueSoon) =>
      [overdue > 0 && `期限切れ ${overdue} 件`, dueSoon > 0 && `7 日以内に期限 ${dueSoon} 件`]
        .filter(Boolean)
        .join('、'),
    divergences: (counts) =>
      `検出結果とチケットの不一致: ${Object.entries(counts)
        .map(([code, count]) => `${code} ${count} 件`)
        .join(
          '、',
        )}。"guardrail findings --divergence any" と "guardrail tickets --divergence any" で一覧を表示できます。`,
    divergence: (code, count) =>
      `  ${String(count).padStart(5)}  ${code}: ${
        {
          'resolved-open': 'AWS では解消済み、チケットは未完了',
          reopened: '再び検出された、またはチケットが再オープンされた',
          'done-failing': 'チケットは完了、AWS では未解消',
          duplicate: '未完了のチケットが複数ある',
          'without-ticket': '検出されているが、チケットがない',
          'without-finding': '未完了のチケットに対応する検出結果がない',
        }[code]
      }`,
    noDivergences: '検出結果とチケットに不一致はありません。',
    next: (step) => `次の対応: ${step}`,
    readAt: (service, when) => `${service} の読み込み: ${when}`,
    justNow: '1 分以内',
    neverRead: 'まだ AWS を読み込んでいません。"guardrail sync" を実行してください。',
    notRead: (count) => `読み込めなかった箇所が ${count} か所あり、これがすべてとは限りません:`,
    templatesNotRead: 'すべてのテンプレートを読み込めていないため、紐づけが足りないことがあります。',
  },
  sync: {
    incomplete: (failed, all, cause) =>
      `すべてを読み込めませんでした（${all} か所中 ${failed} か所）。${cause}`,
    andMore: (note, others) => `${note}（同様のもの、ほか ${others} 件）`,
    report: ({ team, accounts, findings, tickets }, { read, calls, seconds }) => [
      `${team}: アカウント ${accounts} 件、検出結果 ${findings.failing} 件（新規 ${findings.added}、解消 ${findings.resolved}）`,
      `Jira: チケット ${tickets.total} 件（新規・変更 ${tickets.changed}、検出結果と対応 ${tickets.linked}）`,
      `読み込み: ${read} か所（アカウント×リージョン×ソース）、API ${calls} 回、${seconds} 秒`,
    ],
    gap: (cause) => `未読み込み: ${cause}`,
  },
  filing: {
    notAsked: (name) => `「${name}」という項目はありません。名前を確認するか、指定から除いてください。`,
    filed: (ticket, url) => `${ticket} を起票しました: ${url}`,
    existing: (ticket, url) => `${ticket} がすでに起票されています: ${url}`,
    waits: (note) => `チケットを保存しました。Jira が応答したら起票します。${note}`,
    withdrawn:
      'この検出結果の起票待ちはもうありません。Jira で作成済みのチケットは残るため、Jira で確認してください。',
  },
  reviews: {
    confirmed: (ticket, status) => `${ticket} は「${status}」になりました。`,
    stands: (ticket, { status, due, assignee }) =>
      `${ticket} は現在「${status}」です（期限：${due || 'なし'}、担当者：${assignee || 'なし'}）。`,
    waits: (ticket, note) => `${ticket}: 保存しました。Jira が応答したら送信します。${note}`,
    none: '送信待ちのレビューや判断はありません。',
    moved: 'ステータスは変更済み。コメントだけが未送信です。',
    resolve: (ticket, resolutions) =>
      `競合を解決: guardrail resolve ${ticket} ${[...resolutions, 'withdraw'].map((each) => `--${each}`).join(' | ')}`,
    withdraw: (words) => `取り下げる: guardrail withdraw ${words}`,
    found: ({ status, edited, movedBy, at }) =>
      edited
        ? `Jira: ${edited.field === 'due' ? '期限' : '担当者'}は ${edited.value ?? 'なし'}（${[edited.by, at].filter(Boolean).join('、')} に変更）`
        : `Jira: 「${status}」（${[movedBy, at].filter(Boolean).join('、')} に変更）`,
    steps: (steps) => `経過: ${steps.join('、')}`,
    step: {
      queued: '保存',
      'move-sent': 'ステータス変更を送信',
      moved: 'ステータスを変更',
      'edit-sent': '変更を送信',
      edited: '変更済み',
      'comment-sent': 'コメントを送信',
    },
    notListed: '最後に読み込んだチームのチケットにありません。',
    otherSite: '現在とは別の Jira サイト宛てです。そのサイトを設定し直すと送信されます。',
    reason: (reason) => `理由: ${reason}`,
    undoneUnsent: (ticket) => `${ticket} への最後の操作を取り下げました。何も送信していません。`,
    confirmedAct: (kind, undone) => `${actionNames[kind]}${undone ? '（取り消し済み）' : '（確認済み）'}`,
    withdrawn: ({ kind, ticket, moved, reason }) =>
      `${ticket} の${actionNames[kind]}を取り下げました${moved ? '（ステータスの変更は残ります）' : ''}。${reason === '' ? '' : `理由: ${reason}`}`,
    patch: (file, base, { added, removed, hidden, isCut }) =>
      `${file} の ${base} との差分: +${added} −${removed}${isCut ? '、以降は省略' : ''}${hidden > 0 ? '、シークレットと思われる値は非表示' : ''}`,
    notRead: (count, cause = '読み込むのは最初の 200 件までです。') =>
      `チケット ${count} 件の開発者のレビューを読み込めませんでした。${cause}`,
  },
  edits: {
    done: {
      assign: (ticket, { assignee }) => `${ticket} の担当者は ${assignee} になりました。`,
      comment: (ticket) => `${ticket} にコメントしました。`,
      due: (ticket, { due }) => `${ticket} の期限は ${due} になりました。`,
    },
    preview: (ticket, kind, { now, due, summary }) => {
      const change = {
        assign: `${now || '担当者なし'} → 自分`,
        comment: 'コメントの追加',
        due: `${now || '期限なし'} → ${due}`,
      }[kind];
      return [ticket, change, summary].filter((part) => part !== '').join('  ');
    },
    notListed: (ticket) =>
      `${ticket} は、最後に読み込んだチームのチケットにありません。キーを確認するか、"guardrail sync" を実行してください。`,
  },
  moves: {
    from: (ticket, status) => `${ticket} は「${status}」です。Jira のトランジション:`,
    none: (ticket, status) =>
      `${ticket} は「${status}」です。このアカウントで実行できるトランジションはありません。`,
    unavailable: '（ワークフローの条件により現在は実行できません）',
    field: (field) => `${fieldForm(field)}、${need(field)}`,
    personUnclear: (given, field, found) =>
      found.length === 0
        ? `「${field}」の「${given}」に当たるユーザーがいません。メールアドレスかアカウント ID を指定してください。`
        : `「${field}」の「${given}」に当たるユーザーが複数います: ${found.join('、')}。メールアドレスかアカウント ID を指定してください。`,
  },
  matches: {
    shown: ({ key, finding, findings, match = 'text' }) => {
      if (findings)
        return [
          `${key} は検出結果 ${findings.length} 件に関するチケットです（${matchReasons[match]}）:`,
          ...findings.map((each) => `  ${each}`),
        ];
      return finding === undefined
        ? [`${key} に対応する検出結果は見つかっていません。`]
        : [`${key} は ${finding} のチケットです（${matchReasons[match]}）。`];
    },
    judged: {
      confirmed: (ticket, finding) => `確認しました: ${ticket} は ${finding} のチケットです。`,
      rejected: (ticket, finding) => `除外しました: ${ticket} は ${finding} のチケットではありません。`,
      forget: (ticket, finding) => `取り消しました: ${ticket} と ${finding} についての判断。`,
    },
  },
  demo: {
    start: ({ aws, jira, team }) =>
      `架空の組織をこのマシンで起動しました:\n  AWS   ${aws}\n  Jira  ${jira}\n\nチーム「${team}」を読み込んでいます…`,
    findings: (count) => `\n検出結果 ${count} 件（期限、重大度の順。チケットとテンプレートの行）:\n`,
    review: (ticket) => `\n開発者が ${ticket} を確認し、レビューに進めます:\n`,
    asks: (ticket, field) =>
      `\n${ticket} はインシデントです。レビューに進めるには「${field}」の入力が必要です:\n`,
    reviewer:
      '\nレビュー担当者は guardrail tickets --state review で開発者の対応結果と AWS の現在の状態を並べて確認し、判断します:\n',
    answer: '\n開発者が差し戻しの理由を確認します:\n',
    reasons: {
      intended: '意図した設定です。セキュリティチームと合意済みです。',
      fixed: 'テンプレートを修正しました。',
      sentBack: 'AWS ではまだ検出されています。デプロイ後にもう一度レビューに進めてください。',
    },
    changes: (board) => `\nJira での変化:\n  ${board}`,
    next: '\n次へ（チェックアウトで）:\n  npm run demo -- --editor   同じものをエディターで見る\n  README.md                  自分のチームを接続する方法',
  },
};
