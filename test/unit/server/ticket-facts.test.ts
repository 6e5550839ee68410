import { describe, expect, it } from 'vitest';
import { ticketFacts } from '../../../daemon/server/features/editor/diagnostics.ts';
import { findingView, ticketOfFinding } from '../../support/finding-view.ts';

describe('the ticket of a finding on one line', () => {
  it('is its key, status, priority and due date', () => {
    const ticket = ticketOfFinding({ priority: 'High', due: '2026-11-30' });
    expect(ticketFacts(findingView({ ticket }), 'en')).toBe('PAY-1 · To Do · High · due 2026-11-30');
    expect(ticketFacts(findingView({ ticket }), 'ja')).toBe('PAY-1 · To Do · High · 期限 2026-11-30');
  });

  it('distinguishes a missing ticket from tickets that were not read', () => {
    expect(ticketFacts(findingView(), 'en')).toBe('no ticket');
    expect(ticketFacts(findingView({ ticketUnknown: true }), 'en')).toBe('tickets not read yet');
    expect(ticketFacts(findingView({ ticketUnknown: true }), 'ja')).toBe('チケット未読み込み');
  });
});
