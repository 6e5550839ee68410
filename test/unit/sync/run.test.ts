import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEventBus } from '../../../daemon/base/event-bus.ts';
import type { Observation } from '../../../daemon/domain/findings/finding.ts';
import type { Reading } from '../../../daemon/domain/findings/reading.ts';
import type { Note } from '../../../daemon/domain/problems/note.ts';
import { Problem } from '../../../daemon/domain/problems/problem.ts';
import type { TicketName, TicketRecord, TicketSource } from '../../../daemon/domain/tickets/ticket.ts';
import { openStore } from '../../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../../daemon/store/store.ts';
import type { SyncEvent, SyncEvents } from '../../../daemon/sync/events.ts';
import { type SyncRunInput, syncOnce } from '../../../daemon/sync/run.ts';
import { takeSnapshot } from '../../../daemon/sync/snapshot.ts';
import { buildTicket } from '../../support/ticket-builder.ts';
import { searchOf } from '../../support/ticket-search.ts';

const account = '111111111111';
let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'guardrail-run-'));
  store = openStore(path.join(folder, 'guardrail.db'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

async function* read(...readings: readonly (Reading | Problem)[]): AsyncGenerator<Reading> {
  yield { kind: 'accounts', accounts: [{ id: account }] };
  for (const reading of readings) {
    if (reading instanceof Problem) throw reading;
    yield reading;
  }
}

const run = (readings: AsyncIterable<Reading>, changes: Partial<SyncRunInput> = {}) =>
  syncOnce({
    store,
    team: 'payments',
    readings,
    signal: new AbortController().signal,
    onProgress: () => {},
    events: createEventBus<SyncEvent>(() => {}),
    ...changes,
  });
/** Returns a bus that calls this at each publication. */
function heard(listener: (events: readonly SyncEvent[]) => void): SyncEvents {
  const events = createEventBus<SyncEvent>((error) => {
    throw error;
  });
  events.subscribe(listener);
  return events;
}

const observed = (id: string, region = 'eu-west-1', type = 'AWS::S3::Bucket'): Observation => ({
  source: 'config',
  rule: 'corp-check',
  account,
  region,
  resource: { type, id },
});
const covered = (region: string, problem?: Note): Reading => ({
  kind: 'covered',
  account,
  region,
  source: 'config',
  ...(problem && { problem }),
});
const failing = () =>
  store.findings
    .ofTeam('payments')
    .filter(({ resolvedAt }) => resolvedAt === undefined)
    .map(({ resource }) => resource.id);

const unplugged = new Problem('jira-unreachable', {});
const denied: Note = { code: 'aws-access-denied', facts: {} };
const noAws = () => new Problem('aws-unreachable', {});

describe('a sync run', () => {
  it('forgets the tickets of a selection that was not used for months', async () => {
    const [scope, at] = ['https://example.atlassian.net OLD', '2020-01-01T00:00:00.000Z'];
    store.apply(
      { kind: 'tickets-listed', scope, at, listedAt: at, tickets: [buildTicket({ key: 'OLD-1' })] },
      { kind: 'coverage', at, coverage: { of: 'jira', scope, readAt: at } },
    );
    await run(read());
    expect(store.tickets.count(scope)).toBe(0);
  });

  it('ends at once when it is cancelled, and writes no later results', async () => {
    const abort = new AbortController();
    const late = Promise.withResolvers<void>();
    async function* readings(): AsyncGenerator<Reading> {
      yield { kind: 'accounts', accounts: [{ id: account }] };
      yield { kind: 'observed', observations: [observed('early')] };
      await late.promise;
      yield { kind: 'observed', observations: [observed('late')] };
    }
    const running = run(readings(), {
      signal: abort.signal,
      events: heard(() => failing().length > 0 && abort.abort(new Error('enough'))),
    });

    await expect(running).rejects.toThrow('enough');
    late.resolve();
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(failing()).toEqual(['early']);
  });

  it('resolves findings that a completely read account and region no longer shows', async () => {
    await run(read({ kind: 'observed', observations: [observed('a'), observed('b')] }, covered('eu-west-1')));
    const second = await run(read({ kind: 'observed', observations: [observed('b')] }, covered('eu-west-1')));
    expect(failing()).toEqual(['b']);
    expect(second.findings).toEqual({ added: 0, resolved: 1 });
  });

  it('publishes changes, and nothing for a page without changes', async () => {
    const pages = [
      { kind: 'observed', observations: [observed('a'), observed('b')] },
      { kind: 'rules', identifiers: new Map([['a-rule', 'A_RULE']]) },
      {
        kind: 'resources',
        resources: [{ account, region: 'eu-west-1', type: 'AWS::S3::Bucket', id: 'a', tags: {} }],
      },
      covered('eu-west-1'),
    ] as const;
    const types: string[] = [];
    const events = heard((happened) => types.push(...happened.map(({ type }) => type)));
    const typesOf = async (...readings: readonly Reading[]) => {
      types.length = 0;
      await run(read(...readings), { events });
      return types;
    };
    expect(await typesOf(...pages)).toEqual([
      'accounts-changed',
      'finding-opened',
      'finding-opened',
      'finding-changed',
      'coverage-changed',
      // The first run has ended: from now on AWS counts as read.
      'tried-regions-changed',
    ]);
    expect(await typesOf(...pages)).toEqual([]);
    const observations = [observed('a')];
    expect(await typesOf({ kind: 'observed', observations }, covered('eu-west-1'))).toEqual([
      'finding-resolved',
    ]);
    expect(failing()).toEqual(['a']);
  });

  it('resolves nothing in an account and region that could not be read', async () => {
    await run(read({ kind: 'observed', observations: [observed('a')] }, covered('eu-west-1')));
    await run(read(covered('eu-west-1', denied)));
    expect(failing()).toEqual(['a']);
    expect(store.coverage.lastRun('payments')?.complete).toBe(false);
  });

  it('resolves a global finding only when every region of its account was read without it', async () => {
    const user = observed('AIDA1', 'eu-west-1', 'AWS::IAM::User');
    await run(read({ kind: 'observed', observations: [user] }, covered('eu-west-1'), covered('us-east-1')));
    await run(read(covered('eu-west-1'), covered('us-east-1', denied)));
    expect(failing()).toEqual(['AIDA1']);
    await run(read(covered('eu-west-1'), covered('us-east-1')));
    expect(failing()).toEqual([]);
  });

  describe('in a region that is off or denied by a policy', () => {
    const shut = (region: string): Reading => ({
      kind: 'covered',
      account,
      region,
      source: 'config',
      skipped: 'blocked',
      note: denied,
    });
    const user = observed('AIDA1', 'eu-west-1', 'AWS::IAM::User');
    const seen: Reading = { kind: 'observed', observations: [observed('a'), user] };

    it('resolves nothing there, and is still complete', async () => {
      await run(read(seen, covered('eu-west-1')));
      await run(read(shut('eu-west-1')));
      expect(failing().sort()).toEqual(['AIDA1', 'a']);
      expect(store.coverage.lastRun('payments')?.complete).toBe(true);
      const [place] = store.coverage.ofTeam('payments', '');
      expect(place).toMatchObject({ skipped: true, note: denied, readAt: expect.any(String) });
      await run(read(seen, covered('eu-west-1')));
      expect(store.coverage.ofTeam('payments', '')[0]).not.toHaveProperty('note');
    });

    it('keeps a global finding only if the region could be read before', async () => {
      await run(read(seen, covered('eu-west-1'), covered('us-east-1'), shut('me-south-1')));
      await run(read(covered('eu-west-1'), shut('us-east-1'), shut('me-south-1')));
      expect(failing()).toEqual(['AIDA1']);
      await run(read(covered('eu-west-1'), covered('us-east-1'), shut('me-south-1')));
      expect(failing()).toEqual([]);
    });
  });

  it('omits findings that its last run did not try to read, and does not resolve them', async () => {
    const configuration = { team: { team: 'payments' }, statuses: {} };
    const shown = () =>
      takeSnapshot(store, 1, configuration, undefined).findings.map(({ resource }) => resource.id);
    const both = [
      observed('a'),
      observed('b', 'us-east-1'),
      observed('AIDA1', 'us-east-1', 'AWS::IAM::User'),
    ];
    await run(read({ kind: 'observed', observations: both }, covered('eu-west-1'), covered('us-east-1')));
    expect(shown().sort()).toEqual(['AIDA1', 'a', 'b']);

    let reported: string[] = [];
    const { findings } = await run(
      read({ kind: 'observed', observations: [observed('a'), both[2] as Observation] }, covered('eu-west-1')),
      { events: heard(() => (reported = shown())) },
    );
    expect(findings.resolved).toBe(0);
    expect(reported.sort()).toEqual(['AIDA1', 'a']);
    expect(shown().sort()).toEqual(['AIDA1', 'a']);
    // A run that fails as a whole has no information on what is read.
    await run(read(noAws()));
    expect(shown().sort()).toEqual(['AIDA1', 'a']);
  });

  it('shows a global finding once, even if many regions repeat it', async () => {
    const regions = ['eu-west-1', 'us-east-1', 'ap-northeast-1'];
    const observations = regions.map((region) => observed('AIDA1', region, 'AWS::IAM::User'));
    await run(read({ kind: 'observed', observations }, ...regions.map((region) => covered(region))));
    expect(store.findings.ofTeam('payments').map(({ region }) => region)).toEqual(['global']);
  });

  it('keeps its age and its findings when AWS cannot be read at all', async () => {
    await run(read({ kind: 'observed', observations: [observed('a')] }, covered('eu-west-1')));
    const before = store.coverage.lastRun('payments');
    const result = await run(read(noAws()));
    expect(result.problems.map(({ code }) => code)).toEqual(['aws-unreachable']);
    expect(store.coverage.lastRun('payments')).toEqual(before);
    expect(failing()).toEqual(['a']);
  });

  it('reads AWS even if Jira is not reachable, and keeps the known tickets', async () => {
    const ticket: TicketRecord = {
      key: 'PAY-1',
      summary: 's',
      description: '',
      status: { id: '1', name: 'To Do', category: 'new' },
      labels: [],
      updated: '2026-01-01T00:00:00.000Z',
    };
    const source = (tickets: readonly TicketRecord[] | Problem) => () =>
      ({
        ...searchOf(tickets instanceof Problem ? [] : [{ tickets }]).search,
        ...(tickets instanceof Problem && {
          // biome-ignore lint/correctness/useYield: it fails first.
          async *readTickets() {
            throw tickets;
          },
        }),
        findTickets: async (names: readonly TicketName[]) => ({
          found: [],
          moved: [],
          gone: names.map(({ key }) => key),
        }),
      }) as unknown as TicketSource;
    await run(read(), { tickets: { source: source([ticket]), scope: 'site' } });
    const result = await run(read({ kind: 'observed', observations: [observed('a')] }), {
      tickets: { source: source(unplugged), scope: 'site' },
    });
    expect(result.problems).toEqual([unplugged]);
    expect(failing()).toEqual(['a']);
    expect(store.tickets.all('site')).toEqual([ticket]);
    await run(read(), { tickets: { source: source([]), scope: 'site' } });
    expect(store.tickets.all('site')).toEqual([]);
  });

  it('reads AWS while waiting reviews are delayed, and the tickets after them', async () => {
    const held = Promise.withResolvers<void>();
    const order: string[] = [];
    const source = () =>
      ({
        ...searchOf([]).search,
        async *readTickets() {
          order.push('tickets');
          yield { tickets: [], unreadable: [] };
        },
      }) as unknown as TicketSource;
    const before = () => held.promise.then(() => void order.push('reviews'));
    const onProgress = () => {
      if (!failing().includes('a')) return;
      order.push('AWS');
      held.resolve();
    };
    await run(read({ kind: 'observed', observations: [observed('a')] }), {
      tickets: { source, scope: 'site', before },
      onProgress,
    });
    expect(order.slice(0, 3)).toEqual(['AWS', 'reviews', 'tickets']);
  });

  it('cancelled half-way keeps the pages it read and resolves nothing', async () => {
    await run(read({ kind: 'observed', observations: [observed('a')] }, covered('eu-west-1')));
    const abort = new AbortController();
    const half = read({ kind: 'observed', observations: [observed('b')] }, covered('eu-west-1'));
    const onProgress = () => failing().includes('b') && abort.abort();
    await expect(run(half, { signal: abort.signal, onProgress })).rejects.toThrow();
    expect(failing()).toEqual(['a', 'b']);
  });

  it('learns a rule’s identifier from AWS and grades its findings by it, without renaming them', async () => {
    await run(read({ kind: 'observed', observations: [observed('a')] }));
    const [before] = store.findings.ofTeam('payments');
    await run(
      read({ kind: 'rules', identifiers: new Map([['corp-check', 'RDS_INSTANCE_PUBLIC_ACCESS_CHECK']]) }),
    );
    expect(store.findings.ofTeam('payments')[0]).toMatchObject({
      key: before?.key,
      ruleIdentifier: 'RDS_INSTANCE_PUBLIC_ACCESS_CHECK',
      severity: 'critical',
    });
  });

  it('keeps the templates of stacks until a completely read account and region no longer has them', async () => {
    const template = (name: string) => ({
      account,
      region: 'eu-west-1',
      stackId: name,
      updated: '2026-11-24T09:00:00.000Z',
      hash: `hash of ${name}`,
    });
    const said = (...names: string[]): Reading => ({ kind: 'templates', templates: names.map(template) });
    const stacksCovered = (problem?: Note): Reading => ({
      kind: 'covered',
      account,
      region: 'eu-west-1',
      source: 'stacks',
      ...(problem && { problem }),
    });
    const configuration = { team: { team: 'payments' }, statuses: {} };
    const hashes = () => [...takeSnapshot(store, 1, configuration, undefined).templateHashes];

    await run(read(said('a', 'b'), stacksCovered()));
    expect(hashes()).toEqual([
      ['a', 'hash of a'],
      ['b', 'hash of b'],
    ]);
    await run(read(said('b'), stacksCovered(denied)));
    expect(hashes()).toHaveLength(2);
    await run(read(said('b'), stacksCovered()));
    expect(hashes()).toEqual([['b', 'hash of b']]);
  });
});
