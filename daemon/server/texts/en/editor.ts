import { isCertainMatch } from '#protocol/tickets.ts';
import type { EditorTexts } from '../texts.ts';
import { counted } from './counted.ts';

export const editorTexts: EditorTexts = {
  openFinding: 'Guardrail: open the finding',
  openThisFinding: (title) => `Guardrail: open the finding: ${title}`,
  moveToReview: (ticket) => `Guardrail: move ${ticket} to review`,
  chooseLink: 'Guardrail: choose the template resource',
  thisOne: (logicalId, resource) => `Guardrail: this is the one: ${logicalId} declares ${resource}`,
  notThisOne: (logicalId, resource) => `Guardrail: not this one: ${logicalId} does not declare ${resource}`,
  candidate: 'may be about this resource',
  ticketName: ({ key, match }) => (isCertainMatch(match) ? key : `${key} (probable)`),
  noTicket: 'no ticket',
  ticketUnknown: 'tickets not read yet',
  due: (date) => `due ${date}`,
  lens: (count) => counted(count, 'finding'),
  rule: 'Rule',
  severity: 'Severity',
  account: 'Account',
  resource: 'Resource',
  ticket: 'Ticket',
  evidence: 'Link',
  cause: 'Cause',
  otherCause: 'Or',
  remedy: 'Remedy',
  declares: (logicalId) => `${logicalId} is the resource of the finding`,
  severities: { critical: 'critical', high: 'high', medium: 'medium', low: 'low' },
};
