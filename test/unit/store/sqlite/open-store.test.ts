import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../daemon/store/sqlite/database.ts';
import { openStore } from '../../../../daemon/store/sqlite/open-store.ts';
import { migrations } from '../../../../daemon/store/sqlite/schema.ts';
import type { Store } from '../../../../daemon/store/store.ts';
import { day } from '../builders.ts';

let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'guardrail-store-'));
  store = openStore(path.join(folder, 'guardrail.db'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const moved = { code: 'ticket-moved-away', facts: { ticket: 'PAY-1' } };

describe('the store', () => {
  it('keeps the last success of coverage next to a failure', () => {
    const place = { of: 'aws', account: '111111111111', region: 'eu-west-1', source: 'config' } as const;
    const problem = { en: 'denied', ja: '拒否' };
    const first = store.coverage.beginRun('payments', day(1));
    const record = (at: string, state: object) =>
      store.apply({ kind: 'coverage', at, coverage: { ...place, ...state } });
    expect(record(first, { readAt: day(1) })).toMatchObject([{ type: 'coverage-changed' }]);
    expect(record(first, { readAt: day(1) })).toEqual([]);
    const second = store.coverage.beginRun('payments', day(2));
    expect(record(second, { problem })).toMatchObject([{ type: 'coverage-changed', coverage: place }]);
    expect(store.coverage.ofRun(second)).toEqual([{ ...place, readAt: day(1), problem }]);
    // It arrives late.
    expect(record(first, { readAt: day(1) })).toEqual([]);
    expect(store.coverage.ofRun(second)).toEqual([{ ...place, readAt: day(1), problem }]);
  });

  it('gives each sync run a later start than the previous run, even if the clock is corrected', () => {
    const runs = [day(2), day(2), '2026-01-01T23:55:00.002Z'].map((now) =>
      store.coverage.beginRun('payments', now),
    );
    expect(runs).toEqual([day(2), '2026-01-02T00:00:00.001Z', '2026-01-02T00:00:00.002Z']);
    for (const run of runs) store.coverage.endRun(run, day(3), true);
    expect(store.coverage.lastRun('payments')).toEqual({ started: runs[2], ended: day(3), complete: true });
  });

  it('forgets sync runs before the last one that ended, however many there were', () => {
    for (let run = 0; run < 50; run++)
      store.coverage.endRun(store.coverage.beginRun('payments', day(1)), day(1), true);
    store.coverage.beginRun('payments', day(2));
    store.coverage.beginRun('payments', day(3));
    store.close();

    const database = new DatabaseSync(path.join(folder, 'guardrail.db'));
    const { runs } = database.prepare('SELECT count(*) AS runs FROM sync_runs').get() as { runs: number };
    database.close();
    store = openStore(path.join(folder, 'guardrail.db'));
    expect(runs).toBe(3);
    expect(store.coverage.lastRun('payments')).toMatchObject({ complete: true });
  });

  it('keeps a waiting review for the site it was written for', () => {
    const review = {
      id: 'r1',
      ticket: 'PAY-1',
      kind: 'review',
      outcome: 'fixed',
      reason: 'closed',
      createdAt: '2026-01-01',
    } as const;
    store.outbox.of('site-a').add(review);
    expect(store.outbox.of('site-b').list()).toEqual([]);
    store.outbox.of('site-a').add({ ...review, id: 'r2', reason: 'really closed' }, undefined, ['r1']);
    expect(
      store.outbox
        .of('site-a')
        .list()
        .map(({ id }) => id),
    ).toEqual(['r2']);
    store.outbox.of('site-a').conflict('r2', moved);
    expect(store.outbox.of('site-a').list()[0]).toMatchObject({ state: 'conflict', note: moved });
  });

  it('keeps the step of a review, and lists the reviews of every site', () => {
    const review = {
      id: 'r1',
      ticket: 'PAY-1',
      kind: 'review',
      outcome: 'fixed',
      reason: 'closed',
      createdAt: '2026-01-01',
    } as const;
    const move = { from: { statusId: '1', updated: '2026-01-01' }, to: { statusId: '2', name: 'In Review' } };
    const outbox = store.outbox.of('site-a');
    outbox.add({ ...review, transition: 'Hand over' });
    const steps = [{ step: 'queued', at: expect.any(String) }];
    expect(outbox.list()).toEqual([
      { ...review, transition: 'Hand over', step: 'queued', state: 'waiting', steps },
    ]);
    outbox.record('r1', { step: 'move-sent', move });
    outbox.conflict('r1', moved, 'ticket-moved-away');
    expect(outbox.list()[0]).toMatchObject({ step: 'move-sent', move, code: 'ticket-moved-away' });
    outbox.record('r1', { step: 'queued' });
    expect(outbox.list()[0]).not.toHaveProperty('move');

    store.outbox.of('site-b').add({ ...review, id: 'r2', createdAt: '2025-01-01' }, { step: 'moved', move });
    expect(store.outbox.everywhere().map(({ site, review: { id, step } }) => [site, id, step])).toEqual([
      ['site-b', 'r2', 'moved'],
      ['site-a', 'r1', 'queued'],
    ]);
    store.outbox.withdrawOne('r2');
    expect(store.outbox.of('site-b').list()).toEqual([]);
  });

  it('gives the reviews of an older store to their sites, the later of two for one ticket', () => {
    const file = path.join(folder, 'older.db');
    const older = new DatabaseSync(file);
    for (const step of migrations.slice(0, 3)) older.exec(step);
    older.exec('PRAGMA user_version = 3');
    const add = older.prepare(
      "INSERT INTO outbox (id, scope, ticket, outcome, reason, created_at) VALUES (?, ?, ?, 'fixed', 'r', ?)",
    );
    add.run('a', 'https://x PAY', 'PAY-1', '2026-01-02');
    add.run('b', 'https://x', 'PAY-1', '2026-01-01');
    add.run('c', 'https://x', 'PAY-2', '2026-01-03');
    add.run('d', 'https://y PAY', 'PAY-1', '2026-01-04');
    older.close();
    const opened = openStore(file);
    expect(
      opened.outbox.everywhere().map(({ site, review }) => `${site} ${review.id} ${review.step}`),
    ).toEqual(['https://x a queued', 'https://x c queued', 'https://y d queued']);
    opened.close();
  });

  it('refuses a file that a newer program wrote', () => {
    const newer = path.join(folder, 'newer.db');
    const database = openDatabase(newer);
    database.exec('PRAGMA user_version = 999');
    database.close();
    expect(() => openStore(newer)).toThrow(expect.objectContaining({ code: 'store-newer' }));
  });
});

it.skipIf(process.platform === 'win32')(
  'is readable only by its owner, with any permissions of the folder',
  () => {
    const modes = readdirSync(folder).map((name) => statSync(path.join(folder, name)).mode & 0o777);

    expect(modes.length).toBeGreaterThan(1);
    expect(new Set(modes)).toEqual(new Set([0o600]));
  },
);
