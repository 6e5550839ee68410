import { isCertainMatch } from '#protocol/tickets.ts';
import type { EditorTexts } from '../texts.ts';

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
  lens: (count) => `検出結果 ${count} 件`,
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
  severities: { critical: '重大', high: '高', medium: '中', low: '低' },
};
