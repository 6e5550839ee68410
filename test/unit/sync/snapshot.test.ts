import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { labelOf } from '../../../daemon/domain/tickets/label.ts';
import { openStore } from '../../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../../daemon/store/store.ts';
import { takeSnapshot } from '../../../daemon/sync/snapshot.ts';
import { type Cleanup, createCleanup } from '../../support/cleanup.ts';
import { buildTicket } from '../../support/ticket-builder.ts';

const [team, site, account, at] = [
  'payments',
  'https://example.atlassian.net',
  '111111111111',
  '2026-11-01T00:00:00.000Z',
];
let cleanup: Cleanup;
let store: Store;
beforeEach(() => {
  cleanup = createCleanup();
  store = openStore(path.join(cleanup.folder('store'), 'guardrail.db'));
  cleanup.add(() => store.close());
});
afterEach(() => cleanup.run());

const keyOf = (id: string, region = 'eu-west-1') =>
  `config:${account}:${region}:corp-check:AWS::S3::Bucket:${id}`;

const place = (id: string, region: string) => ({
  key: keyOf(id, region),
  ...({ source: 'config', severity: 'high', rule: 'corp-check', account, region } as const),
  resource: { type: 'AWS::S3::Bucket', id, name: id },
});

function known(id: string, { region = 'eu-west-1', isResolved = false } = {}): void {
  const observations = [place(id, region)];
  store.apply({ kind: 'observed', at, observations });
  if (isResolved) store.apply({ kind: 'observations-ended', at, observations });
}

function filed(key: string, changes: Parameters<typeof buildTicket>[0]): void {
  const tickets = [buildTicket({ key, ...changes })];
  store.apply({ kind: 'tickets-listed', scope: site, at, listedAt: at, tickets });
}

/** Returns the tickets that a user of one region sees with this project. */
function shown(project: string | undefined) {
  const jira = { site, ...(project !== undefined && { project }) };
  const settings = { team: { team, regions: ['eu-west-1'] }, statuses: {}, jira };
  return takeSnapshot(store, 1, settings, site).tickets.map(({ key }) => key);
}

beforeEach(() => {
  store.apply({ kind: 'accounts-listed', team, accounts: [{ id: account, name: 'payments-prod' }] });
  const run = store.coverage.beginRun(team, at);
  const coverage = { of: 'aws', account, region: 'eu-west-1', source: 'config', readAt: at } as const;
  store.apply({ kind: 'coverage', at: run, coverage });
  store.coverage.endRun(run, at, true);
  known('failing');
  known('second');
  known('fixed', { isResolved: true });
  known('elsewhere', { region: 'us-east-1' });

  const labels = (...ids: string[]) => ['guardrail', ...ids.map((id) => labelOf(keyOf(id)))];
  filed('OWN-1', { labels: labels('failing') });
  filed('OWN-2', { labels: labels('fixed') });
  filed('OWN-3', { summary: `${account} corp-check: second` });
  filed('OWN-4', { labels: ['guardrail', labelOf(keyOf('elsewhere', 'us-east-1'))] });
  filed('OWN-5', { labels: labels('failing', 'second') });
  filed('OTHER-1', { labels: labels('of-another-team') });
  filed('OTHER-2', { summary: 'Something that names nothing of the team.' });
  filed('OTHER-3', { summary: 'Foreign, but reviewed here.' });
  store.outbox.of(site).add({
    ...{ id: '1', ticket: 'OTHER-3', kind: 'review', outcome: 'fixed', reason: 'Closed.', createdAt: at },
  });
});

const own = ['OTHER-3', 'OWN-1', 'OWN-2', 'OWN-3', 'OWN-4', 'OWN-5'];

it('without a project, tickets are those of the team’s findings, failing, resolved or not read now, and those with a kept review', () => {
  expect(shown(undefined)).toEqual(own);
});

it('a project, or the choice of all, shows everything that was read', () => {
  const all = ['OTHER-1', 'OTHER-2', ...own];
  expect(shown('*')).toEqual(all);
  expect(shown('OWN')).toEqual(all);
});
