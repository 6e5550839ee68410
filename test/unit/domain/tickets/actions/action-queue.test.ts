import { describe, expect, it } from 'vitest';
import type { Note } from '../../../../../daemon/domain/problems/note.ts';
import { Problem, type ProblemCode } from '../../../../../daemon/domain/problems/problem.ts';
import { createActionQueue } from '../../../../../daemon/domain/tickets/actions/action-queue.ts';
import type { StatusNames, TicketRecord } from '../../../../../daemon/domain/tickets/ticket.ts';
import { writeActionComment } from '../../../../../daemon/server/texts/action-comment.ts';
import { sayNote } from '../../../../../daemon/server/texts/say.ts';
import { buildTicket, buildTransition, requiredField, statuses } from '../../../../support/ticket-builder.ts';
import { memoryJira, memoryOutbox, type Step } from './action-fakes.ts';

const params = { kind: 'review', ticket: 'APP-1', outcome: 'intended', reason: 'A public site.' } as const;
const { signal } = new AbortController();
const problem = (code: ProblemCode) => new Problem(code, {}, {});
const codeOf = (error: unknown) => (error instanceof Problem ? error.code : String(error));

function setUp(jira = memoryJira(buildTicket()), names: StatusNames = {}) {
  const outbox = memoryOutbox();
  const records: TicketRecord[] = [];
  const start = () =>
    createActionQueue({
      outbox,
      source: () => jira.source,
      writeComment: writeActionComment,
      names: () => names,
      keeper: () => (record) => records.push(record),
    });
  return { jira, outbox, records, start, reviews: start() };
}

/** Returns the code of the Problem that submitting throws. */
const refusal = (submission: Promise<unknown>) => submission.then(() => 'taken', codeOf);

describe('a review', () => {
  it('moves the ticket to the review and adds outcome and reason as a comment', async () => {
    const { jira, outbox, records, reviews } = setUp();
    const { result, record } = await reviews.submit({ ...params, reason: '  One.\r\n\r\nTwo.  ' }, signal);
    expect(result).toBe('confirmed');
    expect(record?.status.name).toBe('In Review');
    expect(jira.moves).toEqual(['APP-1 → In Review']);
    expect(jira.comments[0]?.paragraphs).toEqual(['Reviewed with Guardrail: intended', 'One.', 'Two.']);
    expect(outbox.list()).toEqual([]);
    expect(records.at(-1)?.status.name).toBe('In Review');
  });

  it('is on disk before it is sent to Jira', async () => {
    const { jira, outbox, reviews } = setUp();
    const kept: unknown[] = [];
    jira.hooks.before = async () => void kept.push(outbox.list()[0]);
    await reviews.submit(params, signal);
    expect(kept[0]).toMatchObject({ ...params, state: 'waiting' });
  });

  it('of a ticket that is already in review only adds its comment', async () => {
    const { jira, reviews } = setUp(memoryJira(buildTicket({ status: statuses.inReview })));
    expect((await reviews.submit(params, signal)).result).toBe('confirmed');
    expect(jira.moves).toEqual([]);
    expect(jira.comments).toHaveLength(1);
  });

  it.each([
    ['a key that is a path', { ticket: '../APP-1' }, 'ticket-key-invalid'],
    ['a key that is JQL', { ticket: 'APP-1 OR 1=1' }, 'ticket-key-invalid'],
    ['no reason', { reason: ' \n ' }, 'reason-invalid'],
    ['a reason of 2,001 characters', { reason: 'あ'.repeat(2001) }, 'reason-invalid'],
    ['an unknown outcome', { outcome: 'ignored' as 'fixed' }, 'outcome-invalid'],
  ])('with %s is refused and not kept', async (_why, changes, code) => {
    const { jira, outbox, reviews } = setUp();
    expect(await refusal(reviews.submit({ ...params, ...changes }, signal))).toBe(code);
    expect(outbox.list()).toEqual([]);
    expect(jira.comments).toEqual([]);
  });

  it('accepts a reason of 2,000 characters, and removes terminal control characters', async () => {
    const { jira, reviews } = setUp();
    await reviews.submit({ ...params, reason: `\u001b[2J${'𠮷'.repeat(1997)}` }, signal);
    expect(jira.comments[0]?.paragraphs[1]).toBe(`[2J${'𠮷'.repeat(1997)}`);
  });
});

describe('a crash or a lost answer', () => {
  const steps: readonly Step[] = ['readTicket', 'listTransitions', 'move', 'commentOnce'];
  const moments = steps.flatMap((step) => [['before', step] as const, ['after', step] as const]);

  it.each(moments)('%s %s results in one move and one comment once it is repeated', async (moment, step) => {
    const { jira, outbox, reviews, start } = setUp();
    jira.hooks[moment] = async (now) => {
      if (now === step) throw new Error('the daemon dies here');
    };
    await expect(reviews.submit(params, signal)).rejects.toThrow('dies here');
    expect(outbox.list()).toHaveLength(1);

    jira.hooks[moment] = async () => {};
    await start().flush(signal);

    expect(jira.moves).toEqual(['APP-1 → In Review']);
    expect(jira.comments).toHaveLength(1);
    expect(outbox.list()).toEqual([]);
  });

  it.each(moments)(
    'of the network %s %s keeps the review waiting and never sends it twice',
    async (moment, step) => {
      const { jira, outbox, reviews } = setUp();
      jira.hooks[moment] = async (now) => {
        if (now === step) throw problem('jira-unreachable');
      };
      const { result, note } = await reviews.submit(params, signal);
      expect(result).toBe('waiting');
      expect(note?.code).toBe('jira-unreachable');
      expect(outbox.list()[0]).toMatchObject({ state: 'waiting', note });

      await reviews.flush(signal);
      jira.hooks[moment] = async () => {};
      await reviews.flush(signal);

      expect(jira.moves).toEqual(['APP-1 → In Review']);
      expect(jira.comments).toHaveLength(1);
      expect(outbox.list()).toEqual([]);
    },
  );
});

describe('an answer of Jira', () => {
  const answering = (code: ProblemCode) => {
    const all = setUp();
    all.jira.hooks.before = async () => {
      throw problem(code);
    };
    return all;
  };

  it.each([
    'jira-unreachable',
    'jira-throttled',
    'jira-failed',
    'jira-site-unavailable',
    'proxy-unusable',
  ] as const)('%s: the review waits', async (code) => {
    const { outbox, reviews } = answering(code);
    expect((await reviews.submit(params, signal)).result).toBe('waiting');
    expect(outbox.list()[0]?.state).toBe('waiting');
  });

  it.each(['jira-token-refused', 'jira-access-denied', 'jira-signed-out'] as const)(
    '%s: the user sees it, and the review waits',
    async (code) => {
      const { outbox, reviews } = answering(code);
      expect(await refusal(reviews.submit(params, signal))).toBe(code);
      expect(outbox.list()[0]?.state).toBe('waiting');
    },
  );

  it('an unknown ticket: the user sees it, and nothing is kept', async () => {
    const { outbox, reviews } = answering('ticket-unknown');
    expect(await refusal(reviews.submit(params, signal))).toBe('ticket-unknown');
    expect(outbox.list()).toEqual([]);
  });

  it('an unknown ticket in the background: the reason is kept for the user to see', async () => {
    const { outbox, reviews } = answering('ticket-unknown');
    outbox.add({ ...params, id: 'r1', createdAt: '2026-11-24T00:00:00.000Z' });
    await reviews.flush(signal);
    expect(outbox.list()).toMatchObject([{ reason: params.reason, state: 'conflict' }]);
  });

  it('a refusal of the move: a conflict that repeating does not touch', async () => {
    const { jira, outbox, reviews } = setUp();
    jira.hooks.before = async (step) => {
      if (step === 'move') throw problem('jira-refused');
    };
    expect(await refusal(reviews.submit(params, signal))).toBe('jira-refused');
    jira.hooks.before = async () => {};
    await reviews.flush(signal);
    expect(outbox.list()[0]?.state).toBe('conflict');
    expect(jira.moves).toEqual([]);
  });
});

describe('a conflict', () => {
  it('arises if another person has closed the ticket in between', async () => {
    const { jira, outbox, records, reviews } = setUp(memoryJira(buildTicket({ status: statuses.done })));
    expect(await refusal(reviews.submit(params, signal))).toBe('ticket-already-done');
    expect(outbox.list()[0]?.state).toBe('conflict');
    expect(jira.comments).toEqual([]);
    expect(records.at(-1)?.status.name).toBe('Done');
  });

  it('names the moves that Jira offers if no move leads to a review', async () => {
    const close = buildTransition({ name: 'Close', to: statuses.done });
    const { outbox, reviews } = setUp(memoryJira(buildTicket(), [close]));
    expect(await refusal(reviews.submit(params, signal))).toBe('no-move-to-review');
    const note = outbox.list()[0]?.note as Note;
    expect(note.facts).toMatchObject({ offered: [{ name: 'Close', to: 'Done' }] });
    expect(sayNote(note, 'en')).toContain('Close → Done');
    expect(sayNote(note, 'ja')).toContain('Close → Done');
  });

  it('names the fields that the move requires', async () => {
    const strict = buildTransition({ fields: [requiredField('Root cause'), requiredField('担当チーム')] });
    const { jira, outbox, reviews } = setUp(memoryJira(buildTicket(), [strict]));
    expect(await refusal(reviews.submit(params, signal))).toBe('move-needs-fields');
    expect(outbox.list()[0]?.note).toMatchObject({ facts: { fields: ['Root cause', '担当チーム'] } });
    expect(jira.moves).toEqual([]);
  });

  it('ends when the developer reviews again or withdraws', async () => {
    const { jira, outbox, reviews } = setUp(memoryJira(buildTicket({ status: statuses.done })));
    await refusal(reviews.submit(params, signal));
    jira.tickets.set('APP-1', buildTicket());
    expect((await reviews.submit({ ...params, outcome: 'fixed' }, signal)).result).toBe('confirmed');
    expect(jira.comments).toHaveLength(1);

    jira.tickets.set('APP-1', buildTicket({ status: statuses.done }));
    await refusal(reviews.submit(params, signal));
    reviews.withdraw('APP-1');
    expect(outbox.list()).toEqual([]);
  });
});

describe('of several moves to a review', () => {
  const usual = buildTransition({ id: '11', to: statuses.inReview });
  const own = buildTransition({
    id: '12',
    to: { id: '7', name: 'Security check', category: 'indeterminate' },
  });

  it('the one to the configured status is chosen', async () => {
    const { jira, reviews } = setUp(memoryJira(buildTicket(), [usual, own]), { review: ['security check'] });
    await reviews.submit(params, signal);
    expect(jira.moves).toEqual(['APP-1 → Security check']);
  });

  it('one that requires no fields is chosen otherwise', async () => {
    const asking = { ...usual, id: '13', fields: [requiredField('Resolution')] };
    const { jira, reviews } = setUp(memoryJira(buildTicket(), [asking, usual]));
    await reviews.submit(params, signal);
    expect(jira.moves).toEqual(['APP-1 → In Review']);
  });
});

describe('several reviews', () => {
  it('of one ticket reach Jira in order; the later one replaces the earlier', async () => {
    const { jira, reviews } = setUp();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    jira.hooks.before = (step) => (step === 'readTicket' ? held : Promise.resolve());
    const first = refusal(reviews.submit({ ...params, reason: 'First.' }, signal));
    const second = reviews.submit({ ...params, reason: 'Second.' }, signal);
    release();
    expect(await first).toBe('review-withdrawn');
    expect((await second).result).toBe('confirmed');
    expect(jira.moves).toHaveLength(1);
    expect(jira.comments.map(({ paragraphs }) => paragraphs[1])).toEqual(['Second.']);
  });

  it('withdrawn before the move leave Jira untouched', async () => {
    const { jira, reviews } = setUp();
    jira.hooks.after = async (step) => {
      if (step === 'listTransitions') reviews.withdraw('APP-1');
    };
    expect(await refusal(reviews.submit(params, signal))).toBe('review-withdrawn');
    expect(jira.moves).toEqual([]);
    expect(jira.comments).toEqual([]);
  });

  async function threeWaiting() {
    const all = setUp();
    for (const key of ['APP-2', 'APP-3']) all.jira.tickets.set(key, buildTicket({ key }));
    all.jira.hooks.before = async () => {
      throw problem('jira-unreachable');
    };
    for (const ticket of ['APP-1', 'APP-2', 'APP-3']) await all.reviews.submit({ ...params, ticket }, signal);
    return all;
  }

  it('are flushed once if several callers ask at the same time', async () => {
    const { jira, outbox, reviews } = await threeWaiting();
    jira.hooks.before = async () => {};
    await Promise.all([reviews.flush(signal), reviews.flush(signal)]);
    expect(jira.moves).toEqual(['APP-1 → In Review', 'APP-2 → In Review', 'APP-3 → In Review']);
    expect(jira.comments).toHaveLength(3);
    expect(outbox.list()).toEqual([]);
  });

  it('are not all tried against a Jira that does not answer', async () => {
    const { jira, outbox, reviews } = await threeWaiting();
    const asked: string[] = [];
    jira.hooks.before = async (_step, key) => {
      asked.push(key);
      throw problem('jira-unreachable');
    };
    await reviews.flush(signal);
    expect(asked).toEqual(['APP-1']);
    expect(outbox.list()).toHaveLength(3);
  });

  it('are flushed even if one of them fails on its own', async () => {
    const { jira, outbox, reviews } = await threeWaiting();
    jira.hooks.before = async (_step, key) => {
      if (key === 'APP-1') throw problem('jira-access-denied');
    };
    await reviews.flush(signal);
    expect(outbox.list().map(({ ticket }) => ticket)).toEqual(['APP-1']);
  });

  it('are no longer flushed after a cancellation, and are kept', async () => {
    const { jira, outbox, reviews } = await threeWaiting();
    jira.hooks.before = async () => {};
    await expect(reviews.flush(AbortSignal.abort(new Error('cancelled')))).rejects.toThrow('cancelled');
    expect(outbox.list()).toHaveLength(3);
  });
});
