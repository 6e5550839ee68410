import { describe, expect, it } from 'vitest';
import { stateLineFor } from '../../../../../extension/findings/page/state-line.ts';
import { findingView, ticketOfFinding } from '../../../../support/finding-view.ts';

const today = '2026-11-23';
const of = (ticket: Parameters<typeof ticketOfFinding>[0], more: Parameters<typeof findingView>[0] = {}) =>
  stateLineFor(findingView({ ticket: ticketOfFinding(ticket), ...more }), today, 'en');

describe('the line below the title of a finding', () => {
  it('says plainly for how many days the ticket is overdue', () => {
    expect(of({ due: '2026-11-11' })).toEqual({
      tone: 'late',
      lead: '12 days late',
      rest: ['PAY-1', 'To Do', 'due Nov 11, 2026'],
    });
    expect(of({ due: '2026-11-22' }).lead).toBe('1 day late');
  });

  it('says that it is due soon, and otherwise only where the ticket stands', () => {
    expect(of({ due: '2026-11-23', assignee: 'Mika' })).toMatchObject({
      ...{ tone: 'soon', lead: 'Due today', rest: ['PAY-1', 'To Do', 'due Nov 23, 2026', 'Mika'] },
    });
    expect(of({ due: '2026-11-26' })).toMatchObject({ tone: 'soon', lead: 'Due in 3 days' });
    expect(of({ due: '2027-02-01' })).toMatchObject({ tone: 'plain', lead: 'To Do' });
  });

  it('names no late day for a ticket that no longer waits for its developer, or a finding that is resolved', () => {
    expect(of({ due: '2026-11-11', state: 'review', status: 'Checking' })).toEqual({
      ...{ tone: 'plain', lead: 'In Review', rest: ['PAY-1', 'Checking'] },
    });
    expect(of({ due: '2026-11-11' }, { resolvedAt: '2026-11-20T00:00:00.000Z' })).toMatchObject({
      tone: 'good',
      lead: 'Resolved',
    });
  });

  it('says whether a ticket is missing, is being filed, or was never looked for', () => {
    expect(stateLineFor(findingView(), today, 'en').lead).toBe('No ticket');
    expect(stateLineFor(findingView({ ticketUnknown: true }), today, 'en').lead).toBe('Tickets not read yet');
    expect(stateLineFor(findingView({ filing: { state: 'waiting' } }), today, 'en').rest).toEqual([
      'ticket waits for Jira',
    ]);
  });
});
