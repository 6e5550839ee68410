import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Filing } from '../../../../daemon/domain/tickets/filing/filing.ts';
import { openStore } from '../../../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../../../daemon/store/store.ts';
import { type Cleanup, createCleanup } from '../../../support/cleanup.ts';

const site = 'https://example.atlassian.net';
const sentAt = '2026-11-24T12:00:00.000Z';
const filing: Filing = {
  ...{ id: 'f1', finding: 'config:finding', label: 'guardrail-1', project: 'PAY', issueType: '1' },
  ...{ fields: [], createdAt: '2026-11-24T11:59:00.000Z' },
};

let cleanup: Cleanup;
let store: Store;
let file: string;
beforeEach(() => {
  cleanup = createCleanup();
  file = path.join(cleanup.folder('store'), 'guardrail.db');
  store = openStore(file);
});
afterEach(async () => {
  store.close();
  await cleanup.run();
});

describe('a filing that is withdrawn', () => {
  it('leaves the time of its request, also for another process, until the finding is filed again', () => {
    const filings = store.filings.of(site);
    filings.add(filing);
    filings.record('f1', { step: 'create-sent', sentAt });
    filings.withdraw('f1');
    store.close();
    store = openStore(file);

    const reopened = store.filings.of(site);
    expect([reopened.list(), reopened.find('f1')]).toEqual([[], undefined]);
    expect(reopened.withdrawn(filing.finding)).toEqual({ step: 'create-sent', sentAt });
    expect(store.filings.of('https://other.atlassian.net').withdrawn(filing.finding)).toBeUndefined();
    reopened.add({ ...filing, id: 'f2' }, { step: 'create-sent', sentAt });
    expect(reopened.withdrawn(filing.finding)).toBeUndefined();
    expect(reopened.list()).toEqual([{ ...filing, id: 'f2', step: 'create-sent', sentAt, state: 'waiting' }]);
  });

  it('leaves nothing if nothing was sent', () => {
    const filings = store.filings.of(site);
    filings.add(filing);
    filings.withdraw('f1');
    expect([filings.list(), filings.withdrawn(filing.finding)]).toEqual([[], undefined]);
  });

  it('does not come back when its request fails afterwards', () => {
    const filings = store.filings.of(site);
    filings.add(filing);
    filings.record('f1', { step: 'create-sent', sentAt });
    filings.withdraw('f1');
    filings.mark('f1', 'waiting', { code: 'jira-unreachable', facts: {} }, 'jira-unreachable');
    expect(filings.list()).toEqual([]);
    store.forgetUnused('2027-11-24T12:00:00.000Z');
    expect(filings.withdrawn(filing.finding)).toBeUndefined();
  });
});
