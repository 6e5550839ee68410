import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../../daemon/domain/problems/problem.ts';
import { sayProblem } from '../../../../../daemon/server/texts/say.ts';
import { buildTicket, buildTransition, requiredField } from '../../../../support/ticket-builder.ts';
import { memoryJira } from './action-fakes.ts';
import { params, problem, setUp, signal } from './hand-over-fakes.ts';

const cause = requiredField('Root cause', {
  id: 'customfield_1',
  control: 'select',
  options: [{ id: '10', label: 'Human error' }],
});
const asking = buildTransition({ fields: [cause] });
const filled = { ...params, fields: { 'Root cause': { value: 'Human error' } } };
const sent = [[{ id: 'customfield_1', control: 'select', value: '10' }]];
const caught = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => (error instanceof Problem ? error : Promise.reject(error)),
  );

describe('a move whose screen asks for fields', () => {
  it('is not sent without them, and goes through when the review is sent again with them', async () => {
    const { reviews, jira, kept } = setUp(memoryJira(buildTicket(), [asking]));
    const refusal = await caught(reviews.submit(params, signal));
    expect(refusal?.code).toBe('move-needs-fields');
    expect(refusal?.details.move).toMatchObject({ id: asking.id, fields: [cause] });
    expect(kept()).toMatchObject({ state: 'conflict', reason: params.reason });
    expect(jira.moves).toEqual([]);

    expect((await reviews.submit(filled, signal)).result).toBe('confirmed');
    expect(jira.sentFields).toEqual(sent);
    expect(jira.comments).toHaveLength(1);
    expect(kept()).toBeUndefined();
  });

  it('keeps the values on disk and sends them after an outage', async () => {
    const { reviews, jira, kept, failAt, heal } = setUp(memoryJira(buildTicket(), [asking]));
    failAt('move', problem('jira-unreachable', { facts: { site: 's', reason: 'x' }, unsent: true }));
    expect((await reviews.submit(filled, signal)).result).toBe('waiting');
    expect(kept()?.fields).toEqual(filled.fields);
    heal();
    await reviews.flush(signal);
    expect(jira.sentFields).toEqual(sent);
    expect(kept()).toBeUndefined();
  });

  it('is refused by a validator with a sentence for a field, which loses nothing', async () => {
    const { reviews, jira, kept, failAt, heal } = setUp(memoryJira(buildTicket(), [asking]));
    const said = { facts: { ticket: 'APP-1', said: 'Name a lasting cause' } };
    failAt(
      'move',
      problem('jira-refused', { ...said, fieldErrors: { customfield_1: 'Name a lasting cause' } }),
    );
    const refusal = await caught(reviews.submit(filled, signal));
    expect(refusal?.code).toBe('fields-refused');
    expect(refusal?.details.faults).toMatchObject([
      { id: 'customfield_1', name: 'Root cause', said: 'Name a lasting cause' },
    ]);
    expect(refusal && sayProblem(refusal, 'en')).toContain('"Root cause": Name a lasting cause.');
    expect(kept()).toMatchObject({ state: 'conflict', fields: filled.fields, reason: params.reason });
    await reviews.flush(signal);
    expect(jira.moves).toEqual([]);
    heal();
    expect((await reviews.submit(filled, signal)).result).toBe('confirmed');
    expect(jira.moves).toHaveLength(1);
  });

  it('asks for a field that only a validator requires', async () => {
    const optional = { ...cause, required: false };
    const { reviews, failAt } = setUp(memoryJira(buildTicket(), [buildTransition({ fields: [optional] })]));
    failAt(
      'move',
      problem('jira-refused', { facts: { said: 'Needed' }, fieldErrors: { customfield_1: 'Needed' } }),
    );
    const refusal = await caught(reviews.submit(params, signal));
    expect(refusal?.code).toBe('fields-refused');
    expect(refusal?.details.move?.fields).toEqual([optional]);
  });

  it('is named if a condition of the workflow forbids it', async () => {
    const forbidden = buildTransition({ isUnavailable: true });
    const { reviews, jira } = setUp(memoryJira(buildTicket(), [forbidden]));
    const refusal = await caught(reviews.submit(params, signal));
    expect(refusal?.code).toBe('move-not-available');
    expect(refusal && sayProblem(refusal, 'en')).toContain('"Ask for review" → "In Review"');
    expect(jira.moves).toEqual([]);
  });
});
