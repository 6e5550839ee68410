import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TicketRecord } from '../../../../daemon/domain/tickets/ticket.ts';
import { openStore } from '../../../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../../../daemon/store/store.ts';
import { buildTicket, statuses } from '../../../support/ticket-builder.ts';

const scope = 'https://acme.atlassian.net PAY';
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 28, 9, minutes)).toISOString();
let store: Store;
beforeEach(() => {
  store = openStore(':memory:');
});
afterEach(() => store.close());

const ticket = (updated: string, status = statuses.toDo as (typeof statuses)[keyof typeof statuses]) =>
  buildTicket({ key: 'PAY-1', id: '10001', updated, status });
const list = (listed: TicketRecord, run: string, listedAt: string) =>
  store.apply({ kind: 'tickets-listed', scope, at: run, listedAt, tickets: [listed] });
const read = (ticket: TicketRecord, at: string) => store.apply({ kind: 'ticket-read', scope, at, ticket });
const known = () => store.tickets.all(scope)[0];
const search = (
  updated: string,
  status = statuses.toDo as (typeof statuses)[keyof typeof statuses],
  when = at(30),
) => {
  const listed = ticket(updated, status);
  if (store.tickets.outdated(scope, [listed], when).length > 0) {
    expect(list(listed, at(0), when)).toEqual([]);
    return 'outdated';
  }
  return list(listed, at(0), when).length > 0 ? 'changed' : 'same';
};

describe('the search result of a ticket', () => {
  it('is stored if it is newer or equally new', () => {
    expect(search(at(1))).toBe('changed');
    expect(search(at(1))).toBe('same');
    expect(search(at(1), statuses.inReview)).toBe('changed');
    expect(search(at(2), statuses.done)).toBe('changed');
    expect(known()?.status).toEqual(statuses.done);
  });

  it('is ignored if it is older than the stored ticket, compared as time and not as text', () => {
    search('2026-11-28T09:10:00.000Z', statuses.inReview);
    expect(search('2026-11-28T10:00:00.000+0200')).toBe('outdated');
    expect(known()?.status).toEqual(statuses.inReview);
  });

  it('is ignored for some time if it contradicts a recent reading of the ticket itself', () => {
    search(at(1));
    read(ticket(at(1), statuses.inReview), at(25));
    expect(search(at(1), statuses.toDo, at(30))).toBe('outdated');
    expect(known()?.status).toEqual(statuses.inReview);
    expect(search(at(2), statuses.done, at(30))).toBe('changed');
    expect(search(at(2), statuses.toDo, at(36))).toBe('changed');
  });

  it('is stored if the site does not report when a ticket was updated', () => {
    search('');
    expect(search('', statuses.done)).toBe('changed');
    read(ticket('', statuses.inReview), at(29));
    expect(search('', statuses.done)).toBe('outdated');
  });

  it('never returns a ticket to an older state, in any order of pages and answers', () => {
    const said = fc.array(fc.record({ minute: fc.nat(20), itself: fc.boolean() }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(said, (all) => {
        store.apply({ kind: 'ticket-forgotten', scope, key: 'PAY-1' });
        let newest = 0;
        for (const { minute, itself } of all) {
          // A reading of the ticket itself is its true state at that time.
          const reported = itself ? Math.max(minute, newest) : minute;
          if (itself) read(ticket(at(reported)), at(30));
          else search(at(reported));
          if (!itself || known() !== undefined) newest = Math.max(newest, reported);
          if (known()) expect(known()?.updated).toBe(at(newest));
        }
      }),
    );
  });
});

describe('tickets that a sync run has not seen', () => {
  it('are named with their ids, the longest unseen first, up to the requested number', () => {
    for (const [key, run] of [
      ['PAY-1', 2],
      ['PAY-2', 1],
      ['PAY-3', 3],
      ['PAY-4', 2],
    ] as const)
      list(buildTicket({ key, id: key.slice(4) }), at(run), at(1));
    expect(store.tickets.unseen(scope, at(3), 2)).toEqual([
      { key: 'PAY-2', id: '2' },
      { key: 'PAY-1', id: '1' },
    ]);
  });
});

describe('tickets that were recently read directly', () => {
  it('are returned by name, the latest first, without old readings', () => {
    for (const [id, minute] of [
      ['1', 10],
      ['2', 25],
      ['3', 28],
      ['4', undefined],
    ] as const) {
      const each = buildTicket({ key: `PAY-${id}`, id });
      list(each, at(1), at(1));
      if (minute !== undefined) read(each, at(minute));
    }
    expect(store.tickets.readLately(scope, at(30), 50)).toEqual([
      { key: 'PAY-3', id: '3' },
      { key: 'PAY-2', id: '2' },
    ]);
    expect(store.tickets.readLately(scope, at(30), 1)).toEqual([{ key: 'PAY-3', id: '3' }]);
  });
});

describe('a change of a ticket', () => {
  it('is an event: new, moved to another status, changed in another way, or forgotten', () => {
    const first = ticket(at(1));
    const moved = ticket(at(2), statuses.inReview);
    const renamed = { ...moved, summary: 'Another summary', updated: at(3) };
    expect(list(first, at(1), at(30))).toEqual([{ type: 'ticket-changed', scope, ticket: first }]);
    expect(list(moved, at(2), at(30))).toEqual([
      { type: 'ticket-moved', scope, ticket: moved, before: first },
    ]);
    expect(read(renamed, at(31))).toEqual([
      { type: 'ticket-changed', scope, ticket: renamed, before: moved },
    ]);
    expect(read(renamed, at(32))).toEqual([]);
    const forget = () => store.apply({ kind: 'ticket-forgotten', scope, key: 'PAY-1' });
    expect(forget()).toEqual([{ type: 'ticket-forgotten', scope, key: 'PAY-1' }]);
    expect(forget()).toEqual([]);
  });

  it('of its status is remembered, however it was read, up to a few for each ticket', () => {
    const left = () => store.tickets.allLeftStatuses(scope).get('PAY-1');
    list(ticket(at(1), statuses.done), at(1), at(1));
    read({ ...ticket(at(2), statuses.done), summary: 'Another summary' }, at(2));
    expect(left()).toBeUndefined();
    list(ticket('2026-11-28T11:03:00.000+0200', statuses.toDo), at(3), at(3));
    read(ticket(at(20), statuses.inReview), at(20));
    expect(left()).toEqual([
      { status: statuses.done, at: at(3) },
      { status: statuses.toDo, at: at(20) },
    ]);
    for (let minute = 30; minute < 40; minute++)
      read(ticket(at(minute), minute % 2 ? statuses.inReview : statuses.toDo), at(minute));
    expect(left()).toHaveLength(6);
    expect(left()?.at(-1)?.at).toBe(at(39));
  });

  it('of its status is remembered if it gets another key', () => {
    list(ticket(at(1), statuses.done), at(1), at(1));
    list(ticket(at(2), statuses.toDo), at(2), at(2));
    list({ ...ticket(at(3), statuses.toDo), key: 'SEC-7' }, at(3), at(3));
    list({ ...ticket(at(4), statuses.inReview), key: 'ADS-1' }, at(4), at(4));
    list({ ...ticket(at(4)), key: 'PAY-9', id: '10009' }, at(4), at(4));
    const left = store.tickets.allLeftStatuses(scope);
    expect(left.get('SEC-7')).toEqual([{ status: statuses.done, at: at(2) }]);
    expect(left.get('ADS-1')?.[0]).toEqual({ status: statuses.done, at: at(2) });
    expect(left.has('PAY-9')).toBe(false);
  });

  it('is not applied if Jira returned the ticket itself later', () => {
    list(ticket(at(1)), at(1), at(1));
    read(ticket(at(3), statuses.done), at(30));
    expect(read(ticket(at(2), statuses.inReview), at(29))).toEqual([]);
    expect(read(ticket(at(3), statuses.inReview), at(29))).toEqual([]);
    expect(known()?.status).toEqual(statuses.done);
  });

  it('is applied although the clock was set back, if Jira says that the ticket was updated since then', () => {
    list(ticket(at(1)), at(1), at(1));
    read(ticket(at(1)), at(50));
    expect(read(ticket(at(3), statuses.inReview), at(4))).toMatchObject([{ type: 'ticket-moved' }]);
    expect(known()?.status).toEqual(statuses.inReview);
    expect(search(at(1), statuses.toDo, at(5))).toBe('outdated');
  });
});
