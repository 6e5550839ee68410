import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { reviewTicket } from '#protocol/reviews.ts';
import { runSync } from '#protocol/sync.ts';
import { listTickets, type TicketView } from '#protocol/tickets.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { connectTo, helloOf, openWindow } from '../support/window.ts';

const cleanup = createCleanup();
let sandbox: Sandbox;
let laptop: TestDaemon;
let remote: TestDaemon;

beforeAll(async () => {
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
  for (const start of [
    async () => (laptop = await startDaemon(sandbox)),
    async () => (remote = await startDaemon(sandbox)),
  ]) {
    const daemon = await start();
    cleanup.add(() => daemon.close());
  }
});
afterAll(() => cleanup.run());

/** A window on one of the machines. */
async function windowOn({ context }: TestDaemon) {
  const { connection, close } = await openWindow(context.place);
  cleanup.add(async () => close());
  return {
    sync: () => connection.sendRequest(runSync.method, {}),
    review: (ticket: string) =>
      connection.sendRequest(reviewTicket.method, {
        ticket,
        outcome: 'fixed',
        reason: 'Closed in the template.',
      }),
    ticket: async (key: string) => {
      const { tickets } = await connection.sendRequest<{ tickets: TicketView[] }>(listTickets.method, {});
      return tickets.find((ticket) => ticket.key === key);
    },
    todo: async () => {
      const { tickets } = await connection.sendRequest<{ tickets: TicketView[] }>(listTickets.method, {});
      const found = tickets.find(({ state, finding }) => state === 'todo' && finding !== undefined);
      if (!found) throw new Error('The team has no ticket to do.');
      return found.key;
    },
  };
}

/** One user with a window on each of two machines: each machine has its daemon and its state folder. */
describe('windows on two machines', () => {
  it('belong each to the daemon of its machine: the token of one is refused by the other', async () => {
    const connection = connectTo(remote.context.place);
    await expect(
      connection.sendRequest('initialize', {
        ...{ processId: null, rootUri: null, capabilities: {}, workspaceFolders: null },
        initializationOptions: helloOf(laptop.context.place),
      }),
    ).rejects.toThrow();
    connection.end();
  });

  it('have a state each: a review of one reaches the other through Jira alone', async () => {
    const [here, there] = [await windowOn(laptop), await windowOn(remote)];
    await Promise.all([here.sync(), there.sync()]);

    const key = await here.todo();
    await here.review(key);
    await vi.waitFor(async () => expect((await here.ticket(key))?.state).toBe('review'), 15_000);
    expect(await there.ticket(key)).toMatchObject({ state: 'todo' });
    expect((await there.ticket(key))?.pending).toBeUndefined();
    await there.sync();
    expect(await there.ticket(key)).toMatchObject({ state: 'review' });
  });
});
