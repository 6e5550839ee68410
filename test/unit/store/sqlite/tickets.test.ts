import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../daemon/store/sqlite/open-store.ts';
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
const known = () => store.tickets.all(scope)[0];
const search = (
  updated: string,
  status = statuses.toDo as (typeof statuses)[keyof typeof statuses],
  when = at(30),
) => store.tickets.put(scope, ticket(updated, status), 1, when);

describe('what a search says of a ticket', () => {
  it('is taken if it is newer, or as new', () => {
    expect(search(at(1))).toBe('changed');
    expect(search(at(1))).toBe('same');
    expect(search(at(1), statuses.inReview)).toBe('changed');
    expect(search(at(2), statuses.done)).toBe('changed');
    expect(known()?.status).toEqual(statuses.done);
  });

  it('is refused if it is older than what is known, by the instant and not by its spelling', () => {
    search('2026-11-28T09:10:00.000Z', statuses.inReview);
    expect(search('2026-11-28T10:00:00.000+0200')).toBe('stale');
    expect(known()?.status).toEqual(statuses.inReview);
  });

  it('is refused for a while if the ticket itself has just said something else', () => {
    search(at(1));
    store.tickets.update(scope, ticket(at(1), statuses.inReview), at(25));
    expect(search(at(1), statuses.toDo, at(30))).toBe('stale');
    expect(known()?.status).toEqual(statuses.inReview);
    expect(search(at(2), statuses.done, at(30))).toBe('changed');
    expect(search(at(2), statuses.toDo, at(36))).toBe('changed');
  });

  it('is taken where the site does not say when a ticket was updated', () => {
    search('');
    expect(search('', statuses.done)).toBe('changed');
    store.tickets.update(scope, ticket('', statuses.inReview), at(29));
    expect(search('', statuses.done)).toBe('stale');
  });

  it('never takes a ticket back in time, in whatever order pages and answers come', () => {
    const said = fc.array(fc.record({ minute: fc.nat(20), itself: fc.boolean() }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(said, (all) => {
        store.tickets.forget(scope, 'PAY-1');
        let newest = 0;
        for (const { minute, itself } of all) {
          // What a ticket itself says is the truth of that moment.
          const told = itself ? Math.max(minute, newest) : minute;
          if (itself) store.tickets.update(scope, ticket(at(told)), at(30));
          else search(at(told));
          if (!itself || known() !== undefined) newest = Math.max(newest, told);
          if (known()) expect(known()?.updated).toBe(at(newest));
        }
      }),
    );
  });
});

describe('tickets that a pass has not seen', () => {
  it('are named with their ids, the longest unseen first, as many as asked for', () => {
    for (const [key, pass] of [
      ['PAY-1', 2],
      ['PAY-2', 1],
      ['PAY-3', 3],
      ['PAY-4', 2],
    ] as const)
      store.tickets.put(scope, buildTicket({ key, id: key.slice(4) }), pass, at(1));
    expect(store.tickets.unseen(scope, 3, 2)).toEqual([
      { key: 'PAY-2', id: '2' },
      { key: 'PAY-1', id: '1' },
    ]);
  });
});

describe('tickets that were read themselves of late', () => {
  it('are given by id, the latest first, none that is long ago', () => {
    for (const [id, minute] of [
      ['1', 10],
      ['2', 25],
      ['3', 28],
      ['4', undefined],
    ] as const) {
      const each = buildTicket({ key: `PAY-${id}`, id });
      store.tickets.put(scope, each, 1, at(1));
      if (minute !== undefined) store.tickets.update(scope, each, at(minute));
    }
    expect(store.tickets.askedLately(scope, at(30), 50)).toEqual(['3', '2']);
    expect(store.tickets.askedLately(scope, at(30), 1)).toEqual(['3']);
  });
});
