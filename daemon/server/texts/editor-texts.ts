import type { FindingView } from '#protocol/findings.ts';
import type { TicketOfFinding } from '#protocol/tickets.ts';
import type { Text } from '../../base/text.ts';

/** Words that the editor shows on templates. All plain text: findings and tickets are data, never markup. */
export const editorTexts = {
  openFinding: { en: 'Guardrail: open the finding', ja: 'Guardrail: 検出結果を開く' },
  openThisFinding: (title: string): Text => ({
    en: `Guardrail: open the finding: ${title}`,
    ja: `Guardrail: 検出結果を開く: ${title}`,
  }),
  moveToReview: (ticket: string): Text => ({
    en: `Guardrail: move ${ticket} to review`,
    ja: `Guardrail: ${ticket} をレビューに移す`,
  }),
  chooseLink: {
    en: 'Guardrail: choose the template resource',
    ja: 'Guardrail: テンプレートのリソースを選択',
  },
  thisOne: (logicalId: string, resource: string): Text => ({
    en: `Guardrail: this is the one: ${logicalId} declares ${resource}`,
    ja: `Guardrail: これです（${logicalId} が ${resource} を宣言しています）`,
  }),
  notThisOne: (logicalId: string, resource: string): Text => ({
    en: `Guardrail: not this one: ${logicalId} does not declare ${resource}`,
    ja: `Guardrail: これではありません（${logicalId} は ${resource} の宣言ではありません）`,
  }),
  candidate: { en: 'may be about this resource', ja: 'このリソースかもしれません' },
  /** A ticket as a finding's: its key, and whether that is only probable. */
  ticketName: ({ key, match }: Pick<TicketOfFinding, 'key' | 'match'>): Text =>
    match === 'label' ? { en: key, ja: key } : { en: `${key} (probable)`, ja: `${key}（推定）` },
  noTicket: { en: 'no ticket', ja: 'チケットなし' },
  ticketUnknown: { en: 'tickets not read yet', ja: 'チケット未読み込み' },
  due: (date: string): Text => ({ en: `due ${date}`, ja: `期限 ${date}` }),
  lens: (count: number): Text => ({
    en: count === 1 ? '1 finding' : `${count} findings`,
    ja: `検出結果 ${count} 件`,
  }),
  rule: { en: 'Rule', ja: 'ルール' },
  severity: { en: 'Severity', ja: '重大度' },
  account: { en: 'Account', ja: 'アカウント' },
  resource: { en: 'Resource', ja: 'リソース' },
  ticket: { en: 'Ticket', ja: 'チケット' },
  evidence: { en: 'Link', ja: '紐づけの根拠' },
  cause: { en: 'Cause', ja: '原因' },
  otherCause: { en: 'Or', ja: '別の可能性' },
  remedy: { en: 'Remedy', ja: '対処' },
  declares: (logicalId: string): Text => ({
    en: `${logicalId} is the resource of the finding`,
    ja: `${logicalId} が検出結果のリソースです`,
  }),
} satisfies Record<string, Text | ((...values: never[]) => Text)>;

export const severityTexts: Readonly<Record<FindingView['severity'], Text>> = {
  critical: { en: 'critical', ja: '緊急' },
  high: { en: 'high', ja: '高' },
  medium: { en: 'medium', ja: '中' },
  low: { en: 'low', ja: '低' },
};
