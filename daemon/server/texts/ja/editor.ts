import { isCertainMatch } from '#protocol/tickets.ts';
import type { EditorTexts } from '../texts.ts';

const severities = { critical: '重大', high: '高', medium: '中', low: '低' } as const;

export const editorTexts: EditorTexts = {
  openFinding: 'Guardrail: 検出結果を開く',
  openThisFinding: (title) => `Guardrail: 検出結果を開く: ${title}`,
  moveToReview: (ticket) => `Guardrail: ${ticket} をレビューに進める`,
  chooseLink: 'Guardrail: テンプレートのリソースを選択',
  thisOne: (logicalId, resource) => `Guardrail: これです（${logicalId} が ${resource} を宣言しています）`,
  notThisOne: (logicalId, resource) =>
    `Guardrail: これではありません（${logicalId} は ${resource} の宣言ではありません）`,
  candidate: 'このリソースかもしれません',
  ticketName: ({ key, match }) => (isCertainMatch(match) ? key : `${key}（推定）`),
  noTicket: 'チケットなし',
  ticketUnknown: 'チケット未読み込み',
  due: (date) => `期限 ${date}`,
  lens: ({ severity, count, inReview, title, isCandidate }) => {
    const what = title ?? `検出結果 ${count} 件`;
    const state = inReview === 0 ? '' : inReview === count ? 'レビュー中' : `うち ${inReview} 件はレビュー中`;
    const name = `重大度 ${severities[severity]}`;
    return [name, what, state, isCandidate ? 'このリソースの可能性あり' : ''].filter(Boolean).join(' · ');
  },
  reviewTicket: (ticket) => `${ticket} をレビューに進める`,
  reviewTickets: (count) => `チケット ${count} 件をレビューに進める`,
  openTicket: (ticket) => `${ticket} を開く`,
  openOneOfTickets: (count) => `チケット ${count} 件から選んで開く`,
  chooseResource: 'テンプレートのリソースを選択',
  review: 'レビューに進める',
  showFinding: '検出結果を表示',
  moreFindings: (count) => `ここにはほかに ${count} 件の検出結果があります。`,
  chooseFinding: '選択して表示',
  firstOfThem: (count) => `（最初の ${count} 件。すべては検出結果ビューにあります）`,
  stack: (name, account, region) => `スタック ${name}（${account}、${region}）`,
  ticketLine: (ticket, facts) => `チケット ${[ticket, ...facts].join(' · ')}`,
  rule: 'ルール',
  severity: '重大度',
  account: 'アカウント',
  resource: 'リソース',
  ticket: 'チケット',
  evidence: '紐づけの根拠',
  cause: '原因',
  otherCause: '別の可能性',
  remedy: '修復方法',
  declares: (logicalId) => `${logicalId} が検出結果のリソースです`,
  severities,
};
