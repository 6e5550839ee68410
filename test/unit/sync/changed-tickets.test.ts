import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problem } from '../../../daemon/domain/problems/problem.ts';
import type {
  TicketFates,
  TicketName,
  TicketRecord,
  TicketSource,
} from '../../../daemon/domain/tickets/ticket.ts';
import { openStore } from '../../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../../daemon/store/store.ts';
import { readTickets } from '../../../daemon/sync/read-tickets.ts';
import { buildTicket, statuses } from '../../support/ticket-builder.ts';
import { searchOf } from '../../support/ticket-search.ts';

const scope = 'https://acme.atlassian.net PAY';
const hourMs = 60 * 60_000;
let folder: string;
let store: Store;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 28, 12) });
  folder = mkdtempSync(path.join(tmpdir(), 'guardrail-tickets-'));
  store = openStore(path.join(folder, 'guardrail.db'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
  vi.useRealTimers();
});

/** ISO 8601, this many minutes before the beginning of the test. */
const minutesAgo = (minutes: number) => new Date(Date.UTC(2026, 10, 28, 12) - minutes * 60_000).toISOString();
/** Ticket number `n` was updated `1000 - n` hours ago. */
const ticket = (n: number, changes: Partial<TicketRecord> = {}) =>
  buildTicket({ key: `PAY-${n}`, id: `${n}`, updated: minutesAgo((1_000 - n) * 60), ...changes });
const tickets = (count: number) => Array.from({ length: count }, (_, index) => ticket(index + 1));
const pagesOf = (all: readonly TicketRecord[], size = 2) =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, page) => ({
    tickets: all.slice(page * size, (page + 1) * size),
  }));
const known = () => store.tickets.all(scope).map(({ key }) => key);

interface Site {
  readonly tickets: readonly TicketRecord[];
  readonly fates?: (asked: readonly TicketName[]) => Partial<TicketFates>;
  readonly change?: (source: ReturnType<typeof searchOf>['search']) => Partial<TicketSource>;
  readonly doneDays?: number;
}

/** Does one sync run with a site that has these tickets. */
async function sync({ tickets, fates = () => ({}), change = () => ({}), doneDays }: Site) {
  const { search, log } = searchOf(pagesOf(tickets));
  const asked: string[] = [];
  const source = {
    ...search,
    async findTickets(names: readonly TicketName[]) {
      asked.push(...names.map(({ key }) => key));
      return { found: [], moved: [], gone: [], ...fates(names) };
    },
    ...change(search),
  } as unknown as TicketSource;
  const at = store.coverage.beginRun('payments', new Date().toISOString());
  const result = await readTickets({
    store,
    apply: (...changes) => store.apply(...changes),
    at,
    tickets: { source: () => source, scope, doneDays },
    signal: new AbortController().signal,
    onProgress: () => {},
  }).catch((error: { code: string }) => error.code);
  return { asked, log, result };
}

describe('after a complete reading', () => {
  it('only changes are requested, from a little before the latest known one', async () => {
    await sync({ tickets: tickets(5) });
    const { log, result } = await sync({ tickets: tickets(5) });
    expect(log.readings).toEqual([minutesAgo(995 * 60 + 15)]);
    expect(log.lists).toBe(0);
    expect(result).toEqual({ changed: new Set(), notes: [] });
  });

  it('a changed ticket and a new one are found', async () => {
    await sync({ tickets: tickets(5) });
    const changed = ticket(2, { status: statuses.done, updated: minutesAgo(3) });
    const all = [ticket(1), ticket(3), ticket(4), ticket(5), changed, ticket(6, { updated: minutesAgo(2) })];
    const { log, result } = await sync({ tickets: all });
    expect(result).toMatchObject({ changed: new Set(['PAY-2', 'PAY-6']) });
    expect(log.lists).toBe(0);
    expect((await sync({ tickets: all })).log.readings).toEqual([minutesAgo(17)]);
  });

  it('a clock of this machine that is wrong changes nothing: the site’s times count', async () => {
    await sync({ tickets: tickets(5) });
    vi.setSystemTime(Date.UTC(2026, 10, 28, 15));
    const late = ticket(6, { updated: minutesAgo(1) });
    expect((await sync({ tickets: [...tickets(5), late] })).result).toMatchObject({
      changed: new Set(['PAY-6']),
    });
  });

  it('a time far in the future does not hide later changes', async () => {
    const future = ticket(9, { updated: minutesAgo(-5_000) });
    await sync({ tickets: [...tickets(5), future] });
    expect((await sync({ tickets: [...tickets(5), future] })).log.readings).toEqual([
      minutesAgo(995 * 60 + 15),
    ]);
  });

  it('all tickets are read again after a week, because a renamed status changes no time', async () => {
    await sync({ tickets: tickets(5) });
    vi.setSystemTime(Date.now() + 6 * 24 * hourMs);
    expect((await sync({ tickets: tickets(5) })).log.readings).not.toEqual(['']);
    vi.setSystemTime(Date.now() + 2 * 24 * hourMs);
    const renamed = tickets(5).map((each) => ({ ...each, status: { ...each.status, name: 'Open' } }));
    const { log, result } = await sync({ tickets: renamed });
    expect(log.readings).toEqual(['']);
    expect(result).toMatchObject({ changed: new Set(renamed.map(({ key }) => key)) });
  });

  it('a ticket that Jira itself returned a moment ago is asked for again if the search does not list it', async () => {
    await sync({ tickets: tickets(5) });
    const reviewed = ticket(1, { status: statuses.inReview, updated: minutesAgo(1) });
    store.apply({ kind: 'ticket-read', scope, at: new Date().toISOString(), ticket: reviewed });
    const approved = { ...reviewed, status: statuses.done, updated: minutesAgo(0) };
    const { asked, log } = await sync({ tickets: tickets(5), fates: () => ({ found: [approved] }) });
    expect(log.reconciled).toEqual(['1']);
    expect(asked).toEqual(['PAY-1']);
    expect(store.tickets.all(scope)[0]?.status.name).toBe('Done');
  });
});

describe('a reading that fails', () => {
  const failAfter = (pages: number) => ({
    change: (search: ReturnType<typeof searchOf>['search']) => ({
      async *readTickets(...rest: Parameters<typeof search.readTickets>) {
        let page = 0;
        for await (const next of search.readTickets(...rest)) {
          if (page++ === pages) throw problem('jira-failed', { site: 'x', status: 502 });
          yield next;
        }
      },
    }),
  });

  it('continues after the pages that are stored, and then compares the names', async () => {
    expect((await sync({ tickets: tickets(6), ...failAfter(2) })).result).toBe('jira-failed');
    expect(known()).toHaveLength(4);
    const { log, asked } = await sync({ tickets: tickets(6) });
    expect(log.readings).toEqual([minutesAgo(996 * 60 + 15)]);
    expect(log.lists).toBe(1);
    expect(asked).toEqual([]);
    expect(known()).toHaveLength(6);
    expect((await sync({ tickets: tickets(6) })).log.lists).toBe(0);
  });

  it('begins again if the site does not return the tickets in the order of their changes', async () => {
    const mixed = [ticket(6), ticket(1), ticket(2), ticket(3)];
    await sync({ tickets: mixed, ...failAfter(1) });
    expect((await sync({ tickets: mixed })).log.readings).toEqual(['']);
    expect(known()).toHaveLength(4);
  });

  it('while changes are read loses none of them', async () => {
    await sync({ tickets: tickets(2) });
    const changed = [1, 2].map((n) => ticket(n, { summary: 'news', updated: minutesAgo(10 - n) }));
    const all = [...changed, ticket(3, { updated: minutesAgo(5) }), ticket(4, { updated: minutesAgo(4) })];
    await sync({ tickets: all, ...failAfter(1) });
    await sync({ tickets: all });
    expect(store.tickets.all(scope)).toEqual(all);
  });

  it('because there are too many tickets stops at the same limit the next time', async () => {
    const tooMany = (search: ReturnType<typeof searchOf>['search']) => ({
      async *readTickets(...rest: Parameters<typeof search.readTickets>) {
        yield* search.readTickets(...rest);
        throw problem('jira-too-many-tickets', { site: 'x', maxTickets: 1 });
      },
    });
    await sync({ tickets: tickets(4), change: tooMany });
    expect((await sync({ tickets: tickets(4), change: tooMany })).log.readings).toEqual(['']);
  });
});

describe('a site that cannot select by time', () => {
  it.each(['jira-refused', 'jira-jql-refused'] as const)(
    'and says %s is read completely each time',
    async (code) => {
      const refuse = (search: ReturnType<typeof searchOf>['search']) => ({
        readTickets(...[signal, reading]: Parameters<typeof search.readTickets>) {
          if (reading?.updatedSince !== undefined) throw problem(code, {});
          return search.readTickets(signal, reading);
        },
      });
      await sync({ tickets: tickets(4), change: refuse });
      const changed = [...tickets(3), ticket(4, { summary: 'news' })];
      expect((await sync({ tickets: changed, change: refuse })).result).toMatchObject({
        changed: new Set(['PAY-4']),
      });
    },
  );
});

describe('the comparison of names', () => {
  const allGone = (asked: readonly TicketName[]) => ({ gone: asked.map(({ key }) => key) });

  it('follows if the site counts other tickets, and asks about those that are missing', async () => {
    await sync({ tickets: tickets(5) });
    const { asked, log } = await sync({ tickets: tickets(4), fates: allGone });
    expect(log.lists).toBe(1);
    expect(asked).toEqual(['PAY-5']);
    expect(known()).toHaveLength(4);
    expect((await sync({ tickets: tickets(4) })).log.lists).toBe(0);
  });

  it('finds a deleted ticket next to a new one', async () => {
    await sync({ tickets: tickets(5) });
    const all = [...tickets(4), ticket(6, { updated: minutesAgo(1) })];
    const { asked } = await sync({ tickets: all, fates: allGone });
    expect(asked).toEqual(['PAY-5']);
    expect(known()).toEqual(['PAY-1', 'PAY-2', 'PAY-3', 'PAY-4', 'PAY-6']);
  });

  it('reads a ticket that became visible without a change', async () => {
    await sync({ tickets: tickets(5).slice(1) });
    const { log, result } = await sync({ tickets: tickets(5) });
    expect(log.fetched).toEqual(['PAY-1']);
    expect(result).toMatchObject({ changed: new Set(['PAY-1']) });
    expect(known()).toHaveLength(5);
  });

  it('follows after some hours, also if the number is the same', async () => {
    await sync({ tickets: tickets(5) });
    const other = [...tickets(4), ticket(7, { updated: minutesAgo(60_000) })];
    expect((await sync({ tickets: other })).log.lists).toBe(0);
    vi.setSystemTime(Date.now() + 7 * hourMs);
    await sync({ tickets: other, fates: allGone });
    expect(known()).toEqual(['PAY-1', 'PAY-2', 'PAY-3', 'PAY-4', 'PAY-7']);
  });

  it('follows each hour if the site does not count', async () => {
    const change = () => ({ countTickets: async () => undefined });
    await sync({ tickets: tickets(5), change });
    expect((await sync({ tickets: tickets(5), change })).log.lists).toBe(0);
    vi.setSystemTime(Date.now() + 1.1 * hourMs);
    expect((await sync({ tickets: tickets(5), change })).log.lists).toBe(1);
  });

  it('repeats until nothing waits: many new names are read over several runs', async () => {
    await sync({ tickets: [ticket(999)] });
    const many = Array.from({ length: 1_500 }, (_, index) =>
      ticket(index + 2_000, { updated: minutesAgo(100_000) }),
    );
    await sync({ tickets: [...many, ticket(999)] });
    expect(known()).toHaveLength(1_001);
    await sync({ tickets: [...many, ticket(999)] });
    expect(known()).toHaveLength(1_501);
  });

  it('leaves a ticket as it is known that is done for so long that it is not read any more', async () => {
    const old = ticket(1, { status: statuses.done });
    await sync({ tickets: [old, ...tickets(3).slice(1)], doneDays: 30 });
    const { asked } = await sync({ tickets: tickets(3).slice(1), doneDays: 30, fates: allGone });
    expect(asked).toEqual([]);
    expect(known()).toContain('PAY-1');
  });
});

it('a ticket with a new key that is read replaces the one with its old key', async () => {
  await sync({ tickets: tickets(3) });
  const renamed = ticket(2, { key: 'NEW-2', updated: minutesAgo(1) });
  const { asked, result } = await sync({
    tickets: [ticket(1), ticket(3), renamed],
    fates: () => ({ moved: [{ from: 'PAY-2', to: 'NEW-2' }] }),
  });
  expect(asked).toEqual(['PAY-2']);
  expect(known()).toEqual(['NEW-2', 'PAY-1', 'PAY-3']);
  expect(result).toMatchObject({ notes: [] });
});
