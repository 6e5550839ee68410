import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEventBus } from '../../../daemon/base/event-bus.ts';
import { Problem, problem } from '../../../daemon/domain/problems/problem.ts';
import { labelOf } from '../../../daemon/domain/tickets/label.ts';
import type { RemoteLinks, TicketRecord } from '../../../daemon/domain/tickets/ticket.ts';
import { openStore } from '../../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../../daemon/store/store.ts';
import { createApply, type SyncEvent } from '../../../daemon/sync/events.ts';
import { linkCandidates, readLinks } from '../../../daemon/sync/read-links.ts';
import { withRememberedTickets } from '../../../daemon/sync/remembered-tickets.ts';
import { takeSnapshot } from '../../../daemon/sync/snapshot.ts';
import { buildTicket, statuses } from '../../support/ticket-builder.ts';

const [team, scope, account] = ['payments', 'https://acme.atlassian.net PAY', '111122223333'];
const at = '2026-11-28T12:00:00.000Z';
const { signal } = new AbortController();
let store: Store;
let apply: ReturnType<typeof createApply>;
let asked: string[];
let links: Map<string, RemoteLinks | Problem>;
let failed: Map<string, string>;

beforeEach(() => {
  const events = createEventBus<SyncEvent>((error) => {
    throw error;
  });
  const opened = openStore(':memory:');
  store = withRememberedTickets(opened, events);
  apply = createApply(opened, events);
  asked = [];
  links = new Map();
  failed = new Map();
  apply(
    { kind: 'accounts-listed', team, accounts: [{ id: account, name: team }] },
    {
      kind: 'observed',
      at,
      observations: [
        {
          ...{ key: 'config:logs', account, region: 'eu-west-1', source: 'config', severity: 'high' },
          rule: 's3-bucket-logging-enabled',
          resource: { type: 'AWS::S3::Bucket', id: 'logs' },
        },
      ],
    },
  );
});
afterEach(() => store.close());

const text = `${account} s3-bucket-logging-enabled`;
const list = (...tickets: TicketRecord[]) =>
  apply({ kind: 'tickets-listed', scope, at, listedAt: at, tickets });
const snapshot = () =>
  takeSnapshot(
    store,
    1,
    { team: { team }, statuses: {}, jira: { site: 'https://acme.atlassian.net', project: 'PAY' } },
    scope,
  );
const read = () =>
  readLinks({
    ...{ store, apply, scope, signal, failed, candidates: linkCandidates(snapshot(), {}) },
    source: {
      async readRemoteLinks(key) {
        asked.push(key);
        const found = links.get(key) ?? { globalIds: [], arns: [], links: [] };
        if (found instanceof Problem) throw found;
        return found;
      },
    },
  });

it('reads the links of open tickets without a label, those that name a rule first, and one call in a run after that', async () => {
  list(
    buildTicket({ key: 'PAY-1', description: 'a plain task', updated: '2026-11-27T00:00:00.000Z' }),
    buildTicket({ key: 'PAY-2', description: text, updated: '2026-11-20T00:00:00.000Z' }),
    buildTicket({ key: 'PAY-3', description: text, status: statuses.done }),
    buildTicket({ key: 'PAY-4', labels: [labelOf('config:gone')] }),
    buildTicket({ key: 'PAY-5', description: `${text} logs` }),
  );
  for (const next of ['PAY-2', 'PAY-1', 'PAY-5']) {
    await read();
    expect(asked.at(-1)).toBe(next);
  }
  await read();
  expect(asked).toHaveLength(3);
  list(buildTicket({ key: 'PAY-2', description: text, updated: '2026-11-28T00:00:00.000Z' }));
  await read();
  expect(asked.slice(3)).toEqual(['PAY-2']);
});

it('matches a ticket whose link names the resource, and names no ticket an orphan before its links are read', async () => {
  list(
    ...Array.from({ length: 30 }, (_, number) =>
      buildTicket({ key: `PAY-${number + 10}`, description: text }),
    ),
  );
  links.set('PAY-12', { globalIds: [], arns: ['arn:aws:s3:::logs'], links: [] });
  await read();
  expect(asked).toHaveLength(20);
  const first = snapshot();
  expect(first.findingOf.get('PAY-12')).toEqual({ finding: 'config:logs', match: 'text' });
  expect(first.matches.orphans).toHaveLength(19);
  expect(first.matches.unread).toHaveLength(10);
  await read();
  expect(new Set(asked).size).toBe(30);
  expect(snapshot().matches.orphans).toHaveLength(29);
});

it('leaves the rest unknown if Jira does not answer, and keeps what was read', async () => {
  list(
    buildTicket({ key: 'PAY-1', description: text, updated: '2026-11-27T00:00:00.000Z' }),
    buildTicket({ key: 'PAY-2', description: text, updated: '2026-11-26T00:00:00.000Z' }),
  );
  links.set('PAY-2', problem('jira-throttled', { site: scope }));
  await read();
  expect([...store.tickets.remoteLinks(scope).keys()]).toEqual(['PAY-1']);
  expect(snapshot().matches.unread).toEqual(['PAY-2']);
});

it('does not keep other tickets waiting for one whose links can never be read', async () => {
  list(
    buildTicket({ key: 'PAY-1', description: text, updated: '2026-11-27T00:00:00.000Z' }),
    buildTicket({ key: 'PAY-2', description: text, updated: '2026-11-26T00:00:00.000Z' }),
    buildTicket({ key: 'PAY-3', description: 'a plain task', updated: '2026-11-25T00:00:00.000Z' }),
  );
  links.set('PAY-1', problem('jira-unexpected', { reason: 'too-large', site: scope, maxBytes: 1 }));
  for (const next of ['PAY-1', 'PAY-2', 'PAY-3', 'PAY-1']) {
    await read();
    expect(asked.at(-1)).toBe(next);
  }
  expect([...store.tickets.remoteLinks(scope).keys()].sort()).toEqual(['PAY-2', 'PAY-3']);
});

it('remembers links as the store has them', async () => {
  list(buildTicket({ key: 'PAY-1', description: text }));
  links.set('PAY-1', { globalIds: ['guardrail:0123456789abcdef'], arns: [], links: [] });
  expect(store.tickets.remoteLinks(scope).size).toBe(0);
  await read();
  expect(store.tickets.remoteLinks(scope).get('PAY-1')).toMatchObject({
    ...{ globalIds: ['guardrail:0123456789abcdef'], updated: buildTicket().updated },
    readAt: expect.any(String),
  });
  apply({ kind: 'ticket-forgotten', scope, key: 'PAY-1' });
  expect(store.tickets.remoteLinks(scope).size).toBe(0);
});
