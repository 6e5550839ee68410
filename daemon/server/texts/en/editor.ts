import { isCertainMatch } from '#protocol/tickets.ts';
import type { EditorTexts } from '../texts.ts';
import { counted } from './counted.ts';

const lensSeverities = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' } as const;

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
  lens: ({ severity, count, inReview, title, isCandidate }) => {
    const what = title ?? counted(count, 'finding');
    const state = inReview === 0 ? '' : inReview === count ? 'in review' : `${inReview} in review`;
    const name = lensSeverities[severity];
    return [name, what, state, isCandidate ? 'may be this resource' : ''].filter(Boolean).join(' · ');
  },
  reviewTicket: (ticket) => `Move ${ticket} to review`,
  reviewTickets: (count) => `Move ${counted(count, 'ticket')} to review`,
  openTicket: (ticket) => `Open ${ticket}`,
  openOneOfTickets: (count) => `Open one of ${counted(count, 'ticket')}`,
  chooseResource: 'Choose the template resource',
  review: 'Move to review',
  showFinding: 'Show finding',
  moreFindings: (count) => `${counted(count, 'more finding')} here.`,
  chooseFinding: 'Choose one',
  firstOfThem: (count) => `(the first ${count} of them; the Findings view has all)`,
  stack: (name, account, region) => `Stack ${name} in ${account}, ${region}`,
  ticketLine: (ticket, facts) => `Ticket ${[ticket, ...facts].join(' · ')}`,
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
