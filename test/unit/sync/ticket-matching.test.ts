import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { createEventBus } from '../../../daemon/base/event-bus.ts';
import type { MatchInput } from '../../../daemon/domain/tickets/matching/ticket-matcher.ts';
import type { SyncEvent } from '../../../daemon/sync/events.ts';
import { createTicketMatching } from '../../../daemon/sync/ticket-matching.ts';
import { inventedFinding, inventedTicket } from '../../support/invented-tickets.ts';

const numbers = Array.from({ length: 4_000 }, (_, number) => number);
const large: MatchInput = {
  findings: numbers.map(inventedFinding),
  tickets: numbers.map((number) => inventedTicket(number)),
  isOpen: () => true,
};

it('answers before everything is compared, lets other work run, and then announces the rest', async () => {
  const events = createEventBus<SyncEvent>(() => {});
  const heard = vi.fn();
  events.subscribe(heard);
  const matching = createTicketMatching(events);
  const first = matching.match(large);
  expect(first.isComplete).toBe(false);
  expect(first.unknown).toBeGreaterThan(0);
  let turns = 0;
  let isSettled = false;
  void matching.settled().then(() => {
    isSettled = true;
  });
  while (!isSettled) {
    await nextTurn();
    turns++;
  }
  expect(turns).toBeGreaterThan(5);
  expect(heard).toHaveBeenCalledExactlyOnceWith([{ type: 'tickets-compared' }]);
  const last = matching.match(large);
  expect(last).toMatchObject({ isComplete: true, unknown: 0 });
  expect(last.matches.size).toBe(4_000);
});

it('has a small change in the same snapshot', () => {
  const matching = createTicketMatching(createEventBus<SyncEvent>(() => {}));
  const small = { ...large, findings: large.findings.slice(0, 20), tickets: large.tickets.slice(0, 20) };
  expect(matching.match(small)).toMatchObject({ isComplete: true, unknown: 0 });
});

it('compares nothing after its end', async () => {
  const events = createEventBus<SyncEvent>(() => {});
  const heard = vi.fn();
  events.subscribe(heard);
  const matching = createTicketMatching(events);
  matching.match(large);
  matching.end();
  await matching.settled();
  await nextTurn();
  expect(heard).not.toHaveBeenCalled();
});
