import { describe, expect, it } from 'vitest';
import type { Note } from '../../../../daemon/domain/problems/note.ts';
import {
  Problem,
  type ProblemCode,
  type ProblemDetails,
} from '../../../../daemon/domain/problems/problem.ts';
import type { QueuedReview, ReviewProgress, SentMove } from '../../../../daemon/domain/tickets/outbox.ts';
import { createReviews } from '../../../../daemon/domain/tickets/review.ts';
import { reviewCommentTitles } from '../../../../daemon/server/texts/review-comment.ts';
import { sayNote, sayProblem } from '../../../../daemon/server/texts/say.ts';
import { buildTicket, buildTransition, statuses } from '../../../support/ticket-builder.ts';
import { memoryJira, memoryOutbox, type Step } from './review-fakes.ts';

const { signal } = new AbortController();
const params = { ticket: 'APP-1', outcome: 'fixed', reason: 'Closed the bucket.' } as const;
const review = { ...params, id: 'r1', createdAt: '2026-11-22T00:00:00.000Z' };
/** A problem of Jira, with these facts and details. */
const problem = (code: ProblemCode, { facts = {}, ...details }: ProblemDetails & { facts?: object } = {}) =>
  new Problem(code, facts, details);
const codeOf = (error: unknown) => (error instanceof Problem ? error.code : String(error));

/** As the ticket stood before the move was sent. */
const sent: SentMove = {
  from: { statusId: statuses.toDo.id, updated: buildTicket().updated },
  to: { statusId: statuses.inReview.id, name: 'In Review' },
};

function setUp(jira = memoryJira(buildTicket())) {
  const outbox = memoryOutbox();
  const reviews = createReviews({
    outbox,
    source: () => jira.source,
    commentTitles: reviewCommentTitles,
    names: () => ({}),
    keeper: () => () => {},
  });
  const failAt = (step: Step, error: Error) => {
    jira.hooks.before = async (now) => {
      if (now === step) throw error;
    };
  };
  const heal = () => {
    jira.hooks.before = async () => {};
    jira.hooks.after = async () => {};
  };
  const kept = (): QueuedReview | undefined => outbox.list()[0];
  return { jira, outbox, reviews, failAt, heal, kept };
}

describe('a review that an earlier daemon began', () => {
  const at = (progress: ReviewProgress, now: 'untouched' | keyof typeof statuses) => {
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
    ['move sent, approved meanwhile', moveSent, 'done', 'done', 0],
    ['moved, approved meanwhile', moved, 'done', 'done', 0],
    ['comment not arrived, approved meanwhile', commentSent, 'done', 'done', 0],
    ['not moved, closed meanwhile', { step: 'queued' }, 'done', 'ticket-already-done', 0],
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

  it('is done if its comment arrived, wherever the ticket is by now', async () => {
    for (const now of ['toDo', 'inReview', 'done'] as const) {
      const { jira, reviews, kept } = at(commentSent, now);
      jira.comments.push({ key: 'APP-1', id: 'r1', paragraphs: [] });
      await reviews.flush(signal);
      expect(kept(), now).toBeUndefined();
      expect(jira.comments, now).toHaveLength(1);
      expect(jira.moves, now).toEqual([]);
    }
  });

  it('in conflict names both sides: its own move, and where the ticket is', async () => {
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
    expect(sayNote(note, 'en')).toContain('now it is at "To Do" (changed 2026-11-21 00:00 UTC)');
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
  ] as const)('%s settles nothing: the comment follows once Jira takes it', async (code) => {
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

  it('a refused comment is said as such, with Jira’s own words, and the reason is kept', async () => {
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

  it('nowhere: the refusal is a conflict, and a meeting of two changes waits', async () => {
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

it('a move that never left is sent again, though another person has changed the ticket', async () => {
  const { jira, reviews, failAt, heal, kept } = setUp();
  failAt('move', problem('jira-unreachable', { unsent: true }));
  expect((await reviews.submit(params, signal)).result).toBe('waiting');
  expect(kept()?.step).toBe('queued');
  jira.movedBy('APP-1', { ...statuses.toDo, id: '9', name: 'In Progress' });
  heal();
  await reviews.flush(signal);
  expect(jira.moves).toHaveLength(1);
});

describe('a conflict, looked at again in each sync run', () => {
  const conflicting = async () => {
    const all = setUp(memoryJira(buildTicket(), [buildTransition({ name: 'Close', to: statuses.done })]));
    await all.reviews.submit(params, signal).catch(codeOf);
    expect(all.kept()?.code).toBe('no-move-to-review');
    return all;
  };

  it('is over once a person moved the ticket to review: the comment is added once', async () => {
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

  it('says so if the closed ticket is open again', async () => {
    const { jira, reviews, kept } = setUp(memoryJira(buildTicket({ status: statuses.done })));
    await reviews.submit(params, signal).catch(codeOf);
    jira.movedBy('APP-1', statuses.toDo);
    await reviews.flush(signal);
    expect(kept()).toMatchObject({ state: 'conflict', code: 'ticket-reopened' });
    expect(jira.moves).toEqual([]);
  });

  it('goes on by itself if Jira only had hidden the ticket', async () => {
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
  it('does not move the ticket again that was sent back meanwhile', async () => {
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

describe('a comment that the move demands', () => {
  const demanding = () => setUp(memoryJira(buildTicket(), [buildTransition({ needsComment: true })]));

  it('travels with the move, and is not added again', async () => {
    const { jira, reviews, kept } = demanding();
    expect((await reviews.submit(params, signal)).result).toBe('confirmed');
    expect(jira.comments.map(({ paragraphs }) => paragraphs)).toEqual([
      ['Reviewed with Guardrail: fixed', params.reason],
    ]);
    expect(kept()).toBeUndefined();
  });

  it('travels with it, too, if Jira says so only when it refuses', async () => {
    const { jira, reviews, kept } = setUp();
    const { move } = jira.source;
    jira.source.move = async (key, id, given, comment) => {
      if (!comment) throw problem('jira-refused', { facts: { said: 'Comment is required' } });
      return move(key, id, given, comment);
    };
    expect((await reviews.submit(params, signal)).result).toBe('confirmed');
    expect([jira.moves.length, jira.comments.length]).toEqual([1, 1]);
    expect(kept()).toBeUndefined();
  });

  it('that Jira then does not take is a conflict, after one more try', async () => {
    const { jira, reviews, kept } = setUp();
    const tries: boolean[] = [];
    jira.source.move = async (_key, _id, _given, comment) => {
      tries.push(comment !== undefined);
      throw problem('jira-refused', { facts: { said: "Field 'comment' cannot be set" } });
    };
    expect(await reviews.submit(params, signal).catch(codeOf)).toBe('jira-refused');
    expect(tries).toEqual([false, true]);
    expect(kept()).toMatchObject({ state: 'conflict', step: 'queued' });
  });

  it('is once there if the answer got lost and the ticket was sent back', async () => {
    const { jira, reviews, heal, kept } = demanding();
    jira.hooks.after = async (step) => {
      if (step === 'move') throw problem('jira-unreachable');
    };
    expect((await reviews.submit(params, signal)).result).toBe('waiting');
    jira.movedBy('APP-1', statuses.toDo);
    heal();
    await reviews.flush(signal);
    expect(jira.moves).toHaveLength(1);
    expect(jira.comments).toHaveLength(1);
    expect(kept()).toBeUndefined();
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

it('a fresh review adds its comment without reading the others; a resumed one looks for it', async () => {
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

  it('is moved to, and is a review from then on', async () => {
    const jira = memoryJira(buildTicket(), [buildTransition({ to: peerCheck })]);
    jira.columns.push({ name: 'Review', statusIds: ['7'] });
    const outbox = memoryOutbox();
    const learned: string[] = [];
    const reviews = createReviews({
      outbox,
      source: () => jira.source,
      commentTitles: reviewCommentTitles,
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

  it('is asked for only where what Jira offers does not tell by itself', async () => {
    const { jira, reviews, failAt } = setUp();
    failAt('readColumns', new Error('not needed'));
    expect((await reviews.submit(params, signal)).result).toBe('confirmed');
    expect(jira.moves).toHaveLength(1);
  });
});

describe('the language of a comment', () => {
  const english = ['Reviewed with Guardrail: fixed', params.reason];
  const japanese = ['Guardrail でレビューしました: 修正済み', params.reason];
  const writtenAs = (jira: ReturnType<typeof memoryJira>) =>
    jira.comments.map(({ paragraphs }) => paragraphs);

  it.each([
    ['ja_JP', japanese],
    ['ja', japanese],
    ['en_US', english],
    ['de_DE', english],
  ])('is that of the account: %s', async (tag, expected) => {
    const { jira, reviews } = setUp();
    jira.site.language = tag;
    await reviews.submit(params, signal);
    expect(writtenAs(jira)).toEqual([expected]);
  });

  it('is that of the configuration, which saves the question', async () => {
    const { jira, outbox, failAt } = setUp();
    failAt('readLanguage', new Error('asked'));
    const reviews = createReviews({
      outbox,
      source: () => jira.source,
      names: () => ({}),
      commentTitles: reviewCommentTitles,
      language: () => 'ja',
      keeper: () => () => {},
    });
    await reviews.submit(params, signal);
    expect(writtenAs(jira)).toEqual([japanese]);
  });

  it.each([
    ['In Review', english],
    ['レビュー中', japanese],
  ])('is that of the status "%s" if Jira does not say, or cannot', async (name, expected) => {
    const to = { ...statuses.inReview, name };
    for (const isBroken of [false, true]) {
      const { jira, reviews, failAt } = setUp(memoryJira(buildTicket(), [buildTransition({ to })]));
      delete jira.site.language;
      if (isBroken) failAt('readLanguage', problem('jira-access-denied'));
      await reviews.submit(params, signal);
      expect(writtenAs(jira)).toEqual([expected]);
    }
  });
});
