import { describe, expect, it } from 'vitest';
import type { TicketTransition } from '../../../../../daemon/domain/tickets/ticket.ts';
import { buildTicket, buildTransition, statuses } from '../../../../support/ticket-builder.ts';
import { memoryJira } from './action-fakes.ts';
import { codeOf, params, problem, setUp, signal } from './hand-over-fakes.ts';

const inReview = buildTicket({ status: statuses.inReview });
const approve: TicketTransition = buildTransition({ id: '31', name: 'Approve', to: statuses.done });
const sendBack: TicketTransition = buildTransition({ id: '11', name: 'Send back', to: statuses.toDo });
const approval = { kind: 'approve', ticket: 'APP-1', reason: 'Well done.' } as const;
const refusal = { kind: 'send-back', ticket: 'APP-1', reason: 'The bucket is still public.' } as const;
const site = (ticket = inReview, moves = [sendBack, approve]) => setUp(memoryJira(ticket, moves));
const code = (submission: Promise<unknown>) => submission.then(() => 'confirmed', codeOf);

describe('an approval', () => {
  it('closes the ticket and comments its reason', async () => {
    const { jira, outbox, reviews } = site();
    expect((await reviews.submit(approval, signal)).record?.status.name).toBe('Done');
    expect(jira.moves).toEqual(['APP-1 → Done']);
    expect(jira.comments[0]?.paragraphs).toEqual(['Approved with Guardrail', 'Well done.']);
    expect(outbox.list()).toEqual([]);
  });

  it('without a reason comments nothing', async () => {
    const { jira, outbox, reviews } = site();
    expect((await reviews.submit({ ...approval, reason: ' ' }, signal)).result).toBe('confirmed');
    expect([jira.moves, jira.comments, outbox.list()]).toEqual([['APP-1 → Done'], [], []]);
  });

  it('is not a move that closes the ticket for another reason, unless the reviewer chooses it', async () => {
    const wontDo = buildTransition({
      id: '41',
      name: 'Close',
      to: { ...statuses.done, id: '9', name: "Won't do" },
    });
    const { jira, reviews } = site(inReview, [wontDo, sendBack]);
    expect(await code(reviews.submit(approval, signal))).toBe('no-move-to-state');
    expect(await code(reviews.submit({ ...approval, transition: '41' }, signal))).toBe('confirmed');
    expect(jira.moves).toEqual(["APP-1 → Won't do"]);
  });

  it('is never a move to another state, even if the reviewer chooses it', async () => {
    const { jira, reviews } = site();
    expect(await code(reviews.submit({ ...approval, transition: 'Send back' }, signal))).toBe(
      'move-elsewhere',
    );
    expect(jira.moves).toEqual([]);
  });

  it('of a ticket that its developer took back is a conflict, also when the ticket is in review again', async () => {
    const { jira, reviews, kept } = site(buildTicket());
    expect(await code(reviews.submit(approval, signal))).toBe('ticket-not-in-review');
    jira.movedBy('APP-1', statuses.inReview);
    await reviews.flush(signal);
    expect(jira.moves).toEqual([]);
    expect(kept()).toMatchObject({ kind: 'approve', state: 'conflict', code: 'ticket-not-in-review' });
  });

  it('of a ticket that another reviewer approved adds its reason and does not move it', async () => {
    const { jira, reviews } = site(buildTicket({ status: statuses.done }));
    expect(await code(reviews.submit(approval, signal))).toBe('confirmed');
    expect([jira.moves, jira.comments.length]).toEqual([[], 1]);
  });

  it.each(['before', 'after'] as const)(
    'whose connection is cut %s its move arrives once',
    async (moment) => {
      const { jira, reviews, heal, kept } = site();
      jira.hooks[moment] = async (step) => {
        if (step === 'move') throw problem('jira-unreachable');
      };
      expect((await reviews.submit(approval, signal)).result).toBe('waiting');
      heal();
      await reviews.flush(signal);
      expect([jira.moves, jira.comments.length, kept()]).toEqual([['APP-1 → Done'], 1, undefined]);
    },
  );

  it('that was answered too late, and reopened in between, is a conflict', async () => {
    const { jira, reviews, heal } = site();
    jira.hooks.after = async (step) => {
      if (step === 'move') throw problem('jira-unreachable');
    };
    await reviews.submit(approval, signal);
    heal();
    jira.movedBy('APP-1', statuses.toDo);
    await reviews.flush(signal);
    expect(jira.moves).toEqual(['APP-1 → Done']);
    expect(jira.comments).toEqual([]);
  });
});

describe('a ticket that is sent back', () => {
  it('is its developer’s again, with the reason', async () => {
    const { jira, reviews } = site();
    expect(await code(reviews.submit(refusal, signal))).toBe('confirmed');
    expect(jira.moves).toEqual(['APP-1 → To Do']);
    expect(jira.comments[0]?.paragraphs).toEqual(['Sent back with Guardrail', 'The bucket is still public.']);
  });

  it('takes the move that says so, if several lead to open work', async () => {
    const other = buildTransition({
      id: '51',
      name: 'Start',
      to: { ...statuses.toDo, id: '8', name: 'In Progress' },
    });
    const { jira, reviews } = site(inReview, [other, sendBack, approve]);
    expect(await code(reviews.submit(refusal, signal))).toBe('confirmed');
    expect(jira.moves).toEqual(['APP-1 → To Do']);
  });

  it('needs a reason', async () => {
    const { reviews, outbox } = site();
    expect(await code(reviews.submit({ ...refusal, reason: ' ' }, signal))).toBe('reason-invalid');
    expect(outbox.list()).toEqual([]);
  });

  it('that is done by then is a conflict', async () => {
    const { jira, reviews } = site(buildTicket({ status: statuses.done }));
    expect(await code(reviews.submit(refusal, signal))).toBe('ticket-not-in-review');
    expect(jira.comments).toEqual([]);
  });
});

describe('several actions of one ticket', () => {
  const all = [buildTransition({ id: '21' }), sendBack, approve];

  it('reach Jira in their order, even if the first was interrupted', async () => {
    const { jira, reviews, failAt, heal, outbox } = site(buildTicket(), all);
    jira.hooks.after = async (step) => {
      if (step === 'move') throw problem('jira-unreachable');
    };
    await reviews.submit(params, signal);
    failAt('readTicket', problem('jira-unreachable'));
    expect((await reviews.submit(approval, signal)).result).toBe('waiting');
    expect(outbox.list().map(({ kind }) => kind)).toEqual(['review', 'approve']);
    heal();
    await reviews.flush(signal);
    expect(jira.moves).toEqual(['APP-1 → In Review', 'APP-1 → Done']);
    expect(jira.comments.map(({ paragraphs }) => paragraphs[0])).toEqual([
      'Reviewed with Guardrail: fixed',
      'Approved with Guardrail',
    ]);
  });

  it('are one if nothing was sent of the first: the person thought again', async () => {
    const { jira, reviews, failAt, heal, outbox } = site(inReview, all);
    failAt('readTicket', problem('jira-unreachable'));
    await reviews.submit(approval, signal);
    await reviews.submit(refusal, signal);
    expect(outbox.list().map(({ kind }) => kind)).toEqual(['send-back']);
    heal();
    await reviews.flush(signal);
    expect(jira.moves).toEqual(['APP-1 → To Do']);
  });

  it('do not wait for a conflict', async () => {
    const { jira, reviews, failAt, heal, outbox } = site(buildTicket(), all);
    failAt('commentOnce', problem('jira-refused'));
    expect(await code(reviews.submit(params, signal))).toBe('comment-refused');
    heal();
    failAt('hasComment', problem('jira-refused'));
    expect(await code(reviews.submit({ ...approval, reason: '' }, signal))).toBe('confirmed');
    expect(jira.moves).toEqual(['APP-1 → In Review', 'APP-1 → Done']);
    expect(outbox.list()).toMatchObject([{ kind: 'review', state: 'conflict' }]);
  });
});
