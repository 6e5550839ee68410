import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../daemon/store/store.ts';
import { readTickets } from '../../../daemon/sync/read-tickets.ts';
import type { TicketPage, TicketSource } from '../../../daemon/tickets/ticket.ts';
import { buildTicket } from '../../support/ticket-builder.ts';

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

/** One sync run that gets these pages. Returns what it says of Jira's coverage. */
async function run(...pages: readonly Partial<TicketPage>[]) {
  const source = {
    async *readTickets() {
      for (const page of pages) yield { tickets: [], unreadable: [], ...page };
    },
  } as unknown as TicketSource;
  const pass = store.coverage.beginPass('payments', new Date().toISOString());
  await readTickets(
    {
      store,
      tickets: { source: () => source, scope },
      signal: new AbortController().signal,
      onProgress: () => {},
      onChanged: () => {},
    },
    pass,
  );
  return store.coverage.ofPass(pass)[0];
}

const [first, second] = [buildTicket({ key: 'PAY-1' }), buildTicket({ key: 'PAY-2' })];
const known = () => store.tickets.all(scope).map(({ key, summary }) => `${key} ${summary}`);

describe('a ticket that cannot be read', () => {
  it('keeps what was known of it, is named with its field, and costs the others nothing', async () => {
    await run({ tickets: [first, second] });
    const news = buildTicket({ key: 'PAY-1', summary: 'news', updated: '2026-11-21T00:00:00.000Z' });
    const coverage = await run({ tickets: [news], unreadable: [{ key: 'PAY-2', field: 'updated' }] });
    expect(known()).toEqual(['PAY-1 news', `PAY-2 ${second.summary}`]);
    expect(coverage?.problem?.en).toContain('1 ticket could not be read');
    expect(coverage?.problem?.en).toContain('PAY-2 (updated)');
    expect(coverage?.problem?.ja).toContain('PAY-2 (updated)');
    // The list was read to its end all the same.
    expect(coverage?.readAt).toBeDefined();
  });

  it('may be any of those that were not seen, if it has no key', async () => {
    await run({ tickets: [first, second] });
    const coverage = await run({ tickets: [first], unreadable: [{ field: 'key' }] });
    expect(known()).toHaveLength(2);
    expect(coverage?.problem?.en).toContain('one without a key');
  });

  it('is one of many, of which a few are named', async () => {
    const unreadable = Array.from({ length: 40 }, (_, at) => ({ key: `PAY-${at}`, field: 'status' }));
    const { problem } = (await run({ unreadable })) ?? {};
    expect(problem?.en).toMatch(/40 tickets.*PAY-4 \(status\) and 35 more/);
    expect(problem?.en).not.toContain('PAY-5');
  });

  it('is not mentioned any more once it can be read', async () => {
    await run({ unreadable: [{ key: 'PAY-2', field: 'updated' }] });
    expect((await run({ tickets: [second] }))?.problem).toBeUndefined();
  });
});
