import type {
  ChangedTicket,
  MatchProblems,
  MoveName,
  TicketProblems,
} from '../../../domain/problems/tickets.ts';
import { withoutFullStop } from '../parts.ts';
import type { ProblemTexts } from '../texts.ts';
import { faultOfField, fillIn, listedFields, refusedFields } from './fields.ts';

export const matchProblems: Pick<ProblemTexts, keyof MatchProblems> = {
  'match-certain': ({ ticket }) => ({
    what: `${ticket} には検出結果のラベルまたはリモートリンクがあり、対応する検出結果はそれで決まります。`,
    next: '誤りの場合は、Jira でラベルまたはリンクを削除してください。',
  }),
  'match-of-several': ({ ticket, findings }) => ({
    what:
      findings.length === 0
        ? `${ticket} に対応する検出結果は見つかっていません。`
        : `${ticket} は検出結果 ${findings.length} 件に関するチケットです。`,
    next: `--finding KEY で検出結果を指定してください${findings.length === 0 ? '（キーは "guardrail findings --json" で確認できます）' : `（${findings.slice(0, 3).join('、')}${findings.length > 3 ? ' …' : ''}）`}。`,
  }),
};

export const ticketProblems: Pick<ProblemTexts, keyof TicketProblems> = {
  'ticket-key-invalid': ({ key }) => ({
    what: `"${key}" はチケットのキーではありません。`,
    next: 'Jira の表示どおり、APP-123 の形で指定してください。',
  }),
  'outcome-invalid': ({ outcome }) => ({
    what: `"${outcome}" はレビューの対応結果として使えません。`,
    next: 'fixed、intended、not-ours のいずれかを選んでください。',
  }),
  'until-invalid': ({ until, fault }) => ({
    what:
      fault === 'not-intended'
        ? '期限を指定できるのは、想定内の場合だけです。'
        : fault === 'past'
          ? `${until} はすでに過ぎています。`
          : `"${until}" は日付ではありません。`,
    next:
      fault === 'not-intended'
        ? '期限を外してください。'
        : '2027-01-31 の形で今日以降の日付を指定するか、期限を外してください。',
  }),
  'team-invalid': ({ fault, maxCharacters }) => ({
    what: {
      missing: '担当チームの指定がありません。',
      'too-long': `チーム名が ${maxCharacters} 文字を超えています。`,
      'not-for-outcome': 'チームを指定できるのは、担当外の場合だけです。',
    }[fault],
    next:
      fault === 'not-for-outcome'
        ? 'チームを外してください。'
        : `チーム名を 1～${maxCharacters} 文字で指定してください。`,
  }),
  'reason-invalid': ({ length, maxLength }) => ({
    what: length === 0 ? 'レビューの理由がありません。' : `理由が ${length} 文字あります。`,
    next: `レビュー担当者が読む理由を 1～${maxLength} 文字で書いてください。`,
  }),
  'move-unknown': ({ move, ticket, status, offered }) =>
    ticket === undefined || status === undefined || offered === undefined
      ? {
          what: `「${move}」はチケットのトランジションではありません。`,
          next: 'Jira に表示されるトランジションの名前か番号を指定してください。',
        }
      : {
          what: `Jira では ${ticket} のステータスを「${status}」から「${move}」で変更できません${offers(offered)}。`,
          next: 'これらのいずれかを指定して、もう一度レビューしてください。',
        },
  'moves-not-permitted': ({ ticket, status }) => ({
    what: `このアカウントには ${ticket} を「${status}」から変更する権限（課題のトランジション）がありません。`,
    next: 'Jira プロジェクトの管理者に権限を依頼するか、別のアカウントでサインインしてください。',
  }),
  'step-needs-fields': ({ ticket, name, to }) => ({
    what: `${ticket} の途中のトランジション「${name}」→「${to}」にはフィールドまたはコメントの入力が必要です。`,
    next: `Jira で ${ticket} を開いてこのトランジションを実行し、もう一度レビューしてください。`,
  }),
  'no-move-to-review': ({ ticket, status, offered, ways = [] }) => ({
    what: `Jira では ${ticket} のステータスを「${status}」からレビューに進められません${offers(offered)}。`,
    next:
      ways.length > 0
        ? `先に ${listed(ways)} を実行すると進められる場合があります。エディターで確認するか、ターミナルでは --via NAME を指定してください。または Jira でステータスを変更してください。`
        : 'レビューに当たるステータスがあれば設定ファイルの jira.statuses.review に追加し、なければ Jira でステータスを変更してください。',
  }),
  'no-move-to-state': ({ ticket, status, to, offered }) => ({
    what: `Jira では ${ticket} を「${status}」から${to === 'done' ? '完了にできません' : '担当者に差し戻せません'}${offers(offered)}。`,
    next: `この中に適切なトランジションがあればそれを選ぶか（ターミナルでは "--transition NAME"）、ステータスを設定ファイルの jira.statuses.${to} に追加してください。なければ Jira でステータスを変更してください。`,
  }),
  'move-elsewhere': ({ ticket, move, to, wanted }) => ({
    what: `${ticket} のトランジション「${move}」は「${to}」に進み、${wanted === 'done' ? '完了にはなりません' : '担当者への差し戻しにはなりません'}。`,
    next: `別のトランジションを選ぶか、「${to}」を設定ファイルの jira.statuses.${wanted} に追加してください。`,
  }),
  'move-needs-fields': ({ ticket, move, fields, asked = [] }) => ({
    what: `${ticket} のトランジション「${move}」には次の入力が必要です: ${asked.length > 0 ? listedFields(asked) : fields.join('、')}。`,
    next: fillIn(ticket, asked),
  }),
  'fields-too-many': ({ count, maxCount }) => ({
    what: `レビューに ${count} 件のフィールドの値があります。`,
    next: `${maxCount} 件以内にしてください。`,
  }),
  'fields-invalid': ({ ticket, move, faults, asked }) => ({
    what: `${ticket} のトランジション「${move}」は送信していません。${faults.map(faultOfField).join('')}`,
    next: fillIn(ticket, asked),
  }),
  'fields-refused': ({ ticket, move, faults, said }) => ({
    what: `Jira が ${ticket} のトランジション「${move}」を拒否しました: ${refusedFields(faults, said)}`,
    next: 'フィールドを変更して再度送信するか、Jira でステータスを変更してください。',
  }),
  'move-not-available': ({ ticket, status, name, to }) => ({
    what: `ワークフローには「${status}」からのトランジション「${name}」→「${to}」がありますが、今のアカウントでは ${ticket} に対して実行できません。`,
    next: `Jira で ${ticket} を開いてください。ワークフローの条件を満たすか、権限のあるユーザーに依頼してください。`,
  }),
  'move-ambiguous': ({ ticket, moves, to }) => ({
    what: `Jira には ${ticket} を${targets[to ?? 'review']}トランジションが複数あります: ${listed(moves)}。`,
    next:
      to === 'step'
        ? `"guardrail moves ${ticket}" で ID を確認し、ステップを ID で指定して、もう一度レビューしてください。`
        : `${to === undefined ? `${ticket} をもう一度レビューし` : 'もう一度操作し'}、どれかを選んでください（ターミナルでは "guardrail ${commands[to ?? 'review']} ${ticket} --transition NAME"）。`,
  }),
  'move-closes': ({ ticket, move, to }) => ({
    what: `${ticket} のトランジション「${move}」は「${to}」に進み、チケットを完了にします。`,
    next: '完了にするのはレビュー担当者です。レビューに進めるトランジションを指定して、もう一度レビューしてください。',
  }),
  'move-without-effect': ({ ticket, status, move }) => ({
    what: `Jira は ${ticket} のトランジション「${move}」を受け付けましたが、チケットは「${status}」のままです。`,
    next: moveInJira(ticket),
  }),
  'review-withdrawn': ({ ticket }) => ({
    what: `${ticket} のレビューは、Jira に届く前に取り下げられたか置き換えられました。`,
    next: `${ticket} を確認し、必要ならもう一度レビューしてください。`,
  }),
  'ticket-already-done': (facts) => ({
    what: `${facts.ticket} はすでに「${facts.status}」になっています（更新: ${changed(facts)}）。レビューは送信されていません。`,
    next: 'このレビューを取り下げるか、Jira でチケットを再オープンしてから、もう一度レビューしてください。',
  }),
  'ticket-not-in-review': (facts) => ({
    what: `${facts.ticket} はレビュー中ではなく「${facts.status}」です（更新: ${changed(facts)}）。${actionNames[facts.action]}は送信されていません。`,
    next: `Jira で ${facts.ticket} を開いて理由を確認し、取り下げるか、レビュー中になってからもう一度操作してください。`,
  }),
  'ticket-reopened': (facts) => ({
    what: `${facts.ticket} は完了後に再オープンされ、現在は「${facts.status}」です（更新: ${changed(facts)}）。レビューは送信されていません。`,
    next: reviewAgain(facts.ticket),
  }),
  'ticket-moved-away': (facts) => ({
    what: `${movedAway(facts)}が、現在は「${facts.status}」です（更新: ${changed(facts)}）。理由はまだ追加されていません。`,
    next:
      (facts.action ?? 'review') === 'review'
        ? reviewAgain(facts.ticket)
        : `Jira で ${facts.ticket} を開いて理由を確認し、もう一度操作するか、取り下げてください。`,
  }),
  'comment-refused': ({ ticket, status, wasMoved, refusal, said }) => ({
    what: `${wasMoved ? `${ticket} のステータスは変更されました（現在「${status}」）` : `${ticket} は「${status}」です`}が、Jira がコメントを拒否しました: ${withoutFullStop(said ?? refusals[refusal])}。`,
    next: `理由は保存されています。${ticket} に貼り付けてこのレビューを取り下げるか、権限を取得してください（取得後に Guardrail が追加します）。`,
  }),
};

const targets = {
  review: 'レビューに進める',
  done: '完了にする',
  todo: '担当者に差し戻す',
  back: '元に戻す',
  step: 'その名前のステップにあたる',
} as const;
const commands = { review: 'review', done: 'approve', todo: 'send-back', back: 'undo' } as const;
export const actionNames = {
  review: 'レビュー',
  approve: '承認',
  'send-back': '差し戻し',
  undo: '取り消し',
  assign: '担当者の変更',
  comment: 'コメント',
  due: '期限の変更',
} as const;

const refusals = {
  refused: '理由は示されていません',
  'not-permitted': 'このアカウントには権限がありません',
  'no-ticket': 'チケットがないか、閲覧できません',
} as const;

/** Where a ticket was if an action had nothing to move. */
const stood = {
  review: 'レビュー中',
  approve: '完了',
  'send-back': '担当者に差し戻し済み',
  undo: '元のステータス',
} as const;

function movedAway({
  ticket,
  action = 'review',
  before,
  target,
}: TicketProblems['ticket-moved-away']): string {
  switch (before) {
    case 'move-unanswered':
      return `${ticket} を「${target}」に変更する要求を送信しましたが、Jira の応答がありませんでした`;
    case 'there':
    case 'in-review':
      return `${ticket} は${stood[action]}でした`;
    case 'moved':
      return `${actionNames[action]}により ${ticket} は「${target}」になりました`;
  }
}

function offers(moves: readonly MoveName[]): string {
  return moves.length === 0 ? '' : `。選べるトランジション: ${listed(moves)}`;
}

export function listed(moves: readonly MoveName[]): string {
  return moves.map(({ name, to }) => `${name} → ${to}`).join('、');
}

function moveInJira(ticket: string): string {
  return `Jira で ${ticket} を開いてステータスを変更してください。変更後に Guardrail が理由を追加します。`;
}

function reviewAgain(ticket: string): string {
  return `Jira で ${ticket} を開いて理由を確認し、もう一度レビューするか、このレビューを取り下げてください。`;
}

/** `2026-11-28 18:20 UTC、Aiko Tanaka` */
export function changed({ updated, by }: ChangedTicket): string {
  return `${updated.slice(0, 16).replace('T', ' ')} UTC${by === undefined ? '' : `、${by}`}`;
}
