import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../daemon/store/sqlite/database.ts';
import { openStore } from '../../../../daemon/store/sqlite/open-store.ts';
import { ticketVerdictsTable } from '../../../../daemon/store/sqlite/ticket-verdicts.ts';
import { maxVerdicts, unusedData } from '../../../../daemon/store/sqlite/unused-data.ts';
import type { Store } from '../../../../daemon/store/store.ts';
import { buildTicket } from '../../../support/ticket-builder.ts';
import { day } from '../builders.ts';

const site = 'https://example.atlassian.net';
const [used, unused] = [`${site} PAY`, `${site} OLD`];
const review = {
  kind: 'review',
  outcome: 'fixed',
  ...{ id: 'r1', ticket: 'OLD-1', reason: 'Closed.', createdAt: day(1) },
} as const;
const filing = {
  ...{ id: 'f1', finding: 'config:finding', label: 'guardrail-1', project: 'OLD', issueType: '1' },
  ...{ fields: [], createdAt: day(1) },
} as const;

let store: Store;
beforeEach(() => {
  store = openStore(':memory:');
});
afterEach(() => store.close());

/** A sync run reads a selection. */
function readScope(scope: string, at: string, count = 1): void {
  const prefix = scope.split(' ')[1];
  const tickets = Array.from({ length: count }, (_, number) =>
    buildTicket({ key: `${prefix}-${number + 1}`, id: `${number}` }),
  );
  store.apply(
    { kind: 'tickets-listed', scope, at, listedAt: at, tickets },
    { kind: 'tickets-progress', scope, progress: { beganAt: at, readAt: at, updated: at } },
    { kind: 'coverage', at, coverage: { of: 'jira', scope, readAt: at } },
  );
}

describe('tickets of a selection that no sync run used for 90 days', () => {
  it('are forgotten, with how far they were read; the others stay', () => {
    readScope(unused, day(1));
    readScope(used, day(2));

    store.forgetUnused(day(91));
    expect(store.tickets.count(unused)).toBe(1);
    store.forgetUnused(day(92));
    expect([store.tickets.count(unused), store.tickets.count(used)]).toEqual([0, 1]);
    expect(store.tickets.progress(unused)).toBeUndefined();
    expect(store.coverage.ticketsReadAt(unused)).toBeUndefined();
    expect(store.tickets.progress(used)).toBeDefined();
  });

  it('stay while an action or a filing of their site waits', () => {
    readScope(unused, day(1));
    const [actions, filings] = [store.outbox.of(site), store.filings.of(site)];
    actions.add(review);
    store.forgetUnused(day(200));
    actions.settle('r1');
    filings.add(filing);
    store.forgetUnused(day(200));
    expect(store.tickets.count(unused)).toBe(1);

    filings.settle('f1');
    store.forgetUnused(day(200));
    expect(store.tickets.count(unused)).toBe(0);
  });

  it('are forgotten in several calls if there are many, and are read from the beginning if they are used in between', () => {
    readScope(unused, day(1), 4_500);
    store.forgetUnused(day(100));
    expect(store.tickets.count(unused)).toBe(2_500);
    expect([store.tickets.progress(unused), store.coverage.ticketsReadAt(unused)]).toEqual([
      undefined,
      undefined,
    ]);

    store.forgetUnused(day(100));
    store.forgetUnused(day(100));
    expect(store.tickets.count(unused)).toBe(0);
    expect(store.coverage.ofRun(day(1))).toEqual([]);
  });

  it('are forgotten, too, if their reading never came to its end', () => {
    const tickets = [buildTicket({ key: 'OLD-1' })];
    store.apply(
      { kind: 'tickets-listed', scope: unused, at: day(1), listedAt: day(1), tickets },
      { kind: 'tickets-progress', scope: unused, progress: { beganAt: day(1) } },
    );
    store.forgetUnused(day(100));
    expect(store.tickets.count(unused)).toBe(0);
  });
});

describe('what else grows', () => {
  it('the columns of boards are forgotten after 90 days without a reading', () => {
    store.boardStates.put(site, 'OLD', new Map([['1', 'review']]), day(1));
    store.boardStates.put(site, 'PAY', new Map([['2', 'review']]), day(50));
    store.forgetUnused(day(100));
    expect([...store.boardStates.of(site).keys()]).toEqual(['2']);
  });

  it('verdicts stay, except the oldest of more than 20,000', () => {
    const database = openDatabase(':memory:');
    const verdicts = ticketVerdictsTable(database, (write) => write());
    database.exec('BEGIN');
    for (let number = 0; number <= maxVerdicts + 2; number++) {
      const at = new Date(Date.parse(day(1)) + number).toISOString();
      verdicts.put(site, { ticket: `${number}`, finding: 'config:finding', verdict: 'confirmed', at });
    }
    database.exec('COMMIT');
    unusedData(database).forget(day(5_000));
    const kept = verdicts.of(site);
    expect(kept).toHaveLength(maxVerdicts);
    expect(kept.some(({ ticket }) => ticket === '2')).toBe(false);
    expect(kept.some(({ ticket }) => ticket === '3')).toBe(true);
    database.close();
  });
});
