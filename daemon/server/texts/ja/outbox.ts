import type { OutboxProblems } from '../../../domain/problems/outbox.ts';
import type { ProblemTexts } from '../texts.ts';
import { acts, changed, listed } from './tickets.ts';

export const outboxProblems: Pick<ProblemTexts, keyof OutboxProblems> = {
  'nothing-to-undo': ({ ticket }) => ({
    what: `${ticket} には取り消せる操作がありません。Guardrail が最近ステータスを変更していないか、すでに取り消されています。`,
    next: '"guardrail reviews --all" で一覧を確認するか、Jira でステータスを変更してください。',
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
        ? `${facts.ticket} は${acts[facts.undone]}の後に変更され、再び「${facts.status}」になっています（更新: ${changed(facts)}）。ステータスは戻していません。`
        : `${facts.ticket} は${acts[facts.undone]}後の「${facts.left}」ではなく「${facts.status}」になっています（更新: ${changed(facts)}）。ステータスは戻していません。`,
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
