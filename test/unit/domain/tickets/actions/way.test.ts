import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../../daemon/domain/problems/problem.ts';
import type { TicketStatus } from '../../../../../daemon/domain/tickets/ticket.ts';
import { sayProblem } from '../../../../../daemon/server/texts/say.ts';
import { buildTicket, buildTransition, requiredField, statuses } from '../../../../support/ticket-builder.ts';
import { memoryJira, type Step } from './action-fakes.ts';
import { params, problem, setUp, signal } from './hand-over-fakes.ts';

const inProgress: TicketStatus = { id: '10', name: 'In Progress', category: 'indeterminate' };
const start = buildTransition({ id: '4', name: 'Start', to: inProgress });
const close = buildTransition({ id: '5', name: 'Close', to: statuses.done });
const reject = buildTransition({ id: '6', name: 'Reject', to: { ...inProgress, id: '11', name: 'Rework' } });
const ask = buildTransition();
const inSteps = { ...params, via: ['Start'] };

/** To Do → In Progress → In Review. */
const twoSteps = () => setUp(memoryJira(buildTicket(), [start, close, reject], { [inProgress.id]: [ask] }));
const caught = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => (error instanceof Problem ? error : Promise.reject(error)),
  );
const way = ['APP-1 → In Progress', 'APP-1 → In Review'];

describe('a review without a direct move', () => {
  it('offers the first steps that neither close nor reject, and moves nothing', async () => {
    const { reviews, jira, kept } = twoSteps();
    const refusal = await caught(reviews.submit(params, signal));
    expect(refusal?.code).toBe('no-move-to-review');
    expect(refusal?.details.ways).toEqual([{ id: '4', name: 'Start', to: 'In Progress' }]);
    expect(refusal && sayProblem(refusal, 'en')).toContain('Start → In Progress first');
    expect(jira.moves).toEqual([]);
    expect(kept()).toMatchObject({ state: 'conflict', reason: params.reason });
  });

  it('goes through the steps that the person confirmed, and comments once', async () => {
    const { reviews, jira, kept } = twoSteps();
    expect((await reviews.submit(inSteps, signal)).result).toBe('confirmed');
    expect(jira.moves).toEqual(way);
    expect(jira.comments).toHaveLength(1);
    expect(kept()).toBeUndefined();
  });

  it('stops with a conflict if a step is not offered', async () => {
    const { reviews, jira, kept } = twoSteps();
    expect((await caught(reviews.submit({ ...params, via: ['Begin'] }, signal)))?.code).toBe('move-unknown');
    expect(jira.moves).toEqual([]);
    expect(kept()?.state).toBe('conflict');
  });

  it('asks which step is meant if two have its name, and takes it by its id', async () => {
    const other = buildTransition({
      id: '7',
      name: 'Start',
      to: { ...inProgress, id: '12', name: 'On Hold' },
    });
    const jira = memoryJira(buildTicket(), [start, other], { [inProgress.id]: [ask] });
    const { reviews } = setUp(jira);
    const refusal = await caught(reviews.submit(inSteps, signal));
    expect(refusal?.code).toBe('move-ambiguous');
    expect(refusal && sayProblem(refusal, 'en')).toContain('guardrail moves APP-1');
    expect(jira.moves).toEqual([]);
    expect((await reviews.submit({ ...params, via: ['4'] }, signal)).result).toBe('confirmed');
    expect(jira.moves).toEqual(way);
  });

  it.each([
    ['closes the ticket', 'Close', 'move-closes'],
    ['rejects something', 'Reject', 'move-closes'],
  ])('never takes a step that %s', async (_what, step, code) => {
    const { reviews, jira } = twoSteps();
    expect((await caught(reviews.submit({ ...params, via: [step] }, signal)))?.code).toBe(code);
    expect(jira.moves).toEqual([]);
  });

  it('leaves a step with fields to Jira', async () => {
    const asking = { ...start, fields: [requiredField('Estimate')] };
    const { reviews, jira } = setUp(memoryJira(buildTicket(), [asking]));
    expect((await caught(reviews.submit(params, signal)))?.details.ways).toBeUndefined();
    expect((await caught(reviews.submit(inSteps, signal)))?.code).toBe('step-needs-fields');
    expect(jira.moves).toEqual([]);
  });

  it('says after a step that no move leads further, and goes on when the person confirms the next one', async () => {
    const waiting: TicketStatus = { id: '12', name: 'Waiting', category: 'indeterminate' };
    const next = buildTransition({ id: '7', name: 'Wait', to: waiting });
    const all = setUp(memoryJira(buildTicket(), [start], { [inProgress.id]: [next], [waiting.id]: [ask] }));
    const refusal = await caught(all.reviews.submit(inSteps, signal));
    expect(refusal?.details.ways).toEqual([{ id: '7', name: 'Wait', to: 'Waiting' }]);
    expect((await all.reviews.submit({ ...params, via: ['7'] }, signal)).result).toBe('confirmed');
    expect(all.jira.moves).toEqual(['APP-1 → In Progress', 'APP-1 → Waiting', 'APP-1 → In Review']);
  });

  it('says plainly that the account may not move tickets', async () => {
    const { reviews, jira } = setUp(memoryJira(buildTicket(), []));
    jira.site.mayMove = false;
    const refusal = await caught(reviews.submit(params, signal));
    expect(refusal?.code).toBe('moves-not-permitted');
    expect(refusal && sayProblem(refusal, 'en')).toContain('no permission to transition issues');
  });
});

describe('a crash on the way', () => {
  const crash = new Error('the daemon died');
  const requests: Step[] = ['readTicket', 'listTransitions', 'move', 'commentOnce'];
  const points = requests.flatMap((step) =>
    (['before', 'after'] as const).flatMap((when) => [1, 2, 3].map((nth) => [when, step, nth] as const)),
  );

  it.each(points)('%s %s, number %i, ends in one of each move and one comment', async (when, step, nth) => {
    const { reviews, jira, kept } = twoSteps();
    let calls = 0;
    jira.hooks[when] = async (now) => {
      if (now === step && ++calls === nth) throw crash;
    };
    await reviews.submit(inSteps, signal).catch((error) => expect(error).toBe(crash));
    jira.hooks[when] = async () => {};
    await reviews.flush(signal);
    expect(jira.moves).toEqual(way);
    expect(jira.comments).toHaveLength(1);
    expect(kept()).toBeUndefined();
  });

  it.each(points)(
    '%s %s, number %i, after which a person moved the ticket, is a conflict or done',
    async (when, step, nth) => {
      const { reviews, jira, kept } = twoSteps();
      let calls = 0;
      jira.hooks[when] = async (now) => {
        if (now === step && ++calls === nth) throw crash;
      };
      await reviews.submit(inSteps, signal).catch((error) => expect(error).toBe(crash));
      jira.hooks[when] = async () => {};
      const before = [...jira.moves];
      jira.movedBy('APP-1', { id: '20', name: 'Backlog', category: 'new' });
      await reviews.flush(signal);
      // Nothing moves a ticket that another person took somewhere else; a review that had not begun finds no move there.
      expect(jira.moves.slice(before.length).filter((move) => move.includes('Review'))).toEqual(
        before.length === 0 && jira.moves.length > 0 ? ['APP-1 → In Review'] : [],
      );
      if (before.length > 0 && kept()) expect(kept()?.state).toBe('conflict');
    },
  );
});

it('a refused step stays where it was, and is tried again after an outage', async () => {
  const { reviews, jira, kept } = twoSteps();
  let moves = 0;
  jira.hooks.before = async (now) => {
    if (now === 'move' && ++moves === 2)
      throw problem('jira-unreachable', { facts: { site: 's', reason: 'x' }, unsent: true });
  };
  expect((await reviews.submit(inSteps, signal)).result).toBe('waiting');
  expect(kept()).toMatchObject({ step: 'queued', move: { isStep: true, passed: 0 } });
  jira.hooks.before = async () => {};
  await reviews.flush(signal);
  expect(jira.moves).toEqual(way);
  expect(kept()).toBeUndefined();
});
