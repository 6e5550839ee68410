import { expect, it } from 'vitest';
import { firstFinding } from '../../../../extension/sample/first-finding.ts';
import { findingView, ticketOfFinding } from '../../../support/finding-view.ts';

const place = { uri: 'file:///sample/template.yaml', line: 1, column: 0, logicalId: 'Logs' };
const link = { place, confidence: 'certain', evidence: [] } as never;
const finding = (key: string, over: Parameters<typeof findingView>[0] = {}) =>
  findingView({ key, ticket: ticketOfFinding(), link, ...over });

it('shows a new user the most severe finding that a template declares and that waits for a review', () => {
  const shown = firstFinding([
    finding('without a template', { severity: 'critical', link: undefined as never }),
    finding('in review', { severity: 'critical', ticket: ticketOfFinding({ state: 'review' }) }),
    finding('an attack, which no template fixes', { severity: 'critical', source: 'guardduty' }),
    finding('less severe', { severity: 'medium', ticket: ticketOfFinding({ due: '2026-01-01' }) }),
    finding('late', { severity: 'high', ticket: ticketOfFinding({ due: '2026-12-01' }) }),
    finding('later', { severity: 'high', ticket: ticketOfFinding({ due: '2026-12-24' }) }),
  ]);
  expect(shown?.key).toBe('late');
});

it('shows nothing if nothing waits for a review', () => {
  expect(firstFinding([finding('without a ticket', { ticket: undefined as never })])).toBeUndefined();
});
