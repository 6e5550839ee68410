import { describe, expect, it } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import type { TicketView } from '#protocol/tickets.ts';
import {
  reviewableSubjects,
  subjectOf,
  ticketNow,
} from '../../../../../extension/tickets/review/reviewable.ts';
import { findingView, ticketOfFinding } from '../../../../support/finding-view.ts';

const ticket = (over: Partial<TicketView> = {}): TicketView => ({
  key: 'PAY-1',
  url: 'https://example.atlassian.net/browse/PAY-1',
  summary: 'A bucket',
  status: 'To Do',
  state: 'todo',
  ...over,
});
const pending = (state: 'waiting' | 'conflict') =>
  ({
    id: 'a1',
    kind: 'review',
    outcome: 'fixed',
    state,
    reason: 'r',
    createdAt: '2026-11-28T00:00:00Z',
  }) as const;
const known = (findings: FindingView[], tickets: TicketView[]) => ({
  findings: new Map(findings.map((finding) => [finding.key, finding])),
  tickets: new Map(tickets.map((each) => [each.key, each])),
});

describe('the tickets that can be moved to review', () => {
  const failing = findingView({ ticket: ticketOfFinding() });
  const resolved = { ...failing, resolvedAt: '2026-11-28T00:00:00Z' };

  it.each([
    ['fails', [failing], ticket({ finding: failing.key })],
    ['is resolved', [resolved], ticket({ finding: failing.key })],
    ['is not known', [], ticket({ finding: failing.key })],
    ['was never recognised', [], ticket()],
  ] as const)('include one to do whose finding %s', (_, findings, made) => {
    const subjects = reviewableSubjects(known([...findings], [made]));
    expect(subjects).toMatchObject([{ ticket: { key: 'PAY-1' } }]);
    expect(subjects[0]?.finding).toEqual(findings[0]);
  });

  it('include a ticket whose review Jira did not accept, in any state, and exclude those whose review is in progress', () => {
    const tickets = [
      ticket({ key: 'PAY-1', pending: pending('conflict') }),
      ticket({ key: 'PAY-2', state: 'review', pending: pending('conflict') }),
      ticket({ key: 'PAY-3', state: 'done', pending: pending('conflict') }),
      ticket({ key: 'PAY-4', pending: pending('waiting') }),
      ticket({ key: 'PAY-5', state: 'review' }),
      ticket({ key: 'PAY-6', state: 'done' }),
    ];
    const keys = reviewableSubjects(known([], tickets)).map((subject) => subject.ticket.key);
    expect(keys).toEqual(['PAY-1', 'PAY-2', 'PAY-3']);
  });
});

describe('the subject of a command', () => {
  const finding = findingView({ ticket: ticketOfFinding({ key: 'PAY-1' }) });
  const both = known(
    [finding],
    [ticket({ finding: finding.key }), ticket({ key: 'PAY-2', finding: finding.key })],
  );

  it('is the ticket of the row, also if another one tracks the same finding', () => {
    expect(subjectOf({ ticket: { key: 'PAY-2' } }, both)).toMatchObject({
      ticket: { key: 'PAY-2' },
      finding,
    });
    expect(subjectOf({ finding }, both)).toMatchObject({ ticket: { key: 'PAY-1' } });
    expect(subjectOf(finding.key, both)).toMatchObject({ ticket: { key: 'PAY-1' } });
  });

  it('is the ticket of a finding that has left the list', () => {
    expect(subjectOf(finding.key, known([], [ticket({ finding: finding.key })]))).toMatchObject({
      ticket: { key: 'PAY-1' },
    });
  });

  it('is unknown, without a ticket, or undefined if the argument names nothing', () => {
    expect(subjectOf('no such finding', both)).toBe('unknown');
    expect(subjectOf({ ticket: { key: 'PAY-9' } }, both)).toBe('unknown');
    expect(subjectOf('bare', known([findingView({ key: 'bare' })], []))).toBe('no-ticket');
    expect(subjectOf(undefined, both)).toBeUndefined();
  });
});

describe('the ticket of a page that is older than the list', () => {
  it('has the state that the list has', () => {
    const shown = ticketOfFinding({ status: 'To Do', due: '2026-11-30' });
    const now = ticket({ status: 'In Review', state: 'review', due: '2026-11-30' });
    expect(ticketNow(shown, known([], [now]))).toMatchObject({ status: 'In Review', state: 'review' });
    expect(ticketNow({ ...shown, review: 'waiting' }, known([], [now])).review).toBeUndefined();
    expect(ticketNow(shown, known([], []))).toEqual(shown);
  });

  it('has the action that waits or can be undone from the list only', () => {
    const undo = { action: 'a1', kind: 'approve', at: '2026-11-28T00:00:00Z', backTo: 'In Review' } as const;
    const shown = ticketOfFinding({ pending: pending('waiting'), review: 'waiting' });
    const approved = ticket({ status: 'Done', state: 'done', undo });
    expect(ticketNow(shown, known([], [approved]))).toMatchObject({ undo });
    expect(ticketNow(shown, known([], [approved]))).not.toHaveProperty('pending');
    const undone = ticket({ status: 'In Review', state: 'review' });
    expect(ticketNow(ticketOfFinding({ undo }), known([], [undone]))).not.toHaveProperty('undo');
  });
});
