import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../../daemon/domain/problems/problem.ts';
import type { ActionParams } from '../../../../../daemon/domain/tickets/actions/action-params.ts';
import { createActionQueue } from '../../../../../daemon/domain/tickets/actions/action-queue.ts';
import { writeActionComment } from '../../../../../daemon/server/texts/action-comment.ts';
import { sayProblem } from '../../../../../daemon/server/texts/say.ts';
import { buildTicket } from '../../../../support/ticket-builder.ts';
import { me, memoryJira, memoryOutbox, type Step } from './action-fakes.ts';
import { codeOf, problem, params as review, setUp, signal } from './hand-over-fakes.ts';

const other = { id: 'u2', name: 'Aiko Tanaka' };
const later = '2099-01-31';
const assign: ActionParams = { kind: 'assign', ticket: 'APP-1', reason: '', seen: {} };
const comment: ActionParams = { kind: 'comment', ticket: 'APP-1', reason: 'Please look.' };
const due: ActionParams = {
  kind: 'due',
  ticket: 'APP-1',
  reason: 'Waits for the vendor.',
  due: later,
  seen: {},
};
const caught = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => (error instanceof Problem ? error : Promise.reject(error)),
  );
const lost = problem('jira-unreachable');

describe('an edit of a ticket', () => {
  it('assigns the ticket to the signed-in account, without a comment', async () => {
    const { reviews, jira, kept } = setUp();
    expect(await reviews.submit(assign, signal)).toMatchObject({
      result: 'confirmed',
      record: { assignee: me.name, assigneeId: me.id },
    });
    expect(jira.edits).toEqual(['APP-1 assignee Mika Sato']);
    expect(jira.comments).toEqual([]);
    expect(jira.moves).toEqual([]);
    expect(kept()).toBeUndefined();
  });

  it('changes the due date and says why', async () => {
    const { reviews, jira } = setUp();
    await reviews.submit(due, signal);
    expect(jira.edits).toEqual([`APP-1 due ${later}`]);
    expect(jira.comments.map(({ paragraphs }) => paragraphs)).toEqual([
      [`Due date changed with Guardrail: ${later}`, 'Waits for the vendor.'],
    ]);
  });

  it('comments, and never replaces another comment', async () => {
    const { reviews, jira, failAt, heal, outbox } = setUp();
    failAt('readTicket', lost);
    await reviews.submit(comment, signal);
    await reviews.submit({ ...comment, reason: 'And here.' }, signal);
    expect(outbox.list()).toHaveLength(2);
    heal();
    await reviews.flush(signal);
    expect(jira.comments.map(({ paragraphs }) => paragraphs.at(-1))).toEqual(['Please look.', 'And here.']);
  });

  it('writes nothing if the field has the value already', async () => {
    const jira = memoryJira({ ...buildTicket(), assignee: me.name, assigneeId: me.id });
    const { reviews } = setUp(jira);
    expect((await reviews.submit({ ...assign, seen: other }, signal)).result).toBe('confirmed');
    expect(jira.edits).toEqual([]);
  });

  it.each([
    ['a word', 'tomorrow', 'no-date'],
    ['no day of the calendar', '2027-02-30', 'no-date'],
    ['a day that is over everywhere', '2020-01-01', 'past'],
  ])('refuses %s as a due date, and keeps nothing', async (_what, day, fault) => {
    const { reviews, kept } = setUp();
    const refusal = await caught(reviews.submit({ ...due, due: day }, signal));
    expect([refusal?.code, refusal?.facts]).toEqual(['due-invalid', { due: day, fault }]);
    expect(kept()).toBeUndefined();
  });

  it('takes the day of the account: what is yesterday there is over, and can be asked for', async () => {
    const jira = memoryJira(buildTicket());
    jira.site.timeZone = 'Pacific/Kiritimati';
    const { reviews, kept } = setUp(jira);
    const yesterday = new Date(Date.now() + 14 * 3_600_000 - 24 * 3_600_000).toISOString().slice(0, 10);
    expect((await caught(reviews.submit({ ...due, due: yesterday }, signal)))?.code).toBe('due-invalid');
    expect(kept()).toBeUndefined();
    expect((await reviews.submit({ ...due, due: yesterday, mayBePast: true }, signal)).result).toBe(
      'confirmed',
    );
    expect(jira.edits).toEqual([`APP-1 due ${yesterday}`]);
  });

  it.each([
    ['the due date', due, 'due', '2098-12-01', '2098-12-01'],
    ['the assignee', assign, 'assignee', other, 'Aiko Tanaka'],
  ] as const)('never overwrites %s of another person unseen', async (_what, params, field, value, now) => {
    const { reviews, jira, kept } = setUp();
    jira.editedBy('APP-1', field, value);
    jira.edits.length = 0;
    const refusal = await caught(reviews.submit(params, signal));
    expect(refusal?.code).toBe('value-changed');
    expect(refusal?.facts).toMatchObject({ field, now, by: 'Aiko Tanaka' });
    for (const locale of ['en', 'ja'] as const) expect(refusal && sayProblem(refusal, locale)).toContain(now);
    expect(kept()).toMatchObject({
      state: 'conflict',
      code: 'value-changed',
      found: { edited: { field, value: { name: now }, lastChange: { by: 'Aiko Tanaka' } } },
    });
    await reviews.flush(signal);
    expect(jira.edits).toEqual([]);
    expect(kept()?.state).toBe('conflict');
  });

  it('is sent over the value that its person has seen, and over no later one', async () => {
    const { reviews, jira, kept } = setUp();
    jira.editedBy('APP-1', 'due', '2098-12-01');
    await caught(reviews.submit(due, signal));
    jira.editedBy('APP-1', 'due', '2098-12-24');
    const again = reviews.resolve({ ticket: 'APP-1', resolution: 'send-anyway' }, signal);
    expect((await caught(again))?.facts).toMatchObject({ now: '2098-12-24' });
    const last = await reviews.resolve({ ticket: 'APP-1', resolution: 'send-anyway' }, signal);
    expect(last.record?.due).toBe(later);
    expect(kept()).toBeUndefined();
    expect(jira.comments).toHaveLength(1);
  });

  it('is a comment alone if its person chose that', async () => {
    const { reviews, jira } = setUp();
    jira.editedBy('APP-1', 'due', '2098-12-01');
    jira.edits.length = 0;
    await caught(reviews.submit(due, signal));
    await reviews.resolve({ ticket: 'APP-1', resolution: 'comment-only' }, signal);
    expect(jira.edits).toEqual([]);
    expect(jira.comments.map(({ paragraphs }) => paragraphs.at(-1))).toEqual(['Waits for the vendor.']);
  });

  it('is over if another person gave the field the same value', async () => {
    const { reviews, jira, kept } = setUp();
    jira.editedBy('APP-1', 'due', '2098-12-01');
    await caught(reviews.submit(due, signal));
    jira.editedBy('APP-1', 'due', later);
    await reviews.flush(signal);
    expect(kept()).toBeUndefined();
    expect(jira.comments).toHaveLength(1);
  });

  it('follows an earlier one that waits, whose day is no other person’s', async () => {
    const { reviews, jira, failAt, heal, kept } = setUp();
    failAt('readTicket', lost);
    await reviews.submit(due, signal);
    jira.hooks.before = async () => {};
    jira.hooks.after = async (now) => {
      if (now === 'changeDue') throw lost;
    };
    await reviews.submit({ ...due, due: '2099-02-01' }, signal);
    heal();
    await reviews.submit({ ...due, due: '2099-03-01' }, signal);
    expect(kept()).toBeUndefined();
    expect(jira.edits).toEqual(['APP-1 due 2099-02-01', 'APP-1 due 2099-03-01']);
  });

  it('neither replaces a review of the ticket nor is replaced by one', async () => {
    const { reviews, jira, failAt, heal, outbox } = setUp();
    failAt('readTicket', lost);
    await reviews.submit(due, signal);
    await reviews.submit(review, signal);
    await reviews.submit(assign, signal);
    expect(outbox.list().map(({ kind }) => kind)).toEqual(['due', 'review', 'assign']);
    heal();
    await reviews.flush(signal);
    expect(jira.moves).toEqual(['APP-1 → In Review']);
    expect(jira.edits).toEqual([`APP-1 due ${later}`, 'APP-1 assignee Mika Sato']);
  });

  it.each([
    [
      'refused',
      problem('jira-refused', { facts: { said: "Field 'duedate' cannot be set" } }),
      'cannot be set',
    ],
    ['not-permitted', problem('jira-access-denied', { facts: { said: 'No permission.' } }), 'No permission.'],
  ])('keeps the site’s own words if it is %s, and changes nothing', async (refusal, error, said) => {
    const { reviews, jira, failAt, kept, heal } = setUp();
    failAt('changeDue', error);
    const refused = await caught(reviews.submit(due, signal));
    expect(refused?.facts).toMatchObject({ refusal, field: 'due' });
    expect(refused && sayProblem(refused, 'en')).toContain(said);
    expect(jira.comments).toEqual([]);
    expect(kept()).toMatchObject({ state: 'conflict', step: 'queued' });
    heal();
    expect((await reviews.resolve({ ticket: 'APP-1', resolution: 'send-anyway' }, signal)).result).toBe(
      'confirmed',
    );
  });

  it('is a conflict if Jira reports success and changes nothing', async () => {
    const jira = memoryJira(buildTicket());
    const { reviews } = setUp({ ...jira, source: { ...jira.source, changeDue: async () => {} } });
    expect((await caught(reviews.submit(due, signal)))?.facts).toMatchObject({ refusal: 'without-effect' });
  });

  it('knows after a lost answer whether another person has put the old value back', async () => {
    const { reviews, jira, heal, kept } = setUp();
    jira.hooks.after = async (now) => {
      if (now === 'changeDue') throw lost;
    };
    expect((await reviews.submit(due, signal)).result).toBe('waiting');
    heal();
    jira.editedBy('APP-1', 'due', undefined);
    await reviews.flush(signal);
    expect(kept()?.code).toBe('value-changed');
    expect(jira.edits).toEqual([`APP-1 due ${later}`, 'APP-1 due undefined']);
  });

  it('takes the place of one whose conflict its person has seen, although that one was sent', async () => {
    const { reviews, jira, heal, outbox } = setUp();
    jira.hooks.after = async (now) => {
      if (now === 'changeDue') throw lost;
    };
    await reviews.submit(due, signal);
    heal();
    jira.editedBy('APP-1', 'due', undefined);
    await reviews.flush(signal);
    expect(outbox.list()).toMatchObject([{ step: 'edit-sent', state: 'conflict' }]);
    expect((await reviews.submit({ ...due, due: '2099-12-24' }, signal)).result).toBe('confirmed');
    expect(outbox.list()).toEqual([]);
  });
});

describe('undoing an edit', () => {
  it('withdraws one of which nothing was sent', async () => {
    const { reviews, jira, failAt, heal, kept } = setUp();
    failAt('readTicket', lost);
    await reviews.submit(due, signal);
    heal();
    expect(await reviews.undo({ ticket: 'APP-1' }, signal)).toBeUndefined();
    expect(kept()).toBeUndefined();
    expect(jira.edits).toEqual([]);
  });

  it.each([
    ['the due date', due, { due: '2098-06-01' }, ['APP-1 due 2098-06-01']],
    ['an absent due date', due, {}, ['APP-1 due undefined']],
    ['the assignee', assign, { assignee: 'user u9', assigneeId: 'u9' }, ['APP-1 assignee user u9']],
    ['an absent assignee', assign, {}, ['APP-1 assignee undefined']],
  ] as const)('gives back %s', async (_what, params, before, edits) => {
    const jira = memoryJira({ ...buildTicket(), ...before });
    const { reviews, outbox } = setUp(jira);
    const {
      due: day,
      assignee,
      assigneeId,
    } = { due: undefined, assignee: undefined, assigneeId: undefined, ...before };
    const seen = params.kind === 'due' ? { id: day, name: day } : { id: assigneeId, name: assignee };
    await reviews.submit({ ...params, seen: JSON.parse(JSON.stringify(seen)) } as ActionParams, signal);
    jira.edits.length = 0;
    expect((await reviews.undo({ ticket: 'APP-1' }, signal))?.result).toBe('confirmed');
    expect(jira.edits).toEqual(edits);
    expect(outbox.past('APP-1').map(({ undoneBy }) => undoneBy !== undefined)).toEqual([false, true]);
    // It is not taken back twice.
    expect((await caught(reviews.undo({ ticket: 'APP-1' }, signal)))?.code).toBe('nothing-to-undo');
  });

  it('leaves a value that another person set since, and shows both', async () => {
    const { reviews, jira, kept } = setUp();
    await reviews.submit(due, signal);
    jira.editedBy('APP-1', 'due', '2098-12-01');
    jira.edits.length = 0;
    const refusal = await caught(reviews.undo({ ticket: 'APP-1' }, signal));
    expect(refusal?.code).toBe('value-changed');
    expect(jira.edits).toEqual([]);
    expect(kept()?.kind).toBe('undo');
    await reviews.resolve({ ticket: 'APP-1', resolution: 'send-anyway' }, signal);
    expect(jira.edits).toEqual(['APP-1 due undefined']);
  });

  it('says that a comment stays', async () => {
    const { reviews } = setUp();
    await reviews.submit(comment, signal);
    expect((await caught(reviews.undo({ ticket: 'APP-1' }, signal)))?.code).toBe('comment-not-undone');
  });
});

const requests: readonly Step[] = [
  'readTicket',
  'readMyself',
  'assign',
  'changeDue',
  'readLanguage',
  'commentOnce',
];
const crashes = requests.flatMap((step) =>
  (['before', 'after'] as const).map((when) => [step, when] as const),
);

describe('an edit of a daemon that dies', () => {
  it.each(
    crashes.flatMap(([step, when]) =>
      ([assign, comment, due] as const).map((params) => [params.kind, when, step, params] as const),
    ),
  )('%s: %s %s: arrives once', async (_kind, when, step, params) => {
    const jira = memoryJira(buildTicket());
    const outbox = memoryOutbox();
    const daemon = () =>
      createActionQueue({
        outbox,
        source: () => jira.source,
        writeComment: writeActionComment,
        names: () => ({}),
        keeper: () => () => {},
      });
    jira.hooks[when] = async (now) => {
      if (now === step) throw new Error('the daemon died');
    };
    await daemon()
      .submit({ ...params, reason: 'Because.' } as ActionParams, signal)
      .catch(codeOf);
    jira.hooks[when] = async () => {};
    await daemon().flush(signal);
    expect(outbox.list()).toEqual([]);
    expect(jira.edits.length).toBe(params.kind === 'comment' ? 0 : 1);
    expect(jira.comments).toHaveLength(1);
  });
});
