import { describe, expect, it } from 'vitest';
import type { ReviewMove } from '#protocol/moves.ts';
import { MoveLoader } from '../../../../extension/findings/page/move-loader.ts';

const move = (id: string, fields: string[] = []) => ({
  ...{ id, name: `Move ${id}`, to: 'In Review', state: 'review' as const },
  fields: fields.map((field) => ({ id: field, name: field, required: true, control: 'text' as const })),
});
const choices = ['21', '22'].map((id) => ({ id, name: `Move ${id}`, to: 'In Review' }));
const ticket = { ticket: 'PAY-1', status: 'To Do', attempt: '1' };
type Asked = { transition: string | undefined; signal: AbortSignal };

/** @param answers Of the questions, in their order; an error rejects, and without one the question stays open. */
function setUp(...answers: (ReviewMove | Error)[]) {
  const asked: Asked[] = [];
  const loader = new MoveLoader({
    async foresee(_, transition, signal) {
      asked.push({ transition, signal });
      const answer = answers[asked.length - 1];
      if (answer instanceof Error) throw answer;
      return answer ?? new Promise(() => {});
    },
    onChanged() {},
    lateSentence: () => 'too late',
    timeoutMs: 30,
  });
  return { loader, asked, settled: () => new Promise((resolve) => setTimeout(resolve, 5)) };
}

describe('what Jira asks for in a review', () => {
  it('is loaded once for each status of the ticket', async () => {
    const { loader, asked, settled } = setUp({ kind: 'move', move: move('21') });
    loader.ensure(ticket);
    expect(loader.asked).toEqual({ state: 'loading' });
    await settled();
    loader.ensure({ ...ticket, attempt: '2' });
    expect(asked).toHaveLength(1);
    expect(loader.asked).toMatchObject({ state: 'asked', move: { id: '21' } });
    loader.ensure({ ...ticket, status: 'In Progress' });
    expect(asked).toHaveLength(2);
  });

  it('ends in bounded time, is cancelled then, and is loaded again when another attempt may succeed', async () => {
    const { loader, asked, settled } = setUp();
    loader.ensure(ticket);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(loader.asked).toEqual({ state: 'unread', why: 'too late' });
    expect(asked[0]?.signal.aborted).toBe(true);
    loader.ensure(ticket);
    await settled();
    expect(asked).toHaveLength(1);
    loader.ensure({ ...ticket, attempt: '2' });
    expect(asked).toHaveLength(2);
  });

  it('can be stopped, and is then loaded only if the user asks for it', async () => {
    const { loader, asked, settled } = setUp();
    loader.ensure(ticket);
    loader.stop();
    await settled();
    expect(loader.asked).toEqual({ state: 'unread' });
    loader.ensure({ ...ticket, attempt: '2' });
    expect(asked).toHaveLength(1);
    loader.reload();
    expect(asked).toHaveLength(2);
  });

  it('says why it could not be loaded, and why the move is refused', async () => {
    const refused = { kind: 'refused', code: 'moves-not-permitted', message: 'No permission.' } as const;
    const { loader, settled } = setUp(new Error('Jira does not answer.'), refused);
    loader.ensure(ticket);
    await settled();
    expect(loader.asked).toEqual({ state: 'unread', why: 'Jira does not answer.' });
    loader.reload();
    await settled();
    expect(loader.asked).toEqual({ state: 'refused', why: 'No permission.' });
  });

  it('keeps the moves to choose from next to the chosen one, also that of an earlier window', async () => {
    const first = setUp({ kind: 'choices', choices }, { kind: 'move', move: move('22', ['cause']) });
    first.loader.ensure({ ...ticket, transition: '22' });
    await first.settled();
    expect(first.loader.asked).toMatchObject({ choices, chosen: '22', move: { id: '22' } });
    const gone = setUp({ kind: 'move', move: move('21') });
    gone.loader.ensure({ ...ticket, transition: '22' });
    await gone.settled();
    expect(gone.loader.asked).toMatchObject({ move: { id: '21' } });
    expect(gone.loader.asked).not.toHaveProperty('chosen');
  });

  it('is what Jira asked in a refusal, with its faults', async () => {
    const { loader, settled } = setUp({ kind: 'move', move: move('21', ['cause']) });
    loader.ensure(ticket);
    await settled();
    const faults = [{ field: 'cause', message: 'Name the change.' }];
    const problem = { code: 'fields-refused', move: move('21', ['cause']), faults };
    expect(loader.refuse(problem, 'Jira refused the fields.')).toBe(true);
    expect(loader.asked).toMatchObject({ state: 'asked', faults });
    expect(loader.asked).not.toHaveProperty('problem');
    loader.refuse({ ...problem, faults: [] }, 'Jira refused the fields.');
    expect(loader.asked).toMatchObject({ problem: 'Jira refused the fields.' });
    expect(loader.refuse({ code: 'ticket-already-done' }, 'It is done.')).toBe(false);
  });

  it('shows fields that were not asked for before without faults', () => {
    const { loader } = setUp();
    loader.ensure(ticket);
    const faults = [{ field: 'cause', message: 'missing' }];
    loader.refuse({ code: 'move-needs-fields', move: move('21', ['cause']), faults }, '');
    expect(loader.asked).not.toHaveProperty('faults');
    loader.refuse({ code: 'move-needs-fields', move: move('21', ['cause']), faults }, '');
    expect(loader.asked).toMatchObject({ faults });
  });
});
