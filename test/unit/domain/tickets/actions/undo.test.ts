import { describe, expect, it } from 'vitest';
import { createActionQueue } from '../../../../../daemon/domain/tickets/actions/action-queue.ts';
import { wasMovedSince } from '../../../../../daemon/domain/tickets/actions/last-move.ts';
import { canReturn, undoables } from '../../../../../daemon/domain/tickets/actions/undo.ts';
import { writeActionComment } from '../../../../../daemon/server/texts/action-comment.ts';
import { buildTicket, buildTransition, statuses } from '../../../../support/ticket-builder.ts';
import { memoryJira, type Step } from './action-fakes.ts';
import { codeOf, params, problem, setUp, signal } from './hand-over-fakes.ts';

const toReview = buildTransition({ id: '21' });
const back = buildTransition({ id: '11', name: 'Back to work', to: statuses.toDo });
const approve = buildTransition({ id: '31', name: 'Approve', to: statuses.done });
const ticket = 'APP-1';
const from = { statusId: '1', name: 'To Do' };
const code = (work: Promise<unknown>) => work.then(() => 'confirmed', codeOf);

async function reviewed(moves = [toReview, back, approve]) {
  const all = setUp(memoryJira(buildTicket(), moves));
  await all.reviews.submit(params, signal);
  return all;
}

describe('the undoing of a confirmed review', () => {
  it('moves the ticket back to the status that it had, and says so in a comment', async () => {
    const { jira, outbox, reviews } = await reviewed();
    const result = await reviews.undo({ ticket }, signal);
    expect(result?.record?.status.name).toBe('To Do');
    expect(jira.moves).toEqual(['APP-1 → In Review', 'APP-1 → To Do']);
    expect(jira.comments.at(-1)?.paragraphs).toEqual(['Undone with Guardrail: review']);
    expect(outbox.list()).toEqual([]);
    expect(outbox.past().map(({ action, undoneBy }) => [action.kind, undoneBy])).toEqual([
      ['undo', undefined],
      ['review', result?.action],
    ]);
  });

  it('is possible once, and for the earlier action after the later one', async () => {
    const { jira, reviews } = await reviewed();
    await reviews.submit({ kind: 'approve', ticket, reason: '' }, signal);
    await reviews.undo({ ticket }, signal);
    await reviews.undo({ ticket }, signal);
    expect(jira.moves.slice(2)).toEqual(['APP-1 → In Review', 'APP-1 → To Do']);
    expect(await code(reviews.undo({ ticket }, signal))).toBe('nothing-to-undo');
  });

  it('of another action than the last is refused', async () => {
    const { jira, outbox, reviews } = await reviewed();
    const review = outbox.past()[0]?.action.id ?? '';
    await reviews.submit({ kind: 'send-back', ticket, reason: 'No.' }, signal);
    expect(await code(reviews.undo({ ticket, action: review }, signal))).toBe('nothing-to-undo');
    expect(jira.moves).toHaveLength(2);
  });

  it('needs a move of its own: a ticket that another person moved stays', async () => {
    const { jira, reviews } = setUp(memoryJira(buildTicket({ status: statuses.inReview }), [back]));
    await reviews.submit(params, signal);
    expect(await code(reviews.undo({ ticket }, signal))).toBe('nothing-to-undo');
    expect(jira.moves).toEqual([]);
  });

  it('asks if several moves lead back, and takes the chosen one', async () => {
    const other = { ...back, id: '12', name: 'Reject' };
    const { jira, outbox, reviews } = await reviewed([toReview, back, other]);
    expect(await code(reviews.undo({ ticket }, signal))).toBe('move-ambiguous');
    expect(outbox.list()).toMatchObject([{ kind: 'undo', state: 'conflict' }]);
    await reviews.resolve({ ticket, resolution: 'send-anyway', transition: 'Reject' }, signal);
    expect(jira.moves.at(-1)).toBe('APP-1 → To Do');
    expect(outbox.list()).toEqual([]);
  });

  it('takes the move that the person chose when it is asked for again', async () => {
    const other = { ...back, id: '12', name: 'Reject' };
    const { jira, outbox, reviews } = await reviewed([toReview, back, other]);
    const action = outbox.past()[0]?.action.id ?? '';
    expect(await code(reviews.undo({ ticket, action }, signal))).toBe('move-ambiguous');
    expect(await code(reviews.undo({ ticket, action }, signal))).toBe('undo-too-early');
    const result = await reviews.undo({ ticket, action, transition: '12' }, signal);
    expect(result?.result).toBe('confirmed');
    expect(jira.moves).toEqual(['APP-1 → In Review', 'APP-1 → To Do']);
    expect(outbox.list()).toEqual([]);
  });

  it('names the moves that Jira offers if none leads back', async () => {
    const { outbox, reviews } = await reviewed([toReview, approve]);
    expect(await code(reviews.undo({ ticket }, signal))).toBe('no-move-back');
    expect(outbox.list()[0]?.note).toMatchObject({
      facts: { target: 'To Do', offered: [{ name: 'Ask for review' }, { name: 'Approve', to: 'Done' }] },
    });
  });

  it('is a conflict that names the person who moved the ticket since', async () => {
    const { jira, outbox, reviews } = await reviewed();
    jira.movedBy(ticket, statuses.done);
    expect(await code(reviews.undo({ ticket }, signal))).toBe('ticket-changed-since');
    expect(jira.moves).toHaveLength(1);
    expect(outbox.list()[0]).toMatchObject({
      note: { facts: { left: 'In Review', status: 'Done', by: 'Aiko Tanaka' } },
      found: { status: { name: 'Done' }, lastMove: { by: 'Aiko Tanaka' } },
    });
  });

  it('is a conflict if the ticket was moved and moved back, until the person sends it anyway', async () => {
    const { jira, reviews } = await reviewed();
    jira.movedBy(ticket, statuses.toDo);
    jira.movedBy(ticket, statuses.inReview);
    expect(await code(reviews.undo({ ticket }, signal))).toBe('ticket-changed-since');
    expect((await reviews.resolve({ ticket, resolution: 'send-anyway' }, signal)).result).toBe('confirmed');
    expect(jira.moves.at(-1)).toBe('APP-1 → To Do');
  });

  it('goes by the status alone if the site shows no history', async () => {
    const { jira, reviews, failAt } = await reviewed();
    failAt('readLastMove', problem('jira-access-denied'));
    await reviews.undo({ ticket }, signal);
    expect(jira.moves).toHaveLength(2);
  });
});

describe('the undoing of a decision', () => {
  it('leaves what the review said about an intention', async () => {
    const labels = ['guardrail', 'guardrail-intended'];
    const { jira, reviews } = setUp(
      memoryJira(buildTicket({ status: statuses.inReview, labels }), [approve, toReview]),
    );
    await reviews.submit({ kind: 'approve', ticket, reason: 'Agreed.' }, signal);
    const result = await reviews.undo({ ticket }, signal);
    expect(result?.record?.status.name).toBe('In Review');
    expect((await jira.source.readTicket(ticket, signal)).labels).toEqual(labels);
  });
});

describe('a move since an action', () => {
  const updated = '2026-11-24T12:00:00.000Z';
  it.each([
    ['the action’s own, which the history has a moment later', '2026-11-24T12:00:01.500Z', false],
    ['another person’s', '2026-11-24T12:00:03.000Z', true],
    ['an earlier one', '2026-11-23T12:00:00.000Z', false],
  ])('is %s', async (_, at, isLater) => {
    const source = { readLastMove: async () => ({ at, to: '2' }) };
    const undoes = { action: 'a', kind: 'review', from, to: from, updated } as const;
    expect(await wasMovedSince(undoes, source, ticket, signal)).toBe(isLater);
  });
});

describe('the undoing of an action that is not confirmed', () => {
  it('withdraws it if nothing was sent', async () => {
    const { jira, outbox, reviews, failAt } = setUp();
    failAt('readTicket', problem('jira-unreachable'));
    await reviews.submit(params, signal);
    expect(await reviews.undo({ ticket }, signal)).toBeUndefined();
    expect([outbox.list(), outbox.past(), jira.moves]).toEqual([[], [], []]);
  });

  it('is refused if a part of it was sent', async () => {
    const { outbox, reviews, failAt } = setUp();
    failAt('commentOnce', problem('jira-unreachable'));
    await reviews.submit(params, signal);
    expect(await code(reviews.undo({ ticket }, signal))).toBe('undo-too-early');
    expect(outbox.list()).toMatchObject([{ kind: 'review', step: 'comment-sent' }]);
  });
});

describe('what can be undone', () => {
  /** Returns the action that the screens offer to undo. */
  const offered = ({ outbox }: Pick<ReturnType<typeof setUp>, 'outbox'>) =>
    undoables(outbox.list(), outbox.past()).get(ticket);

  it('is the last confirmed action, then the one before it, then none', async () => {
    const all = await reviewed();
    await all.reviews.submit({ kind: 'approve', ticket, reason: '' }, signal);
    expect(offered(all)).toMatchObject({ kind: 'approve', moved: { from: { name: 'In Review' } } });
    await all.reviews.undo({ ticket, action: offered(all)?.action }, signal);
    expect(offered(all)).toMatchObject({ kind: 'review', moved: { from: { name: 'To Do' } } });
    await all.reviews.undo({ ticket, action: offered(all)?.action }, signal);
    expect(offered(all)).toBeUndefined();
  });

  it('is an action of which nothing was sent', async () => {
    const all = setUp();
    all.failAt('readTicket', problem('jira-unreachable'));
    await all.reviews.submit(params, signal);
    expect(offered(all)).toEqual({
      action: all.kept()?.id,
      kind: 'review',
      at: all.kept()?.createdAt,
    });
    expect(await all.reviews.undo({ ticket, action: offered(all)?.action }, signal)).toBeUndefined();
  });

  it('is nothing while a part of an action was sent, or an undo waits', async () => {
    const all = setUp();
    all.failAt('commentOnce', problem('jira-unreachable'));
    await all.reviews.submit(params, signal);
    expect(offered(all)).toBeUndefined();
    all.heal();
    await all.reviews.flush(signal);
    expect(offered(all)).toMatchObject({ kind: 'review' });
    all.failAt('readTicket', problem('jira-unreachable'));
    await all.reviews.undo({ ticket }, signal);
    expect(offered(all)).toBeUndefined();
  });

  it('is nothing if the action moved nothing, and can begin only where the action left its ticket', async () => {
    const all = setUp(memoryJira(buildTicket({ status: statuses.inReview }), [back]));
    await all.reviews.submit(params, signal);
    expect(offered(all)).toBeUndefined();
    const undoable = offered(await reviewed());
    expect(undoable && canReturn(undoable, { statusId: statuses.inReview.id })).toBe(true);
    expect(undoable && canReturn(undoable, { statusId: statuses.done.id })).toBe(false);
  });
});

describe('an undo that a crash interrupts', () => {
  class Crash extends Error {}
  const steps: Step[] = [
    'readTicket',
    'readLastMove',
    'listTransitions',
    'move',
    'readLanguage',
    'commentOnce',
  ];
  const moments = (['before', 'after'] as const).flatMap((moment) =>
    steps.map((step) => [moment, step] as const),
  );

  it.each(moments)('%s %s arrives once', async (moment, crashing) => {
    const { jira, outbox, reviews, heal } = await reviewed();
    jira.hooks[moment] = async (step) => {
      if (step === crashing) throw new Crash();
    };
    await reviews.undo({ ticket }, signal).catch(() => {});
    heal();
    const restarted = createActionQueue({
      outbox,
      source: () => jira.source,
      writeComment: writeActionComment,
      names: () => ({}),
      keeper: () => () => {},
    });
    await restarted.flush(signal);
    expect(jira.moves).toEqual(['APP-1 → In Review', 'APP-1 → To Do']);
    expect(jira.comments).toHaveLength(2);
    expect(outbox.list()).toEqual([]);
    expect(outbox.past()[1]?.undoneBy).toBe(outbox.past()[0]?.action.id);
  });

  it('after its move, and that another person moved on, is a conflict', async () => {
    const { jira, outbox, reviews, heal } = await reviewed();
    jira.hooks.after = async (step) => {
      if (step === 'move') throw new Crash();
    };
    await reviews.undo({ ticket }, signal).catch(() => {});
    heal();
    jira.movedBy(ticket, statuses.done);
    await reviews.flush(signal);
    expect(outbox.list()).toMatchObject([{ kind: 'undo', state: 'conflict', code: 'ticket-moved-away' }]);
    expect(jira.comments).toHaveLength(1);
  });
});
