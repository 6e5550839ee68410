import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEventBus } from '../../../daemon/base/event-bus.ts';
import { openStore } from '../../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../../daemon/store/store.ts';
import { createApply, type SyncEvent } from '../../../daemon/sync/events.ts';
import { withRememberedTickets } from '../../../daemon/sync/remembered-tickets.ts';
import { buildTicket } from '../../support/ticket-builder.ts';
import { usedHeapBytes } from '../../support/used-heap.ts';

const [scope, other] = ['https://acme.atlassian.net PAY', 'https://acme.atlassian.net OPS'];
const at = '2026-11-28T12:00:00.000Z';
let store: Store;
let remembered: Store;
let apply: ReturnType<typeof createApply>;
let publish: (event: SyncEvent) => void;

beforeEach(() => {
  store = openStore(':memory:');
  const events = createEventBus<SyncEvent>((error) => {
    throw error;
  });
  publish = (event) => events.publish([event]);
  apply = createApply(store, events);
  remembered = withRememberedTickets(store, events);
  list(scope, 'PAY-1', 'PAY-10', 'PAY-2');
});
afterEach(() => store.close());

function list(of: string, ...keys: string[]) {
  const tickets = keys.map((key) => buildTicket({ key }));
  apply({ kind: 'tickets-listed', scope: of, at, listedAt: at, tickets });
}
const both = () => {
  expect(remembered.tickets.all(scope)).toEqual(store.tickets.all(scope));
  return remembered.tickets.all(scope);
};

it('has what the store has, in its order, after each kind of change', () => {
  expect(both()).toHaveLength(3);
  list(scope, 'PAY-11', 'OLD-1');
  both();
  const news = buildTicket({ key: 'PAY-2', summary: 'news', updated: '2026-11-28T11:00:00.000Z' });
  apply({ kind: 'ticket-read', scope, at, ticket: news });
  both();
  apply({ kind: 'ticket-forgotten', scope, key: 'PAY-1' });
  expect(both().map(({ key }) => key)).toEqual(['OLD-1', 'PAY-10', 'PAY-11', 'PAY-2']);
});

it('keeps each ticket as the same object until it changes', () => {
  const [first, second] = remembered.tickets.all(scope);
  apply({ kind: 'ticket-read', scope, at, ticket: buildTicket({ key: 'PAY-1', summary: 'news' }) });
  const [changed, same] = remembered.tickets.all(scope);
  expect(changed).not.toBe(first);
  expect(same).toBe(second);
});

it('keeps one version of a ticket that changes while nothing reads it', () => {
  both();
  const before = usedHeapBytes();
  for (let version = 0; version < 200; version++) {
    const description = JSON.parse(JSON.stringify(`${version} ${'x'.repeat(100_000)}`));
    publish({ type: 'ticket-changed', scope, ticket: buildTicket({ key: 'PAY-1', description }) });
  }
  expect(usedHeapBytes() - before).toBeLessThan(5_000_000);
  expect(remembered.tickets.all(scope)[0]?.description).toMatch(/^199 x/);
});

it('does not mix scopes', () => {
  both();
  list(other, 'OPS-1');
  expect(both()).toHaveLength(3);
  expect(remembered.tickets.all(other)).toEqual(store.tickets.all(other));
  apply({ kind: 'ticket-forgotten', scope, key: 'PAY-1' });
  expect(both()).toHaveLength(2);
});

it('reads a store that was rebuilt', () => {
  both();
  store.apply({ kind: 'ticket-forgotten', scope, key: 'PAY-1' });
  publish({ type: 'store-rebuilt' });
  both();
});

it('reads thousands of tickets in parts, none twice and none left out', () => {
  const keys = Array.from({ length: 2_500 }, (_, index) => `OPS-${index}`);
  list(other, ...keys);
  expect(store.tickets.all(other).map(({ key }) => key)).toEqual(keys.toSorted());
});
