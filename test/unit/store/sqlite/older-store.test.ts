import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actionSteps } from '../../../../daemon/domain/tickets/actions/outbox.ts';
import { sayNote } from '../../../../daemon/server/texts/say.ts';
import { openStore } from '../../../../daemon/store/sqlite/open-store.ts';
import { registerSum } from '../../../../daemon/store/sqlite/sums.ts';
import type { Store } from '../../../../daemon/store/store.ts';
import { takeSnapshot } from '../../../../daemon/sync/snapshot.ts';
import { type Cleanup, createCleanup } from '../../../support/cleanup.ts';
import { buildTicket, statuses } from '../../../support/ticket-builder.ts';

/** Schema 8 in its original form: sync runs have numbers, coverage names Jira's tickets as a place, notes are sentences. */
const schema8 = `
CREATE TABLE "team_accounts" (row_sum INTEGER GENERATED ALWAYS AS (sum_of(team, account, name)) STORED,
    team TEXT NOT NULL, account TEXT NOT NULL, name TEXT,
    PRIMARY KEY (team, account)
  ) WITHOUT ROWID;
CREATE TABLE "findings" (row_sum INTEGER GENERATED ALWAYS AS (sum_of(key, source, rule, rule_identifier, severity, title, account, region, resource_type, resource_id, resource_name, resource_arn, tags, first_seen, last_seen, resolved_at, pass)) STORED,
    key TEXT PRIMARY KEY,
    source TEXT NOT NULL, rule TEXT NOT NULL, rule_identifier TEXT, severity TEXT NOT NULL, title TEXT,
    account TEXT NOT NULL, region TEXT NOT NULL,
    resource_type TEXT NOT NULL, resource_id TEXT NOT NULL, resource_name TEXT, resource_arn TEXT,
    tags TEXT, -- JSON object
    first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, resolved_at TEXT,
    pass INTEGER NOT NULL -- the last pass that saw it
  ) WITHOUT ROWID;
CREATE INDEX findings_by_place ON findings (account, source, region);
CREATE INDEX findings_by_resource ON findings (account, resource_type, resource_id);
CREATE INDEX findings_by_rule ON findings (rule, source);
CREATE TABLE "rules" (row_sum INTEGER GENERATED ALWAYS AS (sum_of(name, identifier)) STORED,name TEXT PRIMARY KEY, identifier TEXT) WITHOUT ROWID;
CREATE TABLE "stack_resources" (row_sum INTEGER GENERATED ALWAYS AS (sum_of(account, region, stack_id, stack_name, logical_id, physical_id, type, pass)) STORED,
    account TEXT NOT NULL, region TEXT NOT NULL, stack_id TEXT NOT NULL, stack_name TEXT NOT NULL,
    logical_id TEXT NOT NULL, physical_id TEXT NOT NULL, type TEXT NOT NULL, pass INTEGER NOT NULL,
    PRIMARY KEY (stack_id, logical_id)
  ) WITHOUT ROWID;
CREATE INDEX stack_resources_by_place ON stack_resources (account, region);
CREATE TABLE "coverage" (row_sum INTEGER GENERATED ALWAYS AS (sum_of(account, region, source, pass, read_at, problem, note, unread)) STORED,
    account TEXT NOT NULL, region TEXT NOT NULL, source TEXT NOT NULL,
    pass INTEGER NOT NULL, read_at TEXT, problem TEXT, note TEXT, unread INTEGER NOT NULL DEFAULT 0, -- JSON {en, ja}
    PRIMARY KEY (account, region, source)
  ) WITHOUT ROWID;
CREATE INDEX coverage_by_pass ON coverage (pass);
CREATE TABLE "tickets" (row_sum INTEGER GENERATED ALWAYS AS (sum_of(scope, key, record, pass, asked_at)) STORED,
    scope TEXT NOT NULL, -- site and project they were read from
    key TEXT NOT NULL, record TEXT NOT NULL, -- JSON
    pass INTEGER NOT NULL, asked_at TEXT,
    PRIMARY KEY (scope, key)
  ) WITHOUT ROWID;
CREATE TABLE "passes" (row_sum INTEGER GENERATED ALWAYS AS (sum_of(id, team, started, ended, complete)) STORED,
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    team TEXT NOT NULL, started TEXT NOT NULL, ended TEXT, complete INTEGER NOT NULL DEFAULT 0
  );
CREATE INDEX passes_by_team ON passes (team);
CREATE TABLE "outbox" (row_sum INTEGER GENERATED ALWAYS AS (sum_of(id, scope, ticket, outcome, reason, created_at, state, note, transition, step, move, code)) STORED,
    id TEXT PRIMARY KEY,
    scope TEXT NOT NULL, ticket TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, created_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting', note TEXT -- JSON {en, ja}
  , transition TEXT, step TEXT NOT NULL DEFAULT 'queued', move TEXT, code TEXT) WITHOUT ROWID;
CREATE UNIQUE INDEX outbox_by_ticket ON outbox (scope, ticket);
CREATE TABLE "link_choices" (row_sum INTEGER GENERATED ALWAYS AS (sum_of(account, region, resource_type, resource_id, file, logical_id, verdict, at)) STORED,
    account TEXT NOT NULL, region TEXT NOT NULL, resource_type TEXT NOT NULL, resource_id TEXT NOT NULL,
    file TEXT NOT NULL, logical_id TEXT NOT NULL,
    verdict TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (account, region, resource_type, resource_id, file, logical_id)
  ) WITHOUT ROWID;
CREATE TABLE "stack_templates" (row_sum INTEGER GENERATED ALWAYS AS (sum_of(stack_id, account, region, updated, hash, pass)) STORED,
    stack_id TEXT PRIMARY KEY,
    account TEXT NOT NULL, region TEXT NOT NULL,
    updated TEXT NOT NULL, -- when the stack changed last
    hash TEXT, -- of the template as deployed; NULL: asked for, and not to be had
    pass INTEGER NOT NULL
  ) WITHOUT ROWID;
CREATE INDEX stack_templates_by_place ON stack_templates (account, region);
CREATE TABLE "review_statuses" (row_sum INTEGER GENERATED ALWAYS AS (sum_of(site, name)) STORED,site TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (site, name)) WITHOUT ROWID;
PRAGMA user_version = 8;
`;

const [site, scope] = ['https://example.atlassian.net', 'https://example.atlassian.net PAY'];
const account = '111111111111';
const [first, second, third] = ['2026-01-01', '2026-02-02', '2026-03-03'].map(
  (date) => `${date}T00:00:00.000Z`,
) as [string, string, string];
const note = {
  en: 'Jira cannot be reached. It is tried again.',
  ja: 'Jira に接続できません。再試行します。',
};
const move = {
  from: { statusId: '1', updated: first },
  to: { statusId: '2', name: 'In Review' },
  withComment: true,
};
const reviews = actionSteps.flatMap((step, index) =>
  (['waiting', 'conflict'] as const).map((state) => ({
    id: `${step}-${state}`,
    ticket: `PAY-${index + 1}${state === 'waiting' ? 0 : 1}`,
    outcome: index % 2 === 0 ? 'fixed' : 'intended',
    reason: 'This bucket is a public website.',
    ...(index === 3 && { transition: 'Hand over' }),
    createdAt: `2026-02-0${index + 1}T00:00:0${state === 'waiting' ? 0 : 1}.000Z`,
    step,
    ...(step !== 'queued' && { move }),
    state,
    ...(step !== 'moved' && { note, code: 'jira-unreachable' }),
  })),
);
const ticket = buildTicket({ key: 'PAY-1', id: '1', labels: ['guardrail'], status: statuses.inReview });

const rows: Readonly<Record<string, readonly Readonly<Record<string, string | number | null>>[]>> = {
  team_accounts: [{ team: 'payments', account, name: 'payments-prod' }],
  passes: [
    { id: 1, team: 'payments', started: first, ended: first, complete: 1 },
    { id: 2, team: 'payments', started: second, ended: second, complete: 0 },
    { id: 3, team: 'payments', started: third, ended: null, complete: 0 },
  ],
  findings: [
    finding('open', {}),
    finding('resolved', { last_seen: first, resolved_at: second, pass: 1 }),
    finding('described', { resource_name: 'name', resource_arn: 'arn', tags: '{"team":"payments"}' }),
    finding('user', { region: 'global', resource_type: 'AWS::IAM::User' }),
    finding('threat', { source: 'guardduty', title: 'Kali', rule_identifier: null }),
  ],
  rules: [
    { name: 'rule', identifier: 'RULE' },
    { name: 'unknown', identifier: null },
  ],
  stack_resources: [
    {
      ...{ account, region: 'eu-west-1', stack_id: 'stack', stack_name: 'shop', logical_id: 'Bucket' },
      ...{ physical_id: 'open', type: 'AWS::S3::Bucket', pass: 2 },
    },
  ],
  stack_templates: [
    { stack_id: 'stack', account, region: 'eu-west-1', updated: first, hash: 'hash', pass: 2 },
  ],
  coverage: [
    { ...{ account, region: 'eu-west-1', source: 'config', pass: 2, read_at: second }, unread: 0 },
    {
      ...{ account, region: 'us-east-1', source: 'config', pass: 2, read_at: first },
      ...{ problem: JSON.stringify(note), unread: 0 },
    },
    {
      ...{ account, region: 'me-south-1', source: 'guardduty', pass: 2, read_at: null },
      ...{ note: JSON.stringify(note), unread: 1 },
    },
    { ...{ account: scope, region: '', source: 'tickets', pass: 2, read_at: second }, unread: 0 },
  ],
  tickets: [{ scope, key: 'PAY-1', record: JSON.stringify(ticket), pass: 2, asked_at: second }],
  outbox: reviews.map((review) => ({
    ...{ id: review.id, scope: site, ticket: review.ticket, outcome: review.outcome, reason: review.reason },
    ...{ created_at: review.createdAt, state: review.state, step: review.step },
    transition: review.transition ?? null,
    move: review.move ? JSON.stringify(review.move) : null,
    note: review.note ? JSON.stringify(review.note) : null,
    code: review.code ?? null,
  })),
  link_choices: [
    {
      ...{ account, region: 'eu-west-1', resource_type: 'AWS::S3::Bucket', resource_id: 'open' },
      ...{ file: '/repository/template.yaml', logical_id: 'Bucket', verdict: 'this', at: second },
    },
  ],
  review_statuses: [{ site, name: 'peer check' }],
};

function finding(id: string, changes: Readonly<Record<string, string | number | null>>) {
  const [source, region, resource_type] = ['config', 'eu-west-1', 'AWS::S3::Bucket'];
  return {
    ...{ key: `config:${id}`, source, rule: 'rule', rule_identifier: 'RULE', severity: 'high', title: null },
    ...{
      account,
      region,
      resource_type,
      resource_id: id,
      resource_name: null,
      resource_arn: null,
      tags: null,
    },
    ...{ first_seen: first, last_seen: second, resolved_at: null, pass: 2 },
    ...changes,
  };
}

let cleanup: Cleanup;
let store: Store;
beforeEach(() => {
  cleanup = createCleanup();
});
afterEach(() => cleanup.run());

/** Opens a store that schema 8 wrote with these rows. */
function openOlder(content: typeof rows): Store {
  const file = path.join(cleanup.folder('older'), 'guardrail.db');
  const older = new DatabaseSync(file);
  registerSum(older);
  older.exec(schema8);
  for (const [table, all] of Object.entries(content))
    for (const row of all) {
      const columns = Object.keys(row);
      const marks = columns.map(() => '?').join(', ');
      older
        .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`)
        .run(...Object.values(row));
    }
  older.close();
  const opened = openStore(file);
  cleanup.add(() => opened.close());
  return opened;
}

describe('a store of schema 8', () => {
  beforeEach(() => {
    store = openOlder(rows);
  });

  it('is opened without a loss, and has no problem', () => {
    expect(store.problems()).toEqual([]);
  });

  it('keeps each review with its step, move and state, and each chosen link', () => {
    expect(store.outbox.everywhere()).toEqual(
      reviews.map((review) => ({
        site,
        review: { kind: 'review', ...review, steps: [{ step: 'queued', at: review.createdAt }] },
      })),
    );
    expect(store.choices.all()).toEqual([
      {
        ...{ account, region: 'eu-west-1', type: 'AWS::S3::Bucket', id: 'open' },
        ...{ file: '/repository/template.yaml', logicalId: 'Bucket', verdict: 'this', at: second },
      },
    ]);
    expect(store.reviewStatuses.of(site)).toEqual(['peer check']);
  });

  it('shows the note of a waiting review in both languages', () => {
    const kept = store.outbox.of(site).list()[0]?.note;
    expect(kept && [sayNote(kept, 'en'), sayNote(kept, 'ja')]).toEqual([note.en, note.ja]);
  });

  it('keeps findings with their times, resources and one observation each', () => {
    const bucket = { type: 'AWS::S3::Bucket', id: 'open' };
    const open = {
      ...{ key: 'config:open', source: 'config', rule: 'rule', ruleIdentifier: 'RULE', severity: 'high' },
      ...{ account, region: 'eu-west-1', resource: bucket, firstSeen: first },
    };
    expect(store.findings.ofTeam('payments')).toEqual([
      {
        ...open,
        key: 'config:described',
        resource: { ...bucket, id: 'described', name: 'name', arn: 'arn' },
        tags: { team: 'payments' },
      },
      open,
      { ...open, key: 'config:resolved', resource: { ...bucket, id: 'resolved' }, resolvedAt: second },
      expect.objectContaining({ key: 'config:threat', source: 'guardduty', title: 'Kali' }),
      expect.objectContaining({ key: 'config:user', region: 'global' }),
    ]);
    expect(store.findings.lastSeen('config:open')).toBe(second);
    expect(store.findings.observationsOf('config:resolved')).toEqual([
      {
        ...{ source: 'config', rule: 'rule', ruleIdentifier: 'RULE', severity: 'high' },
        ...{ firstSeen: first, seenAt: first, goneAt: second },
      },
    ]);
  });

  it('keeps tickets, stacks, templates and rules', () => {
    expect(store.tickets.all(scope)).toEqual([ticket]);
    expect(store.tickets.readLately(scope, second, 10)).toEqual([{ key: 'PAY-1', id: '1' }]);
    // Its tickets are known by id, and are read from the beginning.
    expect(store.tickets.renamed(scope, [{ ...ticket, key: 'OPS-1' }])).toEqual([{ key: 'PAY-1', id: '1' }]);
    expect(store.tickets.progress(scope)).toBeUndefined();
    expect(store.teams.stacksOf('payments')).toMatchObject([{ stackId: 'stack', logicalId: 'Bucket' }]);
    expect(store.templates.hashesOf('payments')).toEqual(new Map([['stack', 'hash']]));
    expect(store.teams.rules().get('rule')).toBe('RULE');
    expect(store.teams.rules().has('unknown')).toBe(true);
  });

  it('keeps the last run and its coverage, AWS and Jira apart', () => {
    const last = store.coverage.lastRun('payments');
    expect(last).toEqual({ started: second, ended: second, complete: false });
    expect(store.coverage.ofTeam('payments', second)).toEqual([
      { of: 'aws', account, region: 'eu-west-1', source: 'config', readAt: second },
      { of: 'aws', account, region: 'me-south-1', source: 'guardduty', note, skipped: true },
      { of: 'aws', account, region: 'us-east-1', source: 'config', readAt: first, problem: note },
      { of: 'jira', scope, readAt: second },
    ]);
    expect(store.coverage.ticketsReadAt(scope)).toBe(second);
  });

  it('works with the next run: a finding that it does not see is resolved, a global one with its account', () => {
    const at = store.coverage.beginRun('payments', '2026-04-04T00:00:00.000Z');
    const read = (region: string) =>
      store.apply({ kind: 'read-completely', at, account, region, source: 'config' });
    expect(read('eu-west-1')).toMatchObject([
      { type: 'finding-resolved', finding: { key: 'config:described' } },
      { type: 'finding-resolved', finding: { key: 'config:open' } },
    ]);
    expect(read('global')).toMatchObject([{ type: 'finding-resolved', finding: { key: 'config:user' } }]);
  });
});

describe('a store of schema 8 with a pass that had a clock in the future', () => {
  const future = '2030-01-01T00:00:00.000Z';
  const [earlier, latest] = ['2026-11-28T10:00:00.000Z', '2026-11-28T10:15:00.000Z'];
  const passes = [future, earlier, latest].map((started, index) => ({
    ...{ id: index + 1, team: 'payments', started, ended: started, complete: 1 },
  }));
  beforeEach(() => {
    store = openOlder({
      ...rows,
      passes,
      findings: [
        finding('open', { first_seen: future, last_seen: future, pass: 3 }),
        finding('resolved', { last_seen: earlier, resolved_at: future, pass: 2 }),
      ],
      coverage: [
        { ...{ account, region: 'eu-west-1', source: 'config', pass: 3, read_at: future }, unread: 0 },
        { ...{ account: scope, region: '', source: 'tickets', pass: 1, read_at: future }, unread: 0 },
      ],
      stack_resources: [],
      stack_templates: [],
    });
  });

  it('has the pass with the highest id as its last run, and what that pass tried', () => {
    expect(store.coverage.lastRun('payments')).toEqual({ started: latest, ended: latest, complete: true });
    expect(store.coverage.triedSince(latest)).toEqual([{ account, region: 'eu-west-1' }]);
    expect(store.coverage.ofTeam('payments', latest)).toEqual([
      { of: 'aws', account, region: 'eu-west-1', source: 'config', readAt: latest },
      { of: 'jira', scope, readAt: latest },
    ]);
  });

  it('shows its findings, with no time after that pass', () => {
    const settings = { team: { team: 'payments', regions: ['eu-west-1'] }, statuses: {} };
    const { findings } = takeSnapshot(store, 1, settings, undefined);
    expect(findings.map(({ key, firstSeen, resolvedAt }) => [key, firstSeen, resolvedAt])).toEqual([
      ['config:open', latest, undefined],
      ['config:resolved', first, latest],
    ]);
    expect(store.findings.observationsOf('config:open')).toMatchObject([
      { firstSeen: latest, seenAt: latest },
    ]);
    expect(store.findings.observationsOf('config:resolved')).toMatchObject([
      { seenAt: earlier, goneAt: latest },
    ]);
  });

  it('resolves a finding that the next run does not see', () => {
    const at = store.coverage.beginRun('payments', '2026-11-28T10:30:00.000Z');
    expect(at).toBe('2026-11-28T10:30:00.000Z');
    expect(
      store.apply({ kind: 'read-completely', at, account, region: 'eu-west-1', source: 'config' }),
    ).toMatchObject([{ type: 'finding-resolved', finding: { key: 'config:open', resolvedAt: at } }]);
  });
});
