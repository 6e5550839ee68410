import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problem } from '../../../daemon/domain/problems/problem.ts';
import type {
  TicketFates,
  TicketName,
  TicketPage,
  TicketRecord,
  TicketSource,
} from '../../../daemon/domain/tickets/ticket.ts';
import { openStore } from '../../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../../daemon/store/store.ts';
import { readTickets } from '../../../daemon/sync/read-tickets.ts';
import { buildTicket, statuses } from '../../support/ticket-builder.ts';
import { searchOf } from '../../support/ticket-search.ts';

const scope = 'https://acme.atlassian.net PAY';
let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'guardrail-tickets-'));
  store = openStore(path.join(folder, 'guardrail.db'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

interface Site {
  /** The pages that the search returns. */
  readonly pages?: readonly Partial<TicketPage>[];
  /** The result for tickets that are requested by key. Absent: unknown for all. */
  readonly fates?: (asked: readonly TicketName[]) => Partial<TicketFates>;
  /** The site fails when tickets are read by their names. */
  readonly isFetchFailing?: boolean;
}

// biome-ignore lint/correctness/useYield: it fails first.
async function* unreachable(): AsyncGenerator<TicketPage> {
  throw problem('jira-unreachable', { site: 'https://acme.atlassian.net', reason: 'ECONNRESET' });
}

/** Does one sync run. Returns Jira's coverage, the keys that it requested, and its result. */
async function runWith({ pages = [], fates = () => ({}), isFetchFailing = false }: Site) {
  const asked: string[] = [];
  const { search, log } = searchOf(pages);
  const source = {
    ...search,
    ...(isFetchFailing && { fetchTickets: unreachable }),
    async findTickets(names: readonly TicketName[]) {
      asked.push(...names.map(({ key }) => key));
      return { found: [], moved: [], gone: [], ...fates(names) };
    },
  } as unknown as TicketSource;
  const at = store.coverage.beginRun('payments', new Date().toISOString());
  const result = await readTickets({
    store,
    apply: (...changes) => store.apply(...changes),
    at,
    tickets: { source: () => source, scope },
    signal: new AbortController().signal,
    onProgress: () => {},
  }).catch((error: { code: string }) => error.code);
  return { coverage: store.coverage.ofRun(at)[0], asked, reconciled: log.reconciled, log, result };
}
const run = async (...pages: readonly Partial<TicketPage>[]) => (await runWith({ pages })).coverage;

const [first, second] = [buildTicket({ key: 'PAY-1' }), buildTicket({ key: 'PAY-2' })];
const read = (ticket: TicketRecord, at: string) => store.apply({ kind: 'ticket-read', scope, at, ticket });
const known = () => store.tickets.all(scope).map(({ key, summary }) => `${key} ${summary}`);

describe('a ticket that cannot be read', () => {
  it('keeps its stored state, is named with its field, and does not affect the others', async () => {
    await run({ tickets: [first, second] });
    const news = buildTicket({ key: 'PAY-1', summary: 'news', updated: '2026-11-21T00:00:00.000Z' });
    const coverage = await run({ tickets: [news], unreadable: [{ key: 'PAY-2', field: 'updated' }] });
    expect(known()).toEqual(['PAY-1 news', `PAY-2 ${second.summary}`]);
    expect(coverage?.problem).toEqual({
      code: 'tickets-unreadable',
      facts: { tickets: 1, named: [{ key: 'PAY-2', field: 'updated' }] },
    });
    // The list was still read to its end.
    expect(coverage?.readAt).toBeDefined();
  });

  it('may be any of the tickets that were not seen, if it has no key', async () => {
    await run({ tickets: [first, second] });
    const coverage = await run({ tickets: [first], unreadable: [{ field: 'key' }] });
    expect(known()).toHaveLength(2);
    expect(coverage?.problem).toMatchObject({ facts: { tickets: 1, named: [{ field: 'key' }] } });
  });

  it('is named only if it is one of the first of many', async () => {
    const unreadable = Array.from({ length: 40 }, (_, at) => ({ key: `PAY-${at}`, field: 'status' }));
    const { problem } = (await run({ unreadable })) ?? {};
    expect(problem).toMatchObject({ facts: { tickets: 40, named: unreadable.slice(0, 5) } });
  });

  it('is still known after a run that ended before it was read again', async () => {
    const unreadable = [{ key: 'PAY-2', field: 'updated' }];
    await run({ tickets: [first], unreadable });
    const failed = await runWith({ pages: [{ tickets: [first] }], isFetchFailing: true });
    expect(failed.result).toBe('jira-unreachable');
    expect(store.tickets.progress(scope)?.unreadable).toEqual(unreadable);
    const next = await runWith({ pages: [{ tickets: [first] }] });
    expect(next.log.fetched).toEqual(['PAY-2']);
  });

  it('is not mentioned any more once it can be read', async () => {
    await run({ unreadable: [{ key: 'PAY-2', field: 'updated' }] });
    expect((await run({ tickets: [second] }))?.problem).toBeUndefined();
  });
});

describe('a ticket that the search does not list any more', () => {
  const allGone = (asked: readonly TicketName[]) => ({ gone: asked.map(({ key }) => key) });

  it('is requested by key, and forgotten only if Jira does not have it', async () => {
    await run({ tickets: [first, second] });
    const kept = await runWith({ pages: [{ tickets: [first] }], fates: () => ({ found: [second] }) });
    expect(kept.asked).toEqual(['PAY-2']);
    expect(known()).toHaveLength(2);
    expect(kept.coverage?.problem).toBeUndefined();

    const gone = await runWith({ pages: [{ tickets: [first] }], fates: allGone });
    expect(gone.result).toEqual({ changed: new Set(['PAY-2']), notes: [] });
    expect(known()).toEqual([`PAY-1 ${first.summary}`]);
  });

  it('stays while its state is unknown', async () => {
    await run({ tickets: [first, second] });
    await run({ tickets: [first] });
    expect(known()).toHaveLength(2);
  });

  it('is reported as moved if it is now in a project that is not read', async () => {
    await run({ tickets: [first, second] });
    const moved = await runWith({
      pages: [{ tickets: [first] }],
      fates: () => ({ moved: [{ from: 'PAY-2', to: 'OPS-9' }] }),
    });
    expect(known()).toHaveLength(1);
    expect(moved.result).toMatchObject({
      notes: [{ code: 'tickets-moved', facts: { tickets: 1, named: [{ from: 'PAY-2', to: 'OPS-9' }] } }],
    });
  });

  it('is not reported if its new key is listed', async () => {
    await run({ tickets: [first, second] });
    const renamed = buildTicket({ key: 'NEW-2' });
    const moved = await runWith({
      pages: [{ tickets: [first, renamed] }],
      fates: () => ({ moved: [{ from: 'PAY-2', to: 'NEW-2' }] }),
    });
    expect(store.tickets.all(scope).map(({ key }) => key)).toEqual(['NEW-2', 'PAY-1']);
    expect(moved.result).toMatchObject({ notes: [] });
  });

  it('is one of at most a thousand that a run requests; the others stay and are requested later', async () => {
    const many = Array.from({ length: 1_200 }, (_, at) => buildTicket({ key: `PAY-${at + 1}` }));
    await run({ tickets: many });
    const once = await runWith({ pages: [{ tickets: [first] }], fates: allGone });
    expect(once.asked).toHaveLength(1_000);
    expect(known()).toHaveLength(200);
    const again = await runWith({ pages: [{ tickets: [first] }], fates: allGone });
    expect(again.asked).toHaveLength(199);
    expect(known()).toHaveLength(1);
  });
});

describe('a list that is suddenly empty', () => {
  it.each([
    [
      'still has them',
      (asked: readonly TicketName[]) => ({ found: asked.map(({ key }) => buildTicket({ key })) }),
    ],
    ['says nothing of them', () => ({})],
  ])('forgets nothing and is a problem if Jira %s', async (_what, fates) => {
    await run({ tickets: [first, second] });
    const { coverage, result } = await runWith({ fates });
    expect(known()).toHaveLength(2);
    expect(result).toBe('jira-tickets-not-listed');
    expect(coverage?.problem).toEqual({ code: 'jira-tickets-not-listed', facts: { known: 2 } });
  });

  it('forgets the tickets if Jira has none of them, and reports it once', async () => {
    await run({ tickets: [first, second] });
    const { coverage } = await runWith({ fates: (asked) => ({ gone: asked.map(({ key }) => key) }) });
    expect(known()).toEqual([]);
    expect(coverage?.problem).toEqual({ code: 'jira-tickets-gone', facts: { known: 2 } });
    expect((await run())?.problem).toBeUndefined();
  });

  it('is not reported if no ticket was known', async () => {
    const { coverage, asked } = await runWith({});
    expect(coverage?.problem).toBeUndefined();
    expect(asked).toEqual([]);
  });
});

describe('a search with outdated results', () => {
  const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 0, 0, second)).toISOString();
  const todo = buildTicket({ key: 'PAY-1', id: '10001', updated: at(1) });
  const reviewed = { ...todo, status: statuses.inReview, updated: at(2) };
  const statusOf = () => store.tickets.all(scope)[0]?.status.name;

  it('does not return a ticket to its old state, and asks the search to refresh that ticket', async () => {
    await run({ tickets: [todo] });
    read(reviewed, new Date().toISOString());
    const { asked, reconciled, result } = await runWith({
      pages: [{ tickets: [todo] }],
      fates: () => ({ found: [reviewed] }),
    });
    expect(statusOf()).toBe('In Review');
    expect(reconciled).toEqual(['10001']);
    expect(asked).toEqual(['PAY-1']);
    expect(result).toEqual({ changed: new Set(), notes: [] });
  });

  it('is right if Jira itself says so: a site that was restored from yesterday', async () => {
    await run({ tickets: [reviewed] });
    await runWith({ pages: [{ tickets: [todo] }], fates: () => ({ found: [todo] }) });
    expect(statusOf()).toBe('To Do');
  });

  it('is older than a review that read the ticket during the search', async () => {
    await run({ tickets: [reviewed] });
    await runWith({
      pages: [{ tickets: [todo] }],
      fates: () => {
        const later = new Date(Date.now() + 1_000).toISOString();
        read({ ...reviewed, status: statuses.done }, later);
        return { found: [todo] };
      },
    });
    expect(statusOf()).toBe('Done');
  });
});
