import { describe, expect, it } from 'vitest';
import { buildTicket } from '../../../../support/ticket-builder.ts';
import { memoryJira } from './action-fakes.ts';
import { codeOf, params, problem, setUp, signal } from './hand-over-fakes.ts';

const intended = { ...params, outcome: 'intended' } as const;
const code = (submission: Promise<unknown>) => submission.then(() => 'confirmed', codeOf);

describe('an intended finding', () => {
  it('keeps its last day in a label of the ticket and in the comment', async () => {
    const { jira, reviews } = setUp();
    expect(await code(reviews.submit({ ...intended, until: ' 2999-01-31 ' }, signal))).toBe('confirmed');
    expect(jira.tickets.get('APP-1')?.labels).toEqual(['guardrail', 'guardrail-until-2999-01-31']);
    expect(jira.comments[0]?.paragraphs[0]).toBe('Reviewed with Guardrail: intended until 2999-01-31');
  });

  it('without a last day has a label that says so instead of an earlier one', async () => {
    const labels = ['guardrail', 'guardrail-until-2026-01-31'];
    const { jira, reviews } = setUp(memoryJira(buildTicket({ labels })));
    await reviews.submit(intended, signal);
    expect(jira.tickets.get('APP-1')?.labels).toEqual(['guardrail', 'guardrail-intended']);
  });

  it('is confirmed if the site does not allow the label: the comment has the day', async () => {
    const { jira, reviews, failAt } = setUp();
    failAt('changeLabels', problem('jira-access-denied'));
    expect(await code(reviews.submit({ ...intended, until: '2999-01-31' }, signal))).toBe('confirmed');
    expect(jira.comments).toHaveLength(1);
  });

  it('waits if the site cannot be reached for the label, and arrives once', async () => {
    const { jira, reviews, failAt, heal, outbox } = setUp();
    failAt('changeLabels', problem('jira-unreachable'));
    expect((await reviews.submit({ ...intended, until: '2999-01-31' }, signal)).result).toBe('waiting');
    heal();
    await reviews.flush(signal);
    expect([jira.moves.length, jira.comments.length, outbox.list()]).toEqual([1, 1, []]);
    expect(jira.tickets.get('APP-1')?.labels).toContain('guardrail-until-2999-01-31');
  });
});

describe('a review with terms that do not fit', () => {
  it.each([
    ['until-invalid', { outcome: 'intended', until: '2026-02-30' }],
    ['until-invalid', { outcome: 'intended', until: '2020-01-31' }],
    ['until-invalid', { outcome: 'fixed', until: '2999-01-31' }],
    ['team-invalid', { outcome: 'not-ours' }],
    ['team-invalid', { outcome: 'not-ours', team: '  ' }],
    ['team-invalid', { outcome: 'not-ours', team: 'x'.repeat(101) }],
    ['team-invalid', { outcome: 'fixed', team: 'Platform' }],
  ] as const)('is refused as %s: %j', async (expected, terms) => {
    const { outbox, reviews } = setUp();
    expect(await code(reviews.submit({ ...params, ...terms }, signal))).toBe(expected);
    expect(outbox.list()).toEqual([]);
  });
});
