import { expect, it, vi } from 'vitest';
import type { ReviewCase } from '#protocol/given-review.ts';
import type { Status } from '#protocol/status.ts';
import type { TicketState, TicketView } from '#protocol/tickets.ts';
import { SentBackAnswers } from '../../../../../extension/tickets/decisions/sent-back.ts';

const sentBack = { reason: 'Still open.', at: '2026-11-28T09:00:00.000Z', by: 'Rina' };

function setUp(read: (ticket: string) => Promise<ReviewCase> = async () => ({ sentBack })) {
  const calls: string[] = [];
  const rows = new Set<() => void>();
  const any = new Set<() => void>();
  const subscribe = (to: Set<() => void>) => (listener: () => void) => {
    to.add(listener);
    return { dispose: () => to.delete(listener) };
  };
  const tickets = new Map<string, TicketView>();
  const model = {
    followed: { findings: new Map(), tickets },
    status: { lastSync: 'first' } as Status,
    connection: 'connected' as 'connected' | 'offline',
    onFollowedChanged: subscribe(rows) as never,
    onChanged: subscribe(any) as never,
  };
  const answers = new SentBackAnswers(
    {
      read({ key }) {
        calls.push(key);
        return read(key);
      },
    },
    model,
  );
  const put = (key: string, state: TicketState, cameBack = false) =>
    tickets.set(key, {
      ...{ key, url: '', summary: '', status: state, state },
      ...(cameBack && { cameBack: true }),
    });
  const changed: string[] = [];
  answers.onChanged((ticket) => changed.push(ticket));
  const fire = (listeners: Set<() => void>) => {
    for (const listener of listeners) listener();
  };
  const of = (key: string) => answers.of(tickets.get(key) as TicketView);
  return { of, calls, changed, model, put, rows: () => fire(rows), any: () => fire(any) };
}

it('reads why a ticket came back, once in each sync run, and leaves other tickets alone', async () => {
  const { of, calls, changed, model, put, rows, any } = setUp();
  put('APP-1', 'todo', true);
  put('APP-2', 'todo');
  put('APP-3', 'review');
  rows();
  await vi.waitFor(() => expect(of('APP-1')).toEqual({ kind: 'sent-back', answer: sentBack }));
  expect(of('APP-2')).toBeUndefined();
  rows();
  any();
  expect(calls).toEqual(['APP-1']);
  model.status = { lastSync: 'second' } as Status;
  any();
  // The row says so until the next answer arrives, which says the same.
  expect(of('APP-1')).toMatchObject({ kind: 'sent-back' });
  await vi.waitFor(() => expect(calls).toHaveLength(2));
  expect(changed).toEqual(['APP-1']);
  put('APP-1', 'review');
  expect(of('APP-1')).toBeUndefined();
});

it('says that an answer was not read, asks again in the next sync run, and stops at a site that does not answer', async () => {
  let isDown = true;
  const { of, calls, model, put, rows, any } = setUp(async () => {
    if (isDown) throw new Error('Jira did not answer.');
    return {};
  });
  for (let number = 1; number <= 20; number++) put(`APP-${number}`, 'todo', true);
  rows();
  await vi.waitFor(() => expect(of('APP-1')).toEqual({ kind: 'unread', problem: 'Jira did not answer.' }));
  await vi.waitFor(() => expect(calls).toHaveLength(3));
  isDown = false;
  model.status = { lastSync: 'second' } as Status;
  any();
  await vi.waitFor(() => expect(of('APP-20')).toEqual({ kind: 'none' }));
  expect(calls).toHaveLength(23);
});

it('asks for at most fifty tickets that came back, and for none without a daemon', async () => {
  const { calls, model, put, rows } = setUp();
  for (let number = 1; number <= 60; number++) put(`APP-${number}`, 'todo', true);
  model.connection = 'offline';
  rows();
  await new Promise(setImmediate);
  expect(calls).toEqual([]);
  model.connection = 'connected';
  rows();
  await vi.waitFor(() => expect(calls).toHaveLength(50));
  await new Promise(setImmediate);
  expect(calls).toHaveLength(50);
});
