import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../../../daemon/store/store.ts';
import { takeSnapshot } from '../../../../daemon/sync/snapshot.ts';
import { buildTicket, statuses } from '../../../support/ticket-builder.ts';
import { account, observation } from '../builders.ts';

const [future, later] = ['2030-01-01T00:00:00.000Z', '2030-01-01T00:15:00.000Z'];
const now = '2026-11-28T10:00:00.000Z';
const ago = (milliseconds: number) => new Date(Date.parse(now) - milliseconds).toISOString();
const scope = 'https://example.atlassian.net PAY';
const region = 'eu-west-1';
const team = { team: 'payments', regions: [region] };
const { key } = observation();

let store: Store;
beforeEach(() => {
  store = openStore(':memory:');
  store.apply({ kind: 'accounts-listed', team: 'payments', accounts: [{ id: account }] });
});
afterEach(() => store.close());

/** Applies a complete run. It sees one finding, or none, one stack and one ticket. */
function run(clock: string, findings = [observation()]): string {
  const at = store.coverage.beginRun('payments', clock);
  const ticket = buildTicket({ key: 'PAY-1', id: '1', updated: ago(60_000) });
  const stack = { account, region, stackId: 's', stackName: 's', logicalId: 'B', physicalId: 'b', type: 'T' };
  store.apply(
    { kind: 'observed', at, observations: findings },
    { kind: 'read-completely', at, account, region, source: 'config' },
    { kind: 'coverage', at, coverage: { of: 'aws', account, region, source: 'config', readAt: at } },
    { kind: 'stacks-read', at, resources: [stack] },
    { kind: 'stacks-read-completely', at, account, region },
    { kind: 'tickets-listed', scope, at, listedAt: at, tickets: [ticket] },
    { kind: 'ticket-read', scope, at, ticket },
    { kind: 'coverage', at, coverage: { of: 'jira', scope, readAt: at } },
  );
  store.coverage.endRun(at, at, true);
  return at;
}

describe('after a run with a clock in the future', () => {
  it('the next run begins now, and the last run and its findings stay', () => {
    run(future);
    expect(store.coverage.beginRun('payments', now)).toBe(now);
    const last = store.coverage.lastRun('payments');
    expect(last).toEqual({ started: ago(1), ended: ago(1), complete: true });
    expect(store.coverage.ofRun(ago(1))).toEqual([
      { of: 'aws', account, region, source: 'config', readAt: ago(1) },
      { of: 'jira', scope, readAt: ago(1) },
    ]);
    const { findings, stacks } = takeSnapshot(store, 1, { team, statuses: {} }, undefined);
    expect(findings.map((finding) => [finding.key, finding.firstSeen])).toEqual([[key, ago(1)]]);
    expect(stacks).toHaveLength(1);
    expect(store.findings.lastSeen(key)).toBe(ago(1));
  });

  it('the next run is applied: what it does not see has ended, what it reads is newer', () => {
    run(future);
    run(now, []);
    expect(store.findings.ofTeam('payments')).toMatchObject([{ key, resolvedAt: now }]);
    expect(store.coverage.ticketsReadAt(scope)).toBe(now);
    expect(store.tickets.unseen(scope, now, 10)).toEqual([]);
    const moved = buildTicket({ key: 'PAY-1', id: '1', updated: ago(60_000), status: statuses.inReview });
    expect(store.apply({ kind: 'ticket-read', scope, at: now, ticket: moved })).toHaveLength(1);
  });

  it('a finding that ended in the future fails again when it is seen', () => {
    run(future);
    run(later, []);
    run(now);
    expect(store.findings.ofTeam('payments')).toEqual([expect.not.objectContaining({ resolvedAt: later })]);
    expect(store.findings.observationsOf(key)).toMatchObject([{ firstSeen: ago(1), seenAt: now }]);
    expect(store.findings.ofTeam('payments')[0]?.resolvedAt).toBeUndefined();
  });

  it('runs keep their order, also with one that began just before', () => {
    const starts = [ago(1), future, later].map((clock) => store.coverage.beginRun('payments', clock));
    const problem = { en: 'denied', ja: '拒否' };
    for (const [index, at] of starts.entries()) {
      const place = { of: 'aws', account, region: `region-${index}`, source: 'config', problem } as const;
      store.apply({ kind: 'coverage', at, coverage: place });
      store.coverage.endRun(at, at, index === 1);
    }
    store.coverage.beginRun('payments', now);
    const regions = [3, 2, 1].map((age) => store.coverage.ofRun(ago(age)));
    expect(regions).toMatchObject([
      [{ region: 'region-0' }],
      [{ region: 'region-1' }],
      [{ region: 'region-2' }],
    ]);
    expect(store.coverage.lastRun('payments')).toMatchObject({ started: ago(1), complete: false });
  });
});

it('a clock that was corrected by up to five minutes moves no time', () => {
  const first = run(now);
  const second = run(ago(5 * 60_000));
  expect([first, second]).toEqual([now, '2026-11-28T10:00:00.001Z']);
  expect(store.coverage.beginRun('payments', ago(5 * 60_000))).toBe(ago(5 * 60_000));
});
