import { describe, expect, it } from 'vitest';
import type { DivergenceCode } from '#protocol/divergence.ts';
import { isOpen } from '#protocol/list-state.ts';
import { byUrgency } from '#protocol/urgency.ts';
import { groupByState } from '../../../../extension/findings/order.ts';
import { findingView, ticketOfFinding } from '../../../support/finding-view.ts';

const due = (key: string, date: string | undefined, over = {}) =>
  findingView({ key, ticket: ticketOfFinding({ ...(date !== undefined && { due: date }) }), ...over });

describe('findings in the tree', () => {
  it('are grouped by state: those that wait for a developer first, without empty groups', () => {
    const groups = groupByState([
      findingView({ key: 'done', ticket: ticketOfFinding({ state: 'done' }) }),
      findingView({ key: 'none' }),
      findingView({ key: 'todo', ticket: ticketOfFinding() }),
    ]);
    expect(groups.map(({ state, findings }) => [state, findings.map(({ key }) => key)])).toEqual([
      ['todo', ['todo']],
      ['none', ['none']],
      ['done', ['done']],
    ]);
  });

  it('do not wait for a developer if they are GuardDuty samples without a ticket', () => {
    const sample = { source: 'guardduty', sample: true } as const;
    expect(isOpen(findingView())).toBe(true);
    expect(isOpen(findingView(sample))).toBe(false);
    expect(isOpen(findingView({ ...sample, ticket: ticketOfFinding() }))).toBe(true);
  });

  it('are in another group than resolved ones, whose ticket waits for the developer', () => {
    const resolved = (state: 'todo' | 'review') =>
      findingView({ key: state, resolvedAt: '2026-11-23T00:00:00Z', ticket: ticketOfFinding({ state }) });
    const groups = groupByState([resolved('review'), resolved('todo'), findingView({ key: 'none' })]);
    expect(groups.map(({ state }) => state)).toEqual(['resolved', 'none', 'review']);
    expect(isOpen(resolved('todo'))).toBe(false);
    expect(isOpen(findingView({ ticket: ticketOfFinding() }))).toBe(true);
  });

  it('come first if Jira did not accept the review of their ticket, in any state of the ticket', () => {
    const conflict = findingView({ ticket: ticketOfFinding({ state: 'done', review: 'conflict' }) });
    const groups = groupByState([findingView({ key: 'none' }), conflict]);
    expect(groups.map(({ state }) => state)).toEqual(['conflict', 'none']);
    expect(isOpen(conflict)).toBe(true);
    expect(isOpen({ ...conflict, resolvedAt: '2026-11-23T00:00:00Z' })).toBe(false);
  });

  it('are sorted by due date, those without one last, then by severity, always in the same order', () => {
    const findings = [
      due('b', undefined),
      due('d', '2026-12-01', { severity: 'low' }),
      due('c', '2026-12-01', { severity: 'critical' }),
      due('a', undefined),
      due('e', '2026-11-01'),
    ];
    const sorted = findings.toSorted(byUrgency).map(({ key }) => key);
    expect(sorted).toEqual(['e', 'c', 'd', 'a', 'b']);
    expect(
      findings
        .toReversed()
        .toSorted(byUrgency)
        .map(({ key }) => key),
    ).toEqual(sorted);
  });

  const statesOf = (...findings: readonly ReturnType<typeof findingView>[]) =>
    groupByState(findings).map(({ state, findings }) => [state, findings.map(({ key }) => key).join(' ')]);

  it('are in groups of their own, before all that is to do, if they disagree with their ticket', () => {
    const disagreeing = (key: string, code: DivergenceCode, over: Parameters<typeof ticketOfFinding>[0]) =>
      findingView({
        key,
        divergences: [{ code, text: '', next: '' }],
        ticket: ticketOfFinding(over),
      });
    const reopened = disagreeing('again', 'reopened', { due: '2026-11-01' });
    const done = disagreeing('done', 'done-failing', { state: 'done' });
    const twice = disagreeing('twice', 'duplicate', {});
    expect(statesOf(due('over', '2026-11-23'), twice, done, reopened)).toEqual([
      ['reopened', 'again'],
      ['done-failing', 'done'],
      ['todo', 'over twice'],
    ]);
    expect([reopened, done, twice].map(isOpen)).toEqual([true, true, true]);
  });
});
