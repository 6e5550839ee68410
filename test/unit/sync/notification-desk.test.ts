import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Severity } from '#protocol/findings.ts';
import type { WindowState } from '#protocol/notifications.ts';
import { createEventBus } from '../../../daemon/base/event-bus.ts';
import { createLog } from '../../../daemon/base/log.ts';
import type { Message } from '../../../daemon/domain/notifications/happening.ts';
import { openStore } from '../../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../../daemon/store/store.ts';
import { createApply, type SyncEvent } from '../../../daemon/sync/events.ts';
import { createNotificationDesk, type NotificationDesk } from '../../../daemon/sync/notification-desk.ts';
import { takeSnapshot } from '../../../daemon/sync/snapshot.ts';
import { account, observation } from '../store/builders.ts';

const region = 'eu-west-1';
const team = { team: 'payments', regions: [region] };
const bucket = (id: string, severity: Severity = 'critical') => {
  const key = `config:${account}:${region}:RULE:AWS::S3::Bucket:${id}`;
  return observation({ key, severity, resource: { type: 'AWS::S3::Bucket', id } });
};

let store: Store;
let desk: NotificationDesk;
/** The messages that the windows said, each with the window's name. */
let heard: [string, Message][];
let isSignedIn: boolean;
let events = createEventBus<SyncEvent>(() => {});

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-29T10:00:00Z') });
  store = openStore(':memory:');
  heard = [];
  isSignedIn = true;
  start();
});
afterEach(() => {
  desk.end();
  store.close();
  vi.useRealTimers();
});

/** Starts the daemon's part again, with the same store. */
function start(): void {
  desk?.end();
  events = createEventBus<SyncEvent>((error) => {
    throw error;
  });
  desk = createNotificationDesk({
    ...{ store, events, log: createLog(() => {}), isReading: () => false },
    facts: () => ({
      snapshot: takeSnapshot(store, 1, { team, statuses: {} }, undefined),
      statuses: {},
    }),
    team: () => (isSignedIn ? team.team : undefined),
  });
}

/** A sync run that reads the region completely and finds these failures. */
function run(...found: ReturnType<typeof bucket>[]): void {
  vi.advanceTimersByTime(60_000);
  const apply = createApply(store, events);
  const at = store.coverage.beginRun(team.team, new Date().toISOString());
  apply(
    { kind: 'accounts-listed', team: team.team, accounts: [{ id: account }] },
    { kind: 'observed', at, observations: found },
    { kind: 'read-completely', at, account, region, source: 'config' },
    { kind: 'coverage', at, coverage: { of: 'aws', account, region, source: 'config', readAt: at } },
  );
  store.coverage.endRun(at, new Date().toISOString(), true);
  events.publish([{ type: 'status-changed' }]);
  vi.advanceTimersByTime(30_000);
}

const keys = new Map<string, object>();
function report(name: string, changes: Partial<WindowState> = {}): void {
  const key = keys.get(name) ?? { name };
  keys.set(name, key);
  desk.report(key, {
    ...{ focused: false, kinds: ['critical', 'sent-back', 'conflict', 'digest'] },
    ...{ digestTime: '09:00', timeZone: 'UTC', ...changes },
    say: (message) => heard.push([name, message]),
  });
}

describe('a new critical finding', () => {
  it('is not said of the first reading, and later at once, once', () => {
    report('only');
    run(bucket('old'));
    expect(heard).toEqual([]);
    run(bucket('old'), bucket('new'));
    expect(heard).toMatchObject([
      ['only', { kind: 'critical', about: [{ finding: { resource: { id: 'new' } } }] }],
    ]);
    run(bucket('old'), bucket('new'));
    expect(heard).toHaveLength(1);
  });

  it('is not said again by the next daemon', () => {
    report('only');
    run();
    run(bucket('new'));
    start();
    report('only');
    run(bucket('new'));
    expect(heard).toHaveLength(1);
  });

  it('is said again if it was resolved and fails again', () => {
    report('only');
    run();
    run(bucket('new'));
    run();
    run(bucket('new'));
    expect(heard).toHaveLength(2);
  });

  it('is one message with the others of the same run', () => {
    report('only');
    run();
    run(...Array.from({ length: 40 }, (_, index) => bucket(`new-${index}`)));
    expect(heard).toHaveLength(1);
    expect(heard[0]?.[1]).toMatchObject({ about: { length: 40 } });
  });

  it('is said by the window in which the user works or worked last', () => {
    for (const name of ['first', 'second', 'third']) report(name, { focused: name === 'first' });
    run();
    run(bucket('a'));
    report('first', { focused: false });
    report('second', { focused: true });
    run(bucket('a'), bucket('b'));
    report('second', { focused: false });
    run(bucket('a'), bucket('b'), bucket('c'));
    expect(heard.map(([name]) => name)).toEqual(['first', 'second', 'second']);
  });

  it('is said by another window after the last one has closed', () => {
    report('first');
    report('second', { focused: true });
    run();
    desk.left(keys.get('second') ?? {});
    run(bucket('a'));
    expect(heard.map(([name]) => name)).toEqual(['first']);
  });

  it('is said after the quiet hours if it still fails then', () => {
    report('only', { quietHours: '09:00-11:00' });
    run();
    run(bucket('stays'), bucket('goes'));
    run(bucket('stays'));
    expect(heard).toEqual([]);
    vi.setSystemTime(Date.parse('2026-11-29T11:00:00Z'));
    vi.advanceTimersByTime(30_000);
    expect(heard).toMatchObject([['only', { about: [{ finding: { resource: { id: 'stays' } } }] }]]);
  });

  it('is not said without a sign-in', () => {
    report('only');
    run();
    isSignedIn = false;
    run(bucket('new'));
    expect(heard).toEqual([]);
  });

  it('of lower severity is not said', () => {
    report('only');
    run();
    run(bucket('new', 'high'));
    expect(heard).toEqual([]);
  });
});

describe('the digest', () => {
  it('counts what is new since the last one, on the next morning, once', () => {
    report('only', { kinds: ['digest'] });
    run(bucket('old', 'low'));
    run(bucket('old', 'low'), bucket('new', 'low'), bucket('other', 'high'));
    expect(heard).toEqual([]);
    vi.setSystemTime(Date.parse('2026-11-30T08:59:00Z'));
    vi.advanceTimersByTime(30_000);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(60_000);
    const counts = { due: 0, overdue: 0, sentBack: 0, fresh: 2 };
    expect(heard).toEqual([['only', { kind: 'digest', counts }]]);
    start();
    report('only', { kinds: ['digest'] });
    vi.advanceTimersByTime(60_000);
    expect(heard).toHaveLength(1);
  });

  it('is not said if there is nothing to say, and not repeated when the clock is set back', () => {
    report('only');
    run(bucket('old', 'low'));
    vi.setSystemTime(Date.parse('2026-12-10T09:00:00Z'));
    vi.advanceTimersByTime(30_000);
    vi.setSystemTime(Date.parse('2026-11-30T10:00:00Z'));
    vi.advanceTimersByTime(30_000);
    expect(heard).toEqual([]);
  });
});

describe('a user who gets an error as the answer', () => {
  it('gets that error, also if the conflict cannot be remembered as seen', () => {
    const lines: string[] = [];
    const broken = createNotificationDesk({
      ...{ store, events, log: createLog((line) => lines.push(line)), isReading: () => false },
      facts() {
        throw new Error('disk full');
      },
      team: () => team.team,
    });
    expect(() => broken.answered('SEC-1')).not.toThrow();
    expect(lines.join()).toContain('disk full');
    broken.end();
  });
});
