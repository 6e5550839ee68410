import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createEventBus } from '../../daemon/base/event-bus.ts';
import type { TeamSettings } from '../../daemon/domain/accounts/team.ts';
import { readTeam } from '../../daemon/integrations/aws/read-team.ts';
import { type SandboxAws, startAws } from '../../daemon/sandbox/aws/server.ts';
import type { World } from '../../daemon/sandbox/model.ts';
import { createWorld } from '../../daemon/sandbox/world/world.ts';
import { openStore } from '../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../daemon/store/store.ts';
import type { SyncEvent } from '../../daemon/sync/events.ts';
import { syncOnce } from '../../daemon/sync/run.ts';
import { createCleanup } from '../support/cleanup.ts';

/** One row of one response of AWS is missing or has another shape. No finding that still fails may become resolved. */

const cleanup = createCleanup();
let world: World;
let aws: SandboxAws;

beforeAll(async () => {
  world = createWorld({ accounts: 6, teams: 2, regions: 2, findings: 120 });
  aws = await startAws(world);
});
afterAll(() => aws.close());
beforeEach(() => {
  for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL', 'HTTP_PROXY', 'http_proxy']) {
    vi.stubEnv(name, undefined);
  }
  vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent/config');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent/credentials');
  vi.stubEnv('AWS_ACCESS_KEY_ID', aws.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', aws.credentials.secretAccessKey);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  aws.faults.spoil();
  aws.faults.complianceNotRecorded();
  await cleanup.run();
});

const team = () => world.teams[0] ?? { name: '', ouId: '', childOuId: '' };
const strategies: Readonly<Record<'organization' | 'accounts', () => TeamSettings>> = {
  organization: () => ({ team: team().name }),
  accounts: () => ({
    team: team().name,
    regions: world.regions,
    accounts: world.accounts
      .filter(({ ouId }) => ouId === team().ouId || ouId === team().childOuId)
      .map(({ id }) => ({ id, role: `arn:aws:iam::${id}:role/GuardrailRead` })),
  }),
};

async function sync(store: Store, settings: TeamSettings): Promise<void> {
  const signal = new AbortController().signal;
  const access = { endpoint: aws.url, region: world.aggregator.region };
  const options = { signal, onCall: () => {}, knownRules: new Map(), knownTemplates: new Map() };
  await syncOnce({
    store,
    team: settings.team,
    readings: readTeam(settings, access, options),
    signal,
    onProgress: () => {},
    events: createEventBus<SyncEvent>(() => {}),
  });
}

type Change =
  | 'drop'
  | 'null'
  | 'number'
  | 'empty'
  | 'text'
  | 'without a member'
  | 'no list'
  | 'text for a list';
const changes: readonly Change[] = [
  'drop',
  'null',
  'number',
  'empty',
  'text',
  'without a member',
  'no list',
  'text for a list',
];

/** Returns whether a row may be dropped. If no other response names an item, its absence cannot be noticed. */
const mayDrop = (call: string, recorded: boolean) =>
  call !== 'ListFindings' && (recorded || !/^Describe(Aggregate)?ComplianceByConfigRules?$/.test(call));

function changed(row: unknown, change: Change, at: number): unknown[] {
  const isText = typeof row === 'string';
  switch (change) {
    case 'drop':
      return [];
    case 'null':
      return [null];
    case 'number':
      return [7];
    case 'text':
      return ['{'];
    case 'without a member': {
      let value: unknown = row;
      try {
        value = isText ? JSON.parse(row) : row;
      } catch {
        // The text is an id, not a row of JSON.
      }
      if (!(value instanceof Object)) return [''];
      const names = Object.keys(value);
      const gone = names[at % Math.max(1, names.length)];
      const rest = Object.fromEntries(Object.entries(value).filter(([name]) => name !== gone));
      return [isText ? JSON.stringify(rest) : rest];
    }
    default:
      return isText ? ['{}'] : [{}];
  }
}

/** Spoils one row (the `nth` of those that match) in the responses of one call. Later responses stay unchanged. */
function spoil(wanted: string, change: Change, nth: number, recorded: boolean): void {
  let seen = 0;
  aws.faults.spoil((call, answer) => {
    if (call !== wanted || seen > nth) return answer;
    const [name, list] = Object.entries(answer).find(([, value]) => Array.isArray(value)) ?? [];
    if (name === undefined || !Array.isArray(list) || list.length === 0) return answer;
    const at = nth - seen;
    seen += list.length;
    if (at >= list.length) return answer;
    if (change === 'no list') {
      const { [name]: _list, ...rest } = answer as Record<string, unknown>;
      return rest;
    }
    if (change === 'text for a list') return { ...answer, [name]: 'list' };
    if (change === 'drop' && !mayDrop(call, recorded)) return answer;
    return {
      ...answer,
      [name]: [...list.slice(0, at), ...changed(list[at], change, nth), ...list.slice(at + 1)],
    };
  });
}

const calls = {
  organization: [
    'SelectAggregateResourceConfig',
    'DescribeAggregateComplianceByConfigRules',
    'GetAggregateComplianceDetailsByConfigRule',
    'DescribeConfigurationAggregators',
    'DescribeConfigurationAggregatorSourcesStatus',
    'DescribeConfigRules',
    'ListAccountsForParent',
    'ListDetectors',
    'ListFindings',
    'GetFindings',
    'GetMembers',
  ],
  accounts: [
    'SelectResourceConfig',
    'DescribeComplianceByConfigRule',
    'GetComplianceDetailsByConfigRule',
    'DescribeConfigRules',
    'DescribeConfigurationRecorders',
    'DescribeConfigurationRecorderStatus',
    'ListDetectors',
    'ListFindings',
    'GetFindings',
  ],
};

test.each(['organization', 'accounts'] as const)(
  'no row that is lost or garbled resolves a finding that still fails: %s',
  { timeout: 120_000 },
  async (strategy) => {
    const settings = strategies[strategy]();
    const store = openStore(`${cleanup.folder('spoiled')}/guardrail.db`);
    cleanup.add(() => store.close());
    await sync(store, settings);
    const truth = new Set(store.findings.ofTeam(settings.team).map(({ key }) => key));
    expect(truth.size).toBeGreaterThan(20);

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...calls[strategy]),
        fc.constantFrom(...changes),
        fc.nat({ max: 40 }),
        fc.boolean(),
        async (call, change, nth, recorded) => {
          aws.faults.complianceNotRecorded();
          if (!recorded) aws.faults.complianceNotRecorded('all');
          spoil(call, change, nth, recorded);
          await sync(store, settings);
          aws.faults.spoil();
          const resolved = store.findings
            .ofTeam(settings.team)
            .filter(({ key, resolvedAt }) => truth.has(key) && resolvedAt !== undefined);
          expect(resolved.map(({ key }) => key)).toEqual([]);
        },
      ),
      { numRuns: Number(process.env.SPOILED_RUNS ?? 40), seed: Number(process.env.SPOILED_SEED ?? 1) },
    );
  },
);
