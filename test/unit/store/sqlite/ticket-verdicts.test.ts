import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TicketVerdict } from '../../../../daemon/domain/tickets/matching/ticket-verdict.ts';
import { openStore } from '../../../../daemon/store/sqlite/open-store.ts';
import { migrations } from '../../../../daemon/store/sqlite/schema.ts';
import type { Store } from '../../../../daemon/store/store.ts';
import { type Cleanup, createCleanup } from '../../../support/cleanup.ts';

const site = 'https://example.atlassian.net';
const verdict = (changes: Partial<TicketVerdict> = {}): TicketVerdict => ({
  ticket: '10001',
  finding: 'config:finding',
  verdict: 'confirmed',
  at: '2026-11-24T12:00:00.000Z',
  ...changes,
});

let cleanup: Cleanup;
let store: Store;
let file: string;
beforeEach(() => {
  cleanup = createCleanup();
  file = path.join(cleanup.folder('store'), 'guardrail.db');
});
afterEach(async () => {
  store.close();
  await cleanup.run();
});

const open = () => {
  store = openStore(file);
};

describe('verdicts on matches in the store', () => {
  it('are returned as they were written, for their site only, by another process too', () => {
    open();
    store.ticketVerdicts.put(site, verdict());
    store.ticketVerdicts.put('https://other.atlassian.net', verdict({ finding: 'config:other' }));
    store.close();
    open();
    expect(store.ticketVerdicts.of(site)).toEqual([verdict()]);
  });

  it('are one for each ticket and finding: the latest', () => {
    open();
    store.ticketVerdicts.put(site, verdict());
    store.ticketVerdicts.put(site, verdict({ verdict: 'rejected' }));
    store.ticketVerdicts.put(site, verdict({ finding: 'config:second' }));
    expect(store.ticketVerdicts.of(site).map((each) => each.verdict)).toEqual(['rejected', 'confirmed']);
  });

  it('can be taken back', () => {
    open();
    store.ticketVerdicts.put(site, verdict());
    store.ticketVerdicts.put(site, verdict({ finding: 'config:second' }));
    store.ticketVerdicts.forget(site, '10001', 'config:finding');
    expect(store.ticketVerdicts.of(site)).toEqual([verdict({ finding: 'config:second' })]);
  });

  it('get their table in a store of a version without verdicts, next to its data', () => {
    const before = migrations.findIndex((step) => step.includes('CREATE TABLE ticket_verdicts'));
    expect(before).toBeGreaterThan(0);
    open();
    store.close();
    const older = new DatabaseSync(file);
    older.exec(`DROP TABLE ticket_verdicts; PRAGMA user_version = ${before};`);
    older.close();

    open();
    store.ticketVerdicts.put(site, verdict());
    expect(store.ticketVerdicts.of(site)).toHaveLength(1);
  });

  it('survive damage of other data', () => {
    open();
    store.ticketVerdicts.put(site, verdict());
    store.reviewStatuses.put(site, 'a review status');
    store.close();
    const database = new DatabaseSync(file);
    database.function('sum_of', { deterministic: true, varargs: true }, () => 1);
    database.exec("UPDATE review_statuses SET name = 'a damaged status'");
    database.close();

    open();
    expect(store.problems()).toMatchObject([{ code: 'store-rebuilt' }]);
    expect(store.ticketVerdicts.of(site)).toEqual([verdict()]);
  });
});
