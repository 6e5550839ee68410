import { describe, expect, it } from 'vitest';
import { createActionQueue } from '../../../../../daemon/domain/tickets/actions/action-queue.ts';
import { resolutionsOf } from '../../../../../daemon/domain/tickets/actions/conflict.ts';
import { writeActionComment } from '../../../../../daemon/server/texts/action-comment.ts';
import { buildTicket, buildTransition, statuses } from '../../../../support/ticket-builder.ts';
import { memoryJira, type Step } from './action-fakes.ts';
import { codeOf, params, problem, setUp, signal } from './hand-over-fakes.ts';

const ticket = 'APP-1';
const code = (work: Promise<unknown>) => work.then(() => 'confirmed', codeOf);

/** A review whose move arrived, and that another person sent back before the comment. */
async function sentBack() {
  const all = setUp();
  all.jira.hooks.after = async (step) => {
    if (step === 'move') throw problem('jira-unreachable');
  };
  await all.reviews.submit(params, signal);
  all.heal();
  all.jira.movedBy(ticket, statuses.toDo);
  await all.reviews.flush(signal);
  expect(all.kept()).toMatchObject({ state: 'conflict', code: 'ticket-moved-away' });
  return all;
}

describe('a conflict', () => {
  it('has the ticket as it is now, and who moved it', async () => {
    const { kept } = await sentBack();
    expect(kept()?.found).toMatchObject({ status: statuses.toDo, lastMove: { by: 'Aiko Tanaka' } });
    expect(kept()?.note).toMatchObject({ facts: { by: 'Aiko Tanaka' } });
    expect(kept()?.steps.map(({ step }) => step)).toEqual(['queued', 'move-sent']);
  });

  it('offers what its ticket allows', async () => {
    const { kept } = await sentBack();
    const queued = kept();
    if (!queued) throw new Error('the review is kept');
    const offers = (status: keyof typeof statuses) =>
      resolutionsOf(queued, buildTicket({ status: statuses[status] }), {});
    expect(offers('toDo')).toEqual(['send-anyway', 'comment-only']);
    expect(offers('done')).toEqual(['comment-only']);
    expect(resolutionsOf({ ...queued, reason: '' }, buildTicket(), {})).toEqual(['send-anyway']);
    expect(resolutionsOf({ ...queued, state: 'waiting' }, buildTicket(), {})).toEqual([]);
    expect(resolutionsOf(queued, undefined, {})).toEqual([]);
  });

  it('of an edit can be sent anyway wherever the ticket stands', async () => {
    const { jira, reviews, kept } = setUp();
    jira.editedBy(ticket, 'due', '2098-12-01');
    const due = { kind: 'due', ticket, reason: 'Waits.', due: '2099-01-31', seen: {} } as const;
    expect(await code(reviews.submit(due, signal))).toBe('value-changed');
    const queued = kept();
    if (!queued) throw new Error('the edit is kept');
    for (const status of [statuses.toDo, statuses.inReview, statuses.done])
      expect(resolutionsOf(queued, buildTicket({ status }), {})).toEqual(['send-anyway', 'comment-only']);
  });

  it('that is sent anyway moves the ticket again and comments once', async () => {
    const { jira, outbox, reviews } = await sentBack();
    expect((await reviews.resolve({ ticket, resolution: 'send-anyway' }, signal)).result).toBe('confirmed');
    expect(jira.moves).toHaveLength(2);
    expect(jira.comments).toHaveLength(1);
    expect(outbox.list()).toEqual([]);
  });

  it('that is sent anyway takes the steps that the person confirmed', async () => {
    const progress = { id: '9', name: 'In Progress', category: 'indeterminate' } as const;
    const { jira, reviews } = setUp(
      memoryJira(buildTicket(), [buildTransition({ id: '51', name: 'Start', to: progress })], {
        [progress.id]: [buildTransition()],
      }),
    );
    expect(await code(reviews.submit(params, signal))).toBe('no-move-to-review');
    const resolution = { ticket, resolution: 'send-anyway', via: ['Start'] } as const;
    expect((await reviews.resolve(resolution, signal)).result).toBe('confirmed');
    expect(jira.moves).toEqual(['APP-1 → In Progress', 'APP-1 → In Review']);
  });

  it('that is sent anyway although its ticket is done stays a conflict', async () => {
    const { jira, reviews, kept } = setUp(memoryJira(buildTicket({ status: statuses.done })));
    await code(reviews.submit(params, signal));
    expect(await code(reviews.resolve({ ticket, resolution: 'send-anyway' }, signal))).toBe(
      'ticket-already-done',
    );
    expect(kept()).toMatchObject({ state: 'conflict', reason: params.reason });
    expect(jira.moves).toEqual([]);
  });

  it('is a comment alone if the person chose that, and the comment says so', async () => {
    const { jira, outbox, reviews } = await sentBack();
    expect((await reviews.resolve({ ticket, resolution: 'comment-only' }, signal)).result).toBe('confirmed');
    expect(jira.moves).toHaveLength(1);
    expect(jira.comments.map(({ paragraphs }) => paragraphs)).toEqual([
      ['Reviewed with Guardrail: fixed (the status was not changed)', params.reason],
    ]);
    expect(outbox.list()).toEqual([]);
    expect(await code(reviews.undo({ ticket }, signal))).toBe('nothing-to-undo');
  });

  it('cannot be a comment without a reason', async () => {
    const { reviews } = setUp(memoryJira(buildTicket()));
    await code(reviews.submit({ kind: 'approve', ticket, reason: '' }, signal));
    expect(await code(reviews.resolve({ ticket, resolution: 'comment-only' }, signal))).toBe(
      'resolution-unavailable',
    );
  });

  it('must be one: other actions cannot be resolved', async () => {
    const { reviews, failAt } = setUp();
    expect(await code(reviews.resolve({ ticket, resolution: 'send-anyway' }, signal))).toBe(
      'review-not-kept',
    );
    failAt('readTicket', problem('jira-unreachable'));
    await reviews.submit(params, signal);
    expect(await code(reviews.resolve({ ticket, resolution: 'send-anyway' }, signal))).toBe(
      'not-in-conflict',
    );
  });
});

describe('a resolution that a crash interrupts', () => {
  class Crash extends Error {}
  const steps: Step[] = ['readTicket', 'listTransitions', 'move', 'readLanguage', 'commentOnce'];
  const cases = (['send-anyway', 'comment-only'] as const).flatMap((resolution) =>
    (['before', 'after'] as const).flatMap((moment) =>
      steps.map((step) => [resolution, moment, step] as const),
    ),
  );

  it.each(cases)('%s, %s %s, arrives once', async (resolution, moment, crashing) => {
    const { jira, outbox, reviews, heal } = await sentBack();
    jira.hooks[moment] = async (step) => {
      if (step === crashing) throw new Crash();
    };
    await reviews.resolve({ ticket, resolution }, signal).catch(() => {});
    heal();
    const restarted = createActionQueue({
      outbox,
      source: () => jira.source,
      writeComment: writeActionComment,
      names: () => ({}),
      keeper: () => () => {},
    });
    await restarted.flush(signal);
    expect(jira.moves).toHaveLength(resolution === 'send-anyway' ? 2 : 1);
    expect(jira.comments).toHaveLength(1);
    expect(outbox.list()).toEqual([]);
  });
});
