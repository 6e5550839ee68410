import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { problem } from '../../../daemon/domain/problems/problem.ts';
import type { BoardColumn, TicketRecord } from '../../../daemon/domain/tickets/ticket.ts';
import { openStore } from '../../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../../daemon/store/store.ts';
import { readBoardColumns } from '../../../daemon/sync/board-columns.ts';
import { createKnownStatuses } from '../../../daemon/sync/known-statuses.ts';
import { buildTicket, statuses } from '../../support/ticket-builder.ts';

const site = 'https://acme.atlassian.net';
const scope = `${site} PAY`;
const { signal } = new AbortController();
const odd = { id: '77', name: 'Phase 2', category: 'indeterminate' } as const;
const columns: BoardColumn[] = [
  { name: 'Inbox', statusIds: ['1'] },
  { name: 'Peer review', statusIds: ['77'] },
  { name: 'Shipped', statusIds: ['3'], isLast: true },
];
let store: Store;
let failed: Map<string, number>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  store = openStore(':memory:');
  failed = new Map();
});
afterEach(() => {
  store.close();
  vi.useRealTimers();
});

function list(...tickets: TicketRecord[]) {
  const at = new Date().toISOString();
  store.apply({ kind: 'tickets-listed', scope, at, listedAt: at, tickets });
}

/** Reads the columns. Returns the keys by which boards were requested, and whether anything differs. */
async function read(answer: (key: string) => BoardColumn[] = () => columns, names = {}) {
  const asked: string[] = [];
  const source = {
    async readColumns(key: string) {
      asked.push(key);
      return answer(key);
    },
  };
  return { differs: await readBoardColumns({ store, site, scope, names, source, signal, failed }), asked };
}

it('boards are requested only for a status whose name says nothing, once a day and project', async () => {
  list(buildTicket({ key: 'PAY-1' }), buildTicket({ key: 'PAY-2', status: statuses.done }));
  expect(await read()).toEqual({ differs: false, asked: [] });

  list(...['PAY-3', 'PAY-4', 'OPS-1'].map((key) => buildTicket({ key, status: odd })));
  expect(await read()).toEqual({ differs: true, asked: ['OPS-1', 'PAY-3'] });
  expect(await read()).toEqual({ differs: false, asked: [] });
  vi.setSystemTime(Date.now() + 25 * 60 * 60_000);
  expect(await read()).toEqual({ differs: false, asked: ['OPS-1', 'PAY-3'] });
});

it('a configured name needs no board', async () => {
  list(buildTicket({ key: 'PAY-3', status: odd }));
  expect((await read(() => columns, { review: ['phase 2'] })).asked).toEqual([]);
});

it('boards that cannot be read now are read in the next run', async () => {
  list(buildTicket({ key: 'PAY-3', status: odd }));
  const fail = () => {
    throw problem('jira-failed', { site, status: 503 });
  };
  expect(await read(fail)).toEqual({ differs: false, asked: ['PAY-3'] });
  expect(await read()).toEqual({ differs: true, asked: ['PAY-3'] });
});

it('boards that cannot be read do not keep those of other projects waiting', async () => {
  list(...['AAA-1', 'BBB-1', 'CCC-1', 'DDD-1'].map((key) => buildTicket({ key, status: odd })));
  const answer = (key: string) => {
    if (key === 'DDD-1') return columns;
    throw problem('jira-failed', { site, status: 503 });
  };
  expect((await read(answer)).asked).toEqual(['AAA-1', 'BBB-1', 'CCC-1']);
  vi.setSystemTime(Date.now() + 60_000);
  expect((await read(answer)).asked).toEqual(['DDD-1', 'AAA-1', 'BBB-1']);
  vi.setSystemTime(Date.now() + 60_000);
  expect((await read(answer)).asked).toEqual(['CCC-1', 'AAA-1', 'BBB-1']);
});

it('what they say is a part of the names in use, after it was refreshed', async () => {
  const configuration = { aws: {}, jira: { site }, statuses: { done: ['Over'] }, pollMinutes: 10 };
  const known = createKnownStatuses(store, () => configuration);
  expect(known.current()).toBe(configuration);
  list(buildTicket({ key: 'PAY-3', status: odd }));
  await read();
  known.refresh();
  expect(known.current().statuses).toMatchObject({
    done: ['Over'],
    ofColumns: new Map([
      ['77', 'review'],
      ['1', 'todo'],
      ['3', 'done'],
    ]),
  });
});
