import { describe, expect, it } from 'vitest';
import type { Note } from '../../../../../daemon/domain/problems/note.ts';
import type { Problem } from '../../../../../daemon/domain/problems/problem.ts';
import { createActionQueue } from '../../../../../daemon/domain/tickets/actions/action-queue.ts';
import type { ActionProgress } from '../../../../../daemon/domain/tickets/actions/outbox.ts';
import { writeActionComment } from '../../../../../daemon/server/texts/action-comment.ts';
import { sayNote, sayProblem } from '../../../../../daemon/server/texts/say.ts';
import { buildTicket, buildTransition, statuses } from '../../../../support/ticket-builder.ts';
import { memoryJira, memoryOutbox } from './action-fakes.ts';
import { codeOf, params, problem, review, sent, setUp, signal } from './hand-over-fakes.ts';

describe('a review that an earlier daemon began', () => {
  const at = (progress: ActionProgress, now: 'untouched' | keyof typeof statuses) => {
    const all = setUp();
    all.outbox.add(review, progress);
    if (now !== 'untouched') all.jira.movedBy('APP-1', statuses[now]);
    return all;
  };
  const moveSent = { step: 'move-sent', move: sent } as const;
  const moved = { step: 'moved', move: sent } as const;
  const commentSent = { step: 'comment-sent', move: sent } as const;

  it.each([
    ['not moved, ticket as it was', { step: 'queued' }, 'untouched', 'done', 1],
    ['move sent and not arrived', moveSent, 'untouched', 'done', 1],
    ['move sent and arrived', moveSent, 'inReview', 'done', 0],
    ['moved', moved, 'inReview', 'done', 0],
    ['comment sent and not arrived', commentSent, 'inReview', 'done', 0],
    ['move sent, then approved by another person', moveSent, 'done', 'done', 0],
    ['moved, then approved by another person', moved, 'done', 'done', 0],
    ['comment not arrived, then approved by another person', commentSent, 'done', 'done', 0],
    ['not moved, then closed by another person', { step: 'queued' }, 'done', 'ticket-already-done', 0],
    ['move sent, sent back', moveSent, 'toDo', 'ticket-moved-away', 0],
    ['moved, sent back', moved, 'toDo', 'ticket-moved-away', 0],
    ['comment not arrived, sent back', commentSent, 'toDo', 'ticket-moved-away', 0],
  ] as const)('%s', async (_case, progress, now, end, moves) => {
    const { jira, reviews, kept } = at(progress, now);
    await reviews.flush(signal);
    await reviews.flush(signal);
    expect(jira.moves).toHaveLength(moves);
    if (end === 'done') {
      expect(kept()).toBeUndefined();
      expect(jira.comments.map(({ id }) => id)).toEqual(['r1']);
    } else {
      expect(kept()).toMatchObject({ state: 'conflict', code: end, reason: params.reason });
      expect(jira.comments).toEqual([]);
    }
  });

  it('is done if its comment arrived, in any current state of the ticket', async () => {
    for (const now of ['toDo', 'inReview', 'done'] as const) {
      const { jira, reviews, kept } = at(commentSent, now);
      jira.comments.push({ key: 'APP-1', id: 'r1', paragraphs: [] });
      await reviews.flush(signal);
      expect(kept(), now).toBeUndefined();
      expect(jira.comments, now).toHaveLength(1);
      expect(jira.moves, now).toEqual([]);
    }
  });

  it('in conflict names its own move and the current state of the ticket', async () => {
    const { reviews, kept } = at(moved, 'toDo');
    await reviews.flush(signal);
    const note = kept()?.note as Note;
    expect(note.facts).toMatchObject({
      ticket: 'APP-1',
      before: 'moved',
      target: 'In Review',
      status: 'To Do',
    });
    expect(sayNote(note, 'en')).toContain('moved APP-1 to "In Review"');
    expect(sayNote(note, 'en')).toContain(
      'now it is at "To Do" (changed 2026-11-21 00:00 UTC by Aiko Tanaka)',
    );
    expect(sayNote(note, 'ja')).toContain('「In Review」');
    expect(sayNote(note, 'ja')).toContain('「To Do」');
  });
});

describe('after the move', () => {
  it.each([
    'ticket-unknown',
    'jira-token-refused',
    'jira-signed-out',
    'jira-site-unavailable',
    'jira-unexpected',
    'jira-access-denied',
    'jira-refused',
  ] as const)('%s decides nothing: the comment is added once Jira accepts it', async (code) => {
    for (const step of ['readTicket', 'commentOnce'] as const) {
      const { jira, reviews, failAt, heal, kept } = setUp();
      jira.hooks.after = async (now) => {
        if (now === 'move') failAt(step, problem(code));
      };
      await reviews.submit(params, signal).catch(codeOf);
      await reviews.flush(signal);
      expect(kept(), step).toMatchObject({ reason: params.reason, ticket: 'APP-1' });

      heal();
      await reviews.flush(signal);
      expect(kept(), step).toBeUndefined();
      expect(jira.moves, step).toHaveLength(1);
      expect(jira.comments, step).toHaveLength(1);
    }
  });

  it('a refused comment is reported with Jira’s own message, and the reason is kept', async () => {
    const { reviews, failAt, kept } = setUp();
    failAt('commentOnce', problem('jira-access-denied', { facts: { said: 'You may not comment here' } }));
    const refusal = await reviews.submit(params, signal).catch((error: unknown) => error);
    expect(codeOf(refusal)).toBe('comment-refused');
    expect(sayProblem(refusal as Problem, 'en')).toContain('APP-1 was moved');
    expect(sayProblem(refusal as Problem, 'en')).toContain(
      'Jira refused the comment: You may not comment here.',
    );
    expect(kept()).toMatchObject({ state: 'conflict', step: 'comment-sent', reason: params.reason });
  });

  it('a success without a move is not believed', async () => {
    const { jira, reviews, kept } = setUp();
    jira.hooks.after = async (step) => {
      if (step === 'move') jira.tickets.set('APP-1', buildTicket());
    };
    expect(await reviews.submit(params, signal).catch(codeOf)).toBe('move-without-effect');
    expect(jira.comments).toEqual([]);
    await reviews.flush(signal);
    expect(jira.moves).toHaveLength(1);
    expect(kept()).toMatchObject({ state: 'conflict', code: 'move-without-effect' });
  });

  it('a ticket that was sent back at once is not moved again', async () => {
    const { jira, reviews, kept } = setUp();
    jira.hooks.after = async (step) => {
      if (step === 'move') jira.movedBy('APP-1', statuses.toDo);
    };
    expect(await reviews.submit(params, signal).catch(codeOf)).toBe('ticket-moved-away');
    await reviews.flush(signal);
    expect(jira.moves).toHaveLength(1);
    expect(kept()?.state).toBe('conflict');
  });
});

describe('a move that another machine made at the same moment', () => {
  const refusals = [
    problem('jira-refused', { facts: { said: 'Transition 11 is not valid' } }),
    problem('jira-failed', { status: 409 }),
  ];
  const racing = (status: keyof typeof statuses | undefined, refusal: Problem) => {
    const all = setUp();
    all.jira.hooks.before = async (step) => {
      if (step !== 'move') return;
      if (status) all.jira.movedBy('APP-1', statuses[status]);
      throw refusal;
    };
    return all;
  };

  it.each(refusals)('to review: the comment is added (%s)', async (refusal) => {
    const { jira, reviews, kept } = racing('inReview', refusal);
    expect((await reviews.submit(params, signal)).result).toBe('confirmed');
    expect(jira.comments).toHaveLength(1);
    expect(kept()).toBeUndefined();
  });

  it.each(refusals)('to done: a conflict (%s)', async (refusal) => {
    const { jira, reviews } = racing('done', refusal);
    expect(await reviews.submit(params, signal).catch(codeOf)).toBe('ticket-already-done');
    expect(jira.comments).toEqual([]);
  });

  it('without effect: a refusal is a conflict, and a collision of two changes waits', async () => {
    const [refused, met] = refusals as [Problem, Problem];
    expect(await racing(undefined, refused).reviews.submit(params, signal).catch(codeOf)).toBe(
      'jira-refused',
    );
    const { reviews, heal, jira, kept } = racing(undefined, met);
    expect((await reviews.submit(params, signal)).result).toBe('waiting');
    expect(kept()).toMatchObject({ state: 'waiting', step: 'queued' });
    heal();
    await reviews.flush(signal);
    expect(jira.moves).toHaveLength(1);
  });
});

it('a move that was never sent is sent again, even if another person has changed the ticket', async () => {
  const { jira, reviews, failAt, heal, kept } = setUp();
  failAt('move', problem('jira-unreachable', { unsent: true }));
  expect((await reviews.submit(params, signal)).result).toBe('waiting');
  expect(kept()?.step).toBe('queued');
  jira.movedBy('APP-1', { ...statuses.toDo, id: '9', name: 'In Progress' });
  heal();
  await reviews.flush(signal);
  expect(jira.moves).toHaveLength(1);
});

describe('a conflict, checked again in each sync run', () => {
  const conflicting = async () => {
    const all = setUp(memoryJira(buildTicket(), [buildTransition({ name: 'Close', to: statuses.done })]));
    await all.reviews.submit(params, signal).catch(codeOf);
    expect(all.kept()?.code).toBe('no-move-to-review');
    return all;
  };

  it('ends once a person has moved the ticket to review: the comment is added once', async () => {
    const { jira, reviews, kept } = await conflicting();
    jira.movedBy('APP-1', statuses.inReview);
    await reviews.flush(signal);
    await reviews.flush(signal);
    expect(jira.comments).toHaveLength(1);
    expect(kept()).toBeUndefined();
  });

  it('stays while Jira does not answer, and never moves the ticket', async () => {
    const { jira, reviews, failAt, heal, kept } = await conflicting();
    const before = kept();
    failAt('readTicket', problem('jira-unreachable'));
    await reviews.flush(signal);
    expect(kept()).toEqual(before);
    heal();
    await reviews.flush(signal);
    expect(kept()).toEqual(before);
    expect(jira.moves).toEqual([]);
  });

  it('reports that the closed ticket is open again', async () => {
    const { jira, reviews, kept } = setUp(memoryJira(buildTicket({ status: statuses.done })));
    await reviews.submit(params, signal).catch(codeOf);
    jira.movedBy('APP-1', statuses.toDo);
    await reviews.flush(signal);
    expect(kept()).toMatchObject({ state: 'conflict', code: 'ticket-reopened' });
    expect(jira.moves).toEqual([]);
  });

  it('continues on its own if Jira had only hidden the ticket', async () => {
    const { jira, outbox, reviews, failAt, heal, kept } = setUp();
    outbox.add(review);
    failAt('readTicket', problem('ticket-unknown'));
    await reviews.flush(signal);
    expect(kept()?.state).toBe('conflict');
    heal();
    await reviews.flush(signal);
    expect(kept()).toBeUndefined();
    expect(jira.moves).toHaveLength(1);
  });

  it('is replaced when the user reviews again', async () => {
    const { jira, outbox, reviews } = setUp();
    outbox.add(review, { step: 'moved', move: sent });
    jira.movedBy('APP-1', statuses.toDo);
    await reviews.flush(signal);
    expect((await reviews.submit({ ...params, reason: 'Now really.' }, signal)).result).toBe('confirmed');
    expect(jira.moves).toHaveLength(1);
    expect(jira.comments.map(({ paragraphs }) => paragraphs[1])).toEqual(['Now really.']);
  });
});

describe('a review in place of one that still waits', () => {
  it('does not move a ticket again that was sent back in between', async () => {
    const { jira, reviews, failAt, heal, kept } = setUp();
    failAt('commentOnce', problem('jira-unreachable'));
    expect((await reviews.submit(params, signal)).result).toBe('waiting');
    jira.movedBy('APP-1', statuses.toDo);
    heal();
    expect(await reviews.submit({ ...params, reason: 'Better said.' }, signal).catch(codeOf)).toBe(
      'ticket-moved-away',
    );
    expect(jira.moves).toHaveLength(1);
    expect(kept()?.reason).toBe('Better said.');
  });
});

it('each step is on disk before it is sent', async () => {
  const { jira, reviews, kept } = setUp();
  const steps: unknown[] = [];
  jira.hooks.before = async (step) => void steps.push([step, kept()?.step]);
  await reviews.submit(params, signal);
  expect(steps).toEqual([
    ['readTicket', 'queued'],
    ['listTransitions', 'queued'],
    ['move', 'move-sent'],
    ['readTicket', 'move-sent'],
    ['readLanguage', 'moved'],
    ['commentOnce', 'comment-sent'],
  ]);
});

it('a new review adds its comment without reading the others; a resumed one looks for it', async () => {
  const { jira, outbox, reviews } = setUp();
  const fresh: unknown[] = [];
  const { commentOnce } = jira.source;
  jira.source.commentOnce = (key, comment, ...rest) => {
    fresh.push(comment.isFresh);
    return commentOnce(key, comment, ...rest);
  };
  await reviews.submit(params, signal);
  outbox.add(review, { step: 'comment-sent' });
  await reviews.flush(signal);
  expect(fresh).toEqual([true, false]);
});

describe('a status that only the board shows as a review', () => {
  const peerCheck = { id: '7', name: 'Peer check', category: 'indeterminate' } as const;

  it('is the target of the move, and counts as a review afterwards', async () => {
    const jira = memoryJira(buildTicket(), [buildTransition({ to: peerCheck })]);
    jira.columns.push({ name: 'Review', statusIds: ['7'] });
    const outbox = memoryOutbox();
    const learned: string[] = [];
    const reviews = createActionQueue({
      outbox,
      source: () => jira.source,
      writeComment: writeActionComment,
      names: () => ({ review: learned }),
      keeper: () => () => {},
      onReviewStatus: ({ name }) => learned.push(name),
    });
    expect((await reviews.submit(params, signal)).result).toBe('confirmed');
    expect(jira.moves).toEqual(['APP-1 → Peer check']);
    expect(learned).toEqual(['Peer check']);
    expect((await reviews.submit({ ...params, reason: 'More.' }, signal)).result).toBe('confirmed');
    expect(jira.moves).toHaveLength(1);
  });

  it('is requested only if the moves that Jira offers are not sufficient', async () => {
    const { jira, reviews, failAt } = setUp();
    failAt('readColumns', new Error('not needed'));
    expect((await reviews.submit(params, signal)).result).toBe('confirmed');
    expect(jira.moves).toHaveLength(1);
  });
});
