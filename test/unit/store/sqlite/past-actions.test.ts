import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TicketAction } from '../../../../daemon/domain/tickets/actions/action.ts';
import { maxPastItems } from '../../../../daemon/domain/tickets/actions/history.ts';
import { openDatabase } from '../../../../daemon/store/sqlite/database.ts';
import { openStore } from '../../../../daemon/store/sqlite/open-store.ts';
import { pastActionsTable } from '../../../../daemon/store/sqlite/past-actions.ts';
import { migrations } from '../../../../daemon/store/sqlite/schema.ts';
import { buildTicket, statuses } from '../../../support/ticket-builder.ts';

const review = {
  id: 'r1',
  ticket: 'APP-1',
  kind: 'review',
  outcome: 'fixed',
  reason: 'Closed.',
  createdAt: '2026-11-20T00:00:00.000Z',
} as const satisfies TicketAction;
const from = { statusId: '1', name: 'To Do', updated: '2026-11-20T00:00:00.000Z' };
const move = { from, to: { statusId: '2', name: 'In Review' } };
const moved = buildTicket({ status: statuses.inReview, updated: '2026-11-21T00:00:00.000Z' });
const undo: TicketAction = {
  ...{ id: 'u1', ticket: 'APP-1', kind: 'undo', reason: '', createdAt: '2026-11-22T00:00:00.000Z' },
  undoes: { action: 'r1', kind: 'review', from, to: move.to, updated: moved.updated },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'guardrail-past-'));
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-21T10:00:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});
const open = () => openStore(path.join(folder, 'guardrail.db'));

describe('an action that Jira confirmed', () => {
  it('is kept with its steps, its statuses and their times, also after a restart', () => {
    const store = open();
    const outbox = store.outbox.of('https://a');
    outbox.add(review);
    vi.setSystemTime('2026-11-21T10:00:01.000Z');
    outbox.record('r1', { step: 'move-sent', move });
    vi.setSystemTime('2026-11-21T10:00:02.000Z');
    outbox.record('r1', { step: 'comment-sent', move });
    vi.setSystemTime('2026-11-21T10:00:03.000Z');
    outbox.confirm('r1', moved);
    store.close();

    const reopened = open();
    expect(reopened.outbox.of('https://a').list()).toEqual([]);
    expect(reopened.outbox.of('https://b').past()).toEqual([]);
    expect(reopened.outbox.of('https://a').past('APP-1')).toEqual([
      {
        action: review,
        steps: [
          { step: 'queued', at: '2026-11-21T10:00:00.000Z' },
          { step: 'move-sent', at: '2026-11-21T10:00:01.000Z' },
          { step: 'comment-sent', at: '2026-11-21T10:00:02.000Z' },
        ],
        confirmedAt: '2026-11-21T10:00:03.000Z',
        after: { statusId: '2', name: 'In Review', updated: moved.updated },
        moved: { from: { statusId: '1', name: 'To Do' }, to: move.to },
      },
    ]);
    reopened.close();
  });

  it('is marked as undone in the moment in which its undo is confirmed', () => {
    const store = open();
    const outbox = store.outbox.of('https://a');
    outbox.add(review);
    outbox.confirm('r1', moved);
    outbox.add(undo);
    expect(outbox.list()).toMatchObject([{ kind: 'undo', undoes: { action: 'r1', to: move.to } }]);
    vi.setSystemTime('2026-11-22T10:00:00.000Z');
    outbox.confirm('u1', buildTicket());
    expect(
      store.outbox.pastEverywhere().map(({ site, past }) => [site, past.action.id, past.undoneBy]),
    ).toEqual([
      ['https://a', 'u1', undefined],
      ['https://a', 'r1', 'u1'],
    ]);
    store.close();
  });

  it('is forgotten after two weeks, or if there are more than a thousand', () => {
    const database = openDatabase(':memory:');
    const table = pastActionsTable(database);
    const confirm = (id: string, confirmedAt: string) => {
      const after = { statusId: '2', name: 'In Review', updated: moved.updated };
      table.put('https://a', { action: { ...review, id }, steps: [], confirmedAt, after });
    };
    const kept = () => table.of('https://a').map(({ action }) => action.id);
    confirm('old', '2026-11-01T00:00:00.000Z');
    confirm('new', '2026-11-21T00:00:00.000Z');
    expect(kept()).toEqual(['new']);
    for (let number = 0; number < maxPastItems + 5; number++)
      confirm(`n${number}`, new Date(Date.parse('2026-11-22T00:00:00.000Z') + number).toISOString());
    expect(kept()).toHaveLength(maxPastItems);
    expect(kept()[0]).toBe(`n${maxPastItems + 4}`);
    database.close();
  });
});

describe('an action in the outbox of an older version', () => {
  it('stays, and gets its steps from now on', () => {
    const older = new DatabaseSync(path.join(folder, 'guardrail.db'));
    const last = migrations.findIndex((step) => step.includes('CREATE TABLE past_actions'));
    for (const step of migrations.slice(0, last)) older.exec(step);
    older.exec(`PRAGMA user_version = ${last}`);
    older
      .prepare(`INSERT INTO outbox (id, scope, ticket, kind, outcome, reason, created_at, step)
        VALUES ('r1', 'https://a', 'APP-1', 'review', 'fixed', 'Closed.', ?, 'queued')`)
      .run(review.createdAt);
    older.close();

    const store = open();
    const outbox = store.outbox.of('https://a');
    expect(outbox.list()).toEqual([
      { ...review, step: 'queued', state: 'waiting', steps: [{ step: 'queued', at: review.createdAt }] },
    ]);
    outbox.record('r1', { step: 'move-sent', move });
    expect(outbox.list()).toMatchObject([
      { startedFrom: { statusId: '1' }, steps: [{ step: 'queued' }, { step: 'move-sent' }] },
    ]);
    store.close();
  });
});
