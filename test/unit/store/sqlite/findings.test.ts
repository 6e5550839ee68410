import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeyedObservation } from '../../../../daemon/domain/findings/observe.ts';
import type { Change } from '../../../../daemon/store/changes.ts';
import { applyChange } from '../../../../daemon/store/sqlite/apply.ts';
import { openDatabase } from '../../../../daemon/store/sqlite/database.ts';
import { openStore } from '../../../../daemon/store/sqlite/open-store.ts';
import { tablesOf } from '../../../../daemon/store/sqlite/tables.ts';
import type { Store } from '../../../../daemon/store/store.ts';
import { account, day, observation } from '../builders.ts';

let store: Store;
beforeEach(() => {
  store = openStore(':memory:');
  store.apply({ kind: 'accounts-listed', team: 'payments', accounts: [{ id: account }] });
});
afterEach(() => store.close());

const region = 'eu-west-1';
const seen = (at: string, ...observations: readonly Partial<KeyedObservation>[]) =>
  store.apply({ kind: 'observed', at, observations: observations.map(observation) });
const readCompletely = (at: string, where = region) =>
  store.apply({ kind: 'read-completely', at, account, region: where, source: 'config' });
const ended = (at: string, changes: Partial<KeyedObservation> = {}) =>
  store.apply({ kind: 'observations-ended', at, observations: [observation(changes)] });
const kinds = (events: readonly { type: string }[]) => events.map(({ type }) => type);
const { key } = observation();
const findings = () => store.findings.ofTeam('payments');
const only = () => findings()[0];

describe('findings in the store', () => {
  it('keep the time at which they were first seen', () => {
    seen(day(1), {});
    seen(day(2), {});
    const { key, source, rule, severity, resource } = observation();
    expect(findings()).toEqual([
      { key, source, rule, severity, account, region, resource, firstSeen: day(1) },
    ]);
    expect(store.findings.lastSeen(key)).toBe(day(2));
    expect([...store.findings.lastSeenOf('payments')]).toEqual([[key, day(2)]]);
  });

  it('are events if they are new, changed or fail again, but not if they were only seen again', () => {
    const named = { resource: { type: 'AWS::S3::Bucket', id: 'logs', name: 'logs' } };
    expect(seen(day(1), {})).toMatchObject([
      { type: 'finding-opened', isAgain: false, finding: { key, firstSeen: day(1) } },
    ]);
    expect(seen(day(2), {})).toEqual([]);
    expect(seen(day(2), named)).toMatchObject([
      { type: 'finding-changed', before: { resource: { id: 'logs' } }, finding: named },
    ]);
    expect(seen(day(3), {})).toEqual([]);
    expect(seen(day(3), { severity: 'high' })).toMatchObject([{ type: 'finding-changed' }]);
    expect(readCompletely(day(4))).toMatchObject([
      { type: 'finding-resolved', finding: { key, resolvedAt: day(4) } },
    ]);
    expect(seen(day(5), { severity: 'high' })).toMatchObject([{ type: 'finding-opened', isAgain: true }]);
  });

  it('belong to the team that has their account, and to no other', () => {
    seen(day(1), {}, { key: 'other', account: '999999999999' });
    expect(findings()).toHaveLength(1);
    expect(store.findings.ofTeam('ledger')).toEqual([]);
  });

  it('resolve if a later complete reading did not see them, in that region only, and fail again when seen again', () => {
    seen(day(1), {}, { key: 'elsewhere', region: 'us-east-1' });
    expect(kinds(readCompletely(day(2)))).toEqual(['finding-resolved']);
    expect(findings().map(({ resolvedAt }) => resolvedAt)).toEqual([day(2), undefined]);
    seen(day(3), {});
    expect(only()?.resolvedAt).toBeUndefined();
  });

  it('keep the time at which they last failed again, and have none before that', () => {
    seen(day(1), {});
    expect(only()?.reopenedAt).toBeUndefined();
    readCompletely(day(2));
    expect(only()?.reopenedAt).toBeUndefined();
    seen(day(3), {});
    seen(day(4), { severity: 'high' });
    expect(only()?.reopenedAt).toBe(day(3));
    readCompletely(day(5));
    expect(only()).toMatchObject({ resolvedAt: day(5), reopenedAt: day(3) });
    seen(day(6), { severity: 'high' });
    expect(only()?.reopenedAt).toBe(day(6));
  });

  it('gain their resource’s name and tags, for global ones from any region', () => {
    seen(day(1), { region: 'global', resource: { type: 'AWS::IAM::Role', id: 'AROA1' } });
    const tags = { 'aws:cloudformation:logical-id': 'Role' };
    const detail = {
      account,
      region: 'us-east-1',
      type: 'AWS::IAM::Role',
      id: 'AROA1',
      name: 'deploy',
      tags,
    };
    const describe = () => store.apply({ kind: 'resources-described', resources: [detail] });
    expect(describe()).toMatchObject([{ type: 'finding-changed', finding: { tags } }]);
    expect(describe()).toEqual([]);
    expect(only()).toMatchObject({ resource: { name: 'deploy' }, tags });
    expect(seen(day(2), { region: 'global', resource: { type: 'AWS::IAM::Role', id: 'AROA1' } })).toEqual([]);
  });

  it('have the identifier and severity of their rule once AWS has named it', () => {
    seen(day(1), {}, { key: 'other', rule: 'other' });
    const managed = { identifier: 'RULE', severity: 'critical' } as const;
    const identify = () => store.apply({ kind: 'rule-identified', rule: 'rule', managed });
    expect(kinds(identify())).toEqual(['finding-changed']);
    expect(identify()).toEqual([]);
    expect(only()).toMatchObject({ ruleIdentifier: 'RULE', severity: 'critical' });
    expect(store.teams.rules()).toEqual(new Map([['rule', 'RULE']]));
  });
});

describe('findings of GuardDuty', () => {
  it('get Config’s details of IAM resources, which have no region, in every region', () => {
    const resource = { type: 'AWS::IAM::User', id: 'AIDA1', name: 'deploy' };
    seen(day(1), { source: 'guardduty', resource });
    const tags = { 'aws:cloudformation:logical-id': 'DeployUser' };
    const detail = { account, region: 'global', type: 'AWS::IAM::User', id: 'AIDA1', tags };
    store.apply({ kind: 'resources-described', resources: [detail] });
    expect(only()).toMatchObject({ resource, tags });
  });
});

describe('a finding with several observations', () => {
  const pack = { rule: 'rule-conformance-pack-1a2b3c4d5' };

  it('is one finding, with the text of the same observation in any order', () => {
    seen(day(1), {}, pack);
    expect(seen(day(2), pack, {})).toEqual([]);
    expect(seen(day(3), {}, pack)).toEqual([]);
    expect(findings().map(({ rule }) => rule)).toEqual(['rule']);
    expect(store.findings.observationsOf(key).map(({ rule }) => rule)).toEqual(['rule', pack.rule]);
  });

  it('resolves when the last of them has ended', () => {
    seen(day(1), {}, pack);
    seen(day(2), pack);
    expect(readCompletely(day(2))).toMatchObject([{ type: 'finding-changed', finding: pack }]);
    expect(only()?.resolvedAt).toBeUndefined();
    expect(kinds(readCompletely(day(3)))).toEqual(['finding-resolved']);
    expect(only()).toMatchObject({ rule: pack.rule, resolvedAt: day(3) });
  });

  it('keeps failing for one source while another reports it', () => {
    seen(day(1), {}, { source: 'securityhub', rule: 'S3.2', annotation: 'Public.' });
    expect(kinds(readCompletely(day(2)))).toEqual(['finding-changed']);
    expect(only()).toMatchObject({ source: 'securityhub', rule: 'S3.2' });
    expect(store.findings.observationsOf(key)).toMatchObject([
      { source: 'config', goneAt: day(2) },
      { source: 'securityhub', annotation: 'Public.' },
    ]);
  });
});

describe('a rule that is deployed again and again under another name', () => {
  const renamed = (number: number) => ({ rule: `rule-conformance-pack-${number}` });
  const rules = () => store.findings.observationsOf(key).map(({ rule }) => rule);

  it('leaves the last observations of a finding, and no other', () => {
    for (let number = 1; number <= 10; number++) {
      seen(day(number), renamed(number));
      readCompletely(day(number));
    }
    expect(rules()).toEqual([renamed(10).rule, renamed(9).rule]);
    seen(day(11), renamed(10));
    expect(readCompletely(day(11))).toEqual([]);
    expect(rules()).toEqual([renamed(10).rule]);
    expect(only()).toMatchObject({ ...renamed(10), firstSeen: day(1) });
  });

  it('does not reopen a forgotten observation that is reported late', () => {
    seen(day(1), renamed(1));
    for (const number of [2, 3]) {
      seen(day(number), renamed(2));
      readCompletely(day(number));
    }
    expect(rules()).toEqual([renamed(2).rule]);
    expect(seen(day(1), renamed(1))).toEqual([]);
    expect(rules()).toEqual([renamed(2).rule]);
  });

  it('keeps the identifier that only an ended observation has', () => {
    seen(day(1), { ...renamed(1), ruleIdentifier: 'RULE' });
    for (const number of [2, 3]) {
      seen(day(number), renamed(2));
      readCompletely(day(number));
    }
    seen(day(4), { ...renamed(2), severity: 'high' });
    expect(only()).toMatchObject({ ...renamed(2), ruleIdentifier: 'RULE', severity: 'high' });
  });

  it('keeps the observations of a finding that is resolved, of another source, and of another region', () => {
    seen(day(1), renamed(1), { source: 'securityhub', rule: 'S3.1' });
    store.apply({ kind: 'observations-ended', at: day(2), observations: [observation(renamed(1))] });
    readCompletely(day(3), 'us-east-1');
    store.apply({ kind: 'read-completely', at: day(3), account, region, source: 'securityhub' });
    readCompletely(day(4));
    expect(rules()).toHaveLength(2);
    expect(only()?.resolvedAt).toBe(day(3));
  });
});

describe('a change of many findings', () => {
  const pack = { rule: 'rule-conformance-pack-1a2b3c4d5' };
  const managed = { identifier: 'RULE', severity: 'critical' } as const;
  const identify = () => store.apply({ kind: 'rule-identified', rule: 'rule', managed });

  it('has their events in the order of their keys, whether or not they have other observations', () => {
    seen(day(1), { key: 'c' }, { key: 'a' }, { key: 'b' }, { key: 'b', ...pack }, { key: 'd' });
    const before = new Map(findings().map((finding) => [finding.key, finding]));
    const graded = identify();
    expect(graded.map((event) => [event.type, 'finding' in event && event.finding.key])).toEqual(
      ['a', 'b', 'c', 'd'].map((each) => ['finding-changed', each]),
    );
    expect(graded).toEqual(
      findings().map((finding) => ({ type: 'finding-changed', finding, before: before.get(finding.key) })),
    );
    seen(day(2), { key: 'b', ...pack }, { key: 'd', severity: 'critical', ruleIdentifier: 'RULE' });
    const ended = readCompletely(day(2));
    expect(kinds(ended)).toEqual(['finding-resolved', 'finding-changed', 'finding-resolved']);
    expect(ended.flatMap((event) => ('finding' in event ? event.finding : []))).toEqual(
      findings().filter((finding) => finding.key !== 'd'),
    );
  });

  it('merges only those that have several observations, with the same events and rows as if all were merged', () => {
    const outcomes = [true, false].map((mergesAll) => {
      const database = openDatabase(':memory:');
      const tables = tablesOf(database);
      const merged: string[] = [];
      if (mergesAll) {
        tables.findings.endedAlone = () => new Map();
        tables.findings.gradedAlone = () => new Map();
      }
      const apply = (change: Change) => applyChange(tables, change);
      const observe = (at: string, ...some: readonly Partial<KeyedObservation>[]) =>
        apply({ kind: 'observed', at, observations: some.map(observation) });
      observe(
        day(1),
        ...Array.from({ length: 50 }, (_, index) => ({ key: `alone-${index}`, title: 'Title' })),
      );
      observe(day(1), { key: 'b-pack' }, { key: 'b-pack', ...pack });
      observe(day(1), { key: 'c-hub' }, { key: 'c-hub', source: 'securityhub', rule: 'S3.1', title: 'Hub' });
      observe(
        day(1),
        { key: 'd-ended', ruleIdentifier: 'RULE', severity: 'critical' },
        { key: 'd-ended', ...pack },
      );
      apply({ kind: 'observations-ended', at: day(1), observations: [observation({ key: 'alone-7' })] });
      const { of } = tables.observations;
      tables.observations.of = (each) => {
        merged.push(each);
        return of(each);
      };
      const read = { kind: 'read-completely', account, region, source: 'config' } as const;
      const events = [
        apply({ kind: 'rule-identified', rule: 'rule', managed }),
        apply({ ...read, at: day(2) }),
        apply({ ...read, at: day(3), source: 'securityhub' }),
      ];
      const rows = ['findings', 'observations'].map((table) =>
        database.prepare(`SELECT * FROM ${table}`).all(),
      );
      database.close();
      return { merged, events, rows };
    });
    const [all, some] = outcomes;
    expect(some?.events).toEqual(all?.events);
    expect(some?.rows).toEqual(all?.rows);
    expect(some?.events.map(({ length }) => length)).toEqual([52, 52, 1]);
    expect(new Set(some?.merged)).toEqual(new Set(['b-pack', 'c-hub', 'd-ended']));
    expect(new Set(all?.merged).size).toBe(53);
  });
});

describe('one event without a sync run', () => {
  it('opens, changes and resolves a finding', () => {
    expect(kinds(seen(day(1), {}))).toEqual(['finding-opened']);
    expect(kinds(seen(day(2), { severity: 'high' }))).toEqual(['finding-changed']);
    expect(ended(day(3))).toMatchObject([{ type: 'finding-resolved', finding: { resolvedAt: day(3) } }]);
    expect(ended(day(4))).toEqual([]);
  });
});

describe('data that arrives late', () => {
  it('does not reopen a finding that has ended since then', () => {
    seen(day(1), {});
    ended(day(3));
    expect(seen(day(2), {})).toEqual([]);
    expect(only()?.resolvedAt).toBe(day(3));
    expect(kinds(seen(day(4), {}))).toEqual(['finding-opened']);
  });

  it('does not end a finding that was seen since then', () => {
    seen(day(3), {});
    expect(ended(day(2))).toEqual([]);
    expect(readCompletely(day(2))).toEqual([]);
    expect(only()?.resolvedAt).toBeUndefined();
  });

  it('does not overwrite newer data, and does not make it older', () => {
    seen(day(3), { severity: 'high' });
    expect(seen(day(2), { severity: 'low' })).toEqual([]);
    expect(seen(day(2), { severity: 'high' })).toEqual([]);
    expect(only()?.severity).toBe('high');
    expect(store.findings.lastSeen(key)).toBe(day(3));
  });

  it('does not open a finding that a later complete reading has not seen', () => {
    readCompletely(day(2));
    expect(seen(day(1), {})).toEqual([]);
    expect(findings()).toEqual([]);
    expect(kinds(seen(day(1), { key: 'elsewhere', region: 'us-east-1' }))).toEqual(['finding-opened']);
  });

  it('does not bring back stacks that a later complete reading has not seen', () => {
    const stack = {
      account,
      region,
      stackId: 's',
      stackName: 's',
      logicalId: 'B',
      physicalId: 'b',
      type: 'T',
    };
    const read = (at: string) => store.apply({ kind: 'stacks-read', at, resources: [stack] });
    expect(read(day(1))).toEqual([{ type: 'stacks-changed', account, region }]);
    expect(kinds(store.apply({ kind: 'stacks-read-completely', at: day(3), account, region }))).toEqual([
      'stacks-changed',
    ]);
    expect(read(day(2))).toEqual([]);
    expect(store.teams.stacksOf('payments')).toEqual([]);
  });
});

it('all changes of one call are applied, or none', () => {
  const broken = { kind: 'observed', at: day(1), observations: [undefined] } as never;
  expect(() =>
    store.apply({ kind: 'observed', at: day(1), observations: [observation()] }, broken),
  ).toThrow();
  expect(findings()).toEqual([]);
});
