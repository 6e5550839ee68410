import type { OutboxProblems } from '../../../domain/problems/outbox.ts';
import type { ProblemTexts } from '../texts.ts';
import { actionNames, changed, listed } from './tickets.ts';

export const outboxProblems: Pick<ProblemTexts, keyof OutboxProblems> = {
  'nothing-to-undo': ({ ticket }) => ({
    what: `${ticket} には取り消せる操作がありません。直近 14 日間に Guardrail で操作していないか、すでに取り消されています。`,
    next: '"guardrail reviews --all" で一覧を確認するか、Jira でステータスを変更してください。',
  }),
  'comment-not-undone': ({ ticket }) => ({
    what: `${ticket} への最後の操作はコメントです。Guardrail はコメントを削除しません。`,
    next: `Jira で削除するか、コメントを追加してください（"guardrail comment ${ticket} --reason TEXT"）。`,
  }),
  'value-changed': ({ ticket, field, wanted, now, updated, by }) => ({
    what: `${ticket} の${fields[field]}が別の人によって変更されています。現在は${value(now)}（${changed({ ticket, status: '', updated, ...(by !== undefined && { by }) })}）、変更しようとした値は${value(wanted)}です。上書きはしていません。`,
    next: 'もう一度送信するか、コメントだけを追加するか、取り下げてください（ターミナルでは "guardrail resolve"）。',
  }),
  'edit-refused': ({ ticket, field, refusal, said }) => ({
    what: `${editRefusals[refusal](ticket, fields[field])}${said === undefined || said === '' ? '' : `Jira: 「${said}」`}`,
    next: `プロジェクトの管理者に確認するか、Jira で変更してください。取り下げることもできます（"guardrail withdraw ${ticket}"）。`,
  }),
  'patch-unavailable': ({ ticket, reason, file = '', base = '' }) => ({
    what: `${ticket} のレビューに変更内容を添付できません: ${noPatch[reason](file, base)}。`,
    next:
      reason === 'changed'
        ? '変更内容をもう一度確認してから、レビューを送信してください。'
        : '添付せずにレビューするか（ターミナルでは "--patch" なし）、--workspace でテンプレートのフォルダーを指定してください。',
  }),
  'due-invalid': ({ due, fault }) => ({
    what: fault === 'past' ? `${due} は過去の日付です。` : `「${due}」は存在する日付ではありません。`,
    next:
      fault === 'past'
        ? '今日以降の日付を指定してください。過去の日付でよい場合は、その旨を確認してください（ターミナルでは "--allow-past"）。'
        : '2027-01-31 のような形で指定してください。',
  }),
  'undo-too-early': ({ ticket }) => ({
    what: `${ticket} への最後の操作は一部が送信済みで、Jira の確認がまだ取れていません。`,
    next: '更新して確認が取れてから取り消すか、残りを送信しないように取り下げてください。',
  }),
  'no-move-back': ({ ticket, status, target, offered }) => ({
    what: `Jira では ${ticket} を「${status}」から「${target}」に戻せません${offered.length === 0 ? '' : `。選べるトランジション: ${listed(offered)}`}。`,
    next: 'Jira でステータスを変更してから、これを取り下げてください。',
  }),
  'ticket-changed-since': (facts) => ({
    what:
      facts.status === facts.left
        ? `${facts.ticket} は${actionNames[facts.undone]}の後に変更され、再び「${facts.status}」になっています（更新: ${changed(facts)}）。ステータスは戻していません。`
        : `${facts.ticket} は${actionNames[facts.undone]}後の「${facts.left}」ではなく「${facts.status}」になっています（更新: ${changed(facts)}）。ステータスは戻していません。`,
    next: `Jira で ${facts.ticket} を開いて理由を確認し、これを取り下げてください。`,
  }),
  'not-in-conflict': ({ ticket }) => ({
    what: `${ticket} に競合はありません。`,
    next: '"guardrail reviews" で一覧を確認してください。',
  }),
  'resolution-unavailable': ({ ticket }) => ({
    what: `${ticket} にコメントとして追加できる理由がありません。`,
    next: 'もう一度送信するか、取り下げてください。',
  }),
};

const noPatch = {
  changed: () => '確認した後にテンプレートが変更されました',
  'not-fixed': () => '添付できるのは対応結果が「修正済み」の場合だけです',
  'no-template': () => '開いているフォルダーに、リソースを確実に宣言しているテンプレートがありません',
  'no-git': () => 'テンプレートが Git のチェックアウトにありません',
  'no-base': () => 'Git がインストールされていないか、チェックアウトにコミットがありません',
  unchanged: (file: string, base: string) => `${file} は ${base} と同じです`,
} as const;

const fields = { assignee: '担当者', due: '期限' } as const;

const editRefusals = {
  refused: (ticket: string, field: string) => `Jira は ${ticket} の新しい${field}を受け付けません。`,
  'not-permitted': (ticket: string, field: string) =>
    `このアカウントには ${ticket} の${field}を変更する権限がありません。`,
  'no-ticket': (ticket: string) => `${ticket} は Jira にないか、このアカウントからは見えません。`,
  'without-effect': (ticket: string, field: string) =>
    `Jira は ${ticket} の新しい${field}を受け付けましたが、値は変わっていません。`,
} as const;

function value(shown: string | undefined): string {
  return shown === undefined ? '「なし」' : `「${shown}」`;
}
