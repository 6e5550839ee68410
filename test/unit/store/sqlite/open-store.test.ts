import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../../../daemon/domain/findings/finding.ts';
import { openDatabase } from '../../../../daemon/store/sqlite/database.ts';
import { openStore, type Store } from '../../../../daemon/store/sqlite/open-store.ts';
import { migrations } from '../../../../daemon/store/sqlite/schema.ts';

let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'guardrail-store-'));
  store = openStore(path.join(folder, 'guardrail.db'));
  store.teams.replaceAccounts('payments', [{ id: '111111111111', name: 'payments-prod' }]);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const first = '2026-01-01T00:00:00.000Z';
const finding = (changes: Partial<Finding> = {}): Finding => ({
  key: 'config:111111111111:eu-west-1:RULE:AWS::S3::Bucket:logs',
  source: 'config',
  rule: 'rule',
  severity: 'medium',
  account: '111111111111',
  region: 'eu-west-1',
  resource: { type: 'AWS::S3::Bucket', id: 'logs' },
  firstSeen: '2026-01-01T00:00:00.000Z',
  ...changes,
});

describe('findings in the store', () => {
  it('keep the moment they were first seen', () => {
    const later = '2026-02-02T00:00:00.000Z';
    store.findings.put(finding(), 1, first);
    store.findings.put(finding({ firstSeen: later }), 2, later);
    expect(store.findings.ofTeam('payments')).toEqual([finding()]);
    expect(store.findings.lastSeen(finding().key)).toBe(later);
    expect([...store.findings.lastSeenOf('payments')]).toEqual([[finding().key, later]]);
  });

  it('are news if they are new, changed or fail again, and none if they were only seen again', () => {
    const named = finding({ resource: { type: 'AWS::S3::Bucket', id: 'logs', name: 'logs' } });
    const place = { account: '111111111111', region: 'eu-west-1', source: 'config' } as const;
    const later = '2026-02-02T00:00:00.000Z';

    expect(store.findings.put(finding(), 1, first)).toBe(true);
    expect(store.findings.put(finding(), 2, later)).toBe(false);
    expect(store.findings.put(named, 2, later)).toBe(true);
    expect(store.findings.put(finding(), 3, later)).toBe(false);
    expect(store.findings.put(finding({ severity: 'high' }), 3, later)).toBe(true);
    expect(store.findings.resolveUnseen(place, 4, later)).toBe(1);
    expect(store.findings.put(finding({ severity: 'high' }), 5, later)).toBe(true);
  });

  it('belong to the team that has their account, and to no other', () => {
    store.findings.put(finding(), 1, first);
    store.findings.put(finding({ key: 'other', account: '999999999999' }), 1, first);
    expect(store.findings.ofTeam('payments')).toHaveLength(1);
    expect(store.findings.ofTeam('ledger')).toEqual([]);
  });

  it('resolve where a later pass did not see them, in that place only, and fail again when seen again', () => {
    store.findings.put(finding(), 1, first);
    store.findings.put(finding({ key: 'elsewhere', region: 'us-east-1' }), 1, first);
    const place = { account: '111111111111', region: 'eu-west-1', source: 'config' } as const;
    expect(store.findings.resolveUnseen(place, 2, '2026-03-03T00:00:00.000Z')).toBe(1);
    expect(store.findings.ofTeam('payments').map(({ resolvedAt }) => resolvedAt)).toEqual([
      '2026-03-03T00:00:00.000Z',
      undefined,
    ]);
    store.findings.put(finding(), 3, first);
    expect(store.findings.ofTeam('payments')[0]?.resolvedAt).toBeUndefined();
  });

  it('gain their resource’s name and tags, for global ones from any region', () => {
    store.findings.put(
      finding({ region: 'global', resource: { type: 'AWS::IAM::Role', id: 'AROA1' } }),
      1,
      first,
    );
    store.findings.describeResource({
      account: '111111111111',
      region: 'us-east-1',
      type: 'AWS::IAM::Role',
      id: 'AROA1',
      name: 'deploy',
      tags: { 'aws:cloudformation:logical-id': 'Role' },
    });
    expect(store.findings.ofTeam('payments')[0]).toMatchObject({
      resource: { name: 'deploy' },
      tags: { 'aws:cloudformation:logical-id': 'Role' },
    });
  });
});

describe('findings of GuardDuty', () => {
  it('gain what Config says of IAM, which has no region, in whichever region they are', () => {
    const resource = { type: 'AWS::IAM::User', id: 'AIDA1', name: 'deploy' };
    store.findings.put(finding({ source: 'guardduty', region: 'eu-west-1', resource }), 1, first);
    store.findings.describeResource({
      account: '111111111111',
      region: 'global',
      type: 'AWS::IAM::User',
      id: 'AIDA1',
      tags: { 'aws:cloudformation:logical-id': 'DeployUser' },
    });
    expect(store.findings.ofTeam('payments')[0]).toMatchObject({
      resource,
      tags: { 'aws:cloudformation:logical-id': 'DeployUser' },
    });
  });
});

describe('the store', () => {
  it('keeps all of a page or nothing of it', () => {
    expect(() =>
      store.transaction(() => {
        store.findings.put(finding(), 1, first);
        throw new Error('power cut');
      }),
    ).toThrow('power cut');
    expect(store.findings.ofTeam('payments')).toEqual([]);
  });

  it('remembers coverage’s last success beside a failure', () => {
    const place = { account: '111111111111', region: 'eu-west-1', source: 'config' } as const;
    const first = store.coverage.beginRun('payments', '2026-01-01T00:00:00.000Z');
    store.coverage.record(first, place, '2026-01-01T00:00:01.000Z');
    const second = store.coverage.beginRun('payments', '2026-01-02T00:00:00.000Z');
    store.coverage.record(
      second,
      { ...place, problem: { en: 'denied', ja: '拒否' } },
      '2026-01-02T00:00:01.000Z',
    );
    expect(store.coverage.ofRun(second)).toEqual([
      { ...place, readAt: '2026-01-01T00:00:01.000Z', problem: { en: 'denied', ja: '拒否' } },
    ]);
  });

  it('keeps a waiting review for the site it was written for', () => {
    const review = {
      id: 'r1',
      ticket: 'PAY-1',
      outcome: 'fixed',
      reason: 'closed',
      createdAt: '2026-01-01',
    } as const;
    store.outbox.of('site-a').add(review);
    expect(store.outbox.of('site-b').list()).toEqual([]);
    store.outbox.of('site-a').add({ ...review, id: 'r2', reason: 'really closed' });
    expect(
      store.outbox
        .of('site-a')
        .list()
        .map(({ id }) => id),
    ).toEqual(['r2']);
    store.outbox.of('site-a').conflict('r2', { en: 'moved', ja: '移動済み' });
    expect(store.outbox.of('site-a').list()[0]).toMatchObject({ state: 'conflict', note: { en: 'moved' } });
  });

  it('keeps how far a review came, and lists the reviews of every site', () => {
    const review = {
      id: 'r1',
      ticket: 'PAY-1',
      outcome: 'fixed',
      reason: 'closed',
      createdAt: '2026-01-01',
    } as const;
    const move = { from: { statusId: '1', updated: '2026-01-01' }, to: { statusId: '2', name: 'In Review' } };
    const outbox = store.outbox.of('site-a');
    outbox.add({ ...review, transition: 'Hand over' });
    expect(outbox.list()).toEqual([{ ...review, transition: 'Hand over', step: 'queued', state: 'waiting' }]);
    outbox.record('r1', { step: 'move-sent', move });
    outbox.conflict('r1', { en: 'moved', ja: '移動済み' }, 'ticket-moved-away');
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

it.skipIf(process.platform === 'win32')('is for its owner alone, whatever the folder allows', () => {
  const modes = readdirSync(folder).map((name) => statSync(path.join(folder, name)).mode & 0o777);

  expect(modes.length).toBeGreaterThan(1);
  expect(new Set(modes)).toEqual(new Set([0o600]));
});
