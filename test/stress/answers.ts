import { setTimeout as pause } from 'node:timers/promises';
import { createEventBus } from '../../daemon/base/event-bus.ts';
import { createSecrets } from '../../daemon/base/secrets.ts';
import type { TeamSettings } from '../../daemon/domain/accounts/team.ts';
import type { AnswerLimits } from '../../daemon/integrations/aws/connection/http-handler.ts';
import { createCredentialCache } from '../../daemon/integrations/aws/credentials/cache.ts';
import { readTeam } from '../../daemon/integrations/aws/read-team.ts';
import { connectJiraCloud } from '../../daemon/integrations/jira/cloud/ticket-source.ts';
import { type Sandbox, startSandbox } from '../../daemon/sandbox/sandbox.ts';
import { Random } from '../../daemon/sandbox/world/random.ts';
import { openStore } from '../../daemon/store/sqlite/open-store.ts';
import type { SyncEvent } from '../../daemon/sync/events.ts';
import { type SyncRunResult, syncOnce } from '../../daemon/sync/run.ts';
import { sampleAccounts } from '../support/account-by-account.ts';
import { createCleanup } from '../support/cleanup.ts';
import { type Spoiler, type Spoiling, spoilings, startSpoiler } from '../support/spoiler.ts';
import type { StressTrial } from './trial.ts';

/**
 * Sync runs in which one operation gets a wrong response in one account and region or project: late, endless, too long, an HTML
 * page or another form. Each run must end in time, use little memory, lose and resolve nothing, and report what it could not read.
 */
export const trial: StressTrial = {
  count: 300,
  async run({ count, seed }) {
    const figures = {
      runs: 0,
      'answers spoilt': 0,
      'most MB taken of one answer': 0,
      'longest run, ms': 0,
      'longest to cancel, ms': 0,
    };
    const broken: string[] = [];
    const cleanup = createCleanup();
    const random = new Random(seed);
    try {
      const sandbox = await startSandbox({ seed: 11, accounts: 24, teams: 4, regions: 3, findings: 300 });
      cleanup.add(() => sandbox.close());
      cleanup.add(useCredentials(sandbox));
      const strategies = [
        await openStrategy(sandbox, cleanup, 'organization'),
        await openStrategy(sandbox, cleanup, 'accounts'),
      ];
      for (let at = 0; at < count; at++) {
        const strategy = strategies[at % strategies.length] as Strategy;
        const how = spoilings[at % spoilings.length] as Spoiling;
        const operation = random.pick(strategy.operations);
        const cancelled = random.chance(0.15);
        const { spoilt, ms, said } = await runSpoilt(strategy, how, operation, cancelled);
        const name = `${strategy.name}, ${operation}, ${how}${cancelled ? ', cancelled' : ''}`;
        figures.runs++;
        figures['answers spoilt'] += spoilt.answers;
        const taken = spoilt.answers === 0 ? 0 : spoilt.bytes / spoilt.answers / 1024 ** 2;
        figures['most MB taken of one answer'] = Math.max(
          figures['most MB taken of one answer'],
          Math.round(taken),
        );
        const longest = cancelled ? 'longest to cancel, ms' : 'longest run, ms';
        figures[longest] = Math.max(figures[longest], Math.round(ms));
        const isMet = how.includes('token') ? spoilt.nextPages > 0 : spoilt.answers > 0;
        if (isMet) broken.push(...said.map((promise) => `${name}: ${promise}`));
        if (taken > maxTakenMb) broken.push(`${name}: ${taken} MB of one answer were taken.`);
        if (ms > (cancelled ? maxCancelMs : maxRunMs)) broken.push(`${name}: it took ${Math.round(ms)} ms.`);
      }
      for (const strategy of strategies)
        broken.push(...(await afterwards(strategy)).map((each) => `${strategy.name}, at the end: ${each}`));
    } finally {
      await cleanup.run();
    }
    return { figures, broken };
  },
};

const limits: AnswerLimits = {
  maxBytes: 2 * 1024 * 1024,
  maxWaitMs: 1_500,
  maxSilenceMs: 600,
  maxTotalMs: 2_000,
};
/** Jira's client reads up to 32 MB. The buffers of the sockets on both ends are added to that. */
const maxTakenMb = 32 + 16;
const maxRunMs = 60_000;
const maxCancelMs = 2_000;

interface Strategy {
  readonly name: string;
  readonly aws: Spoiler;
  readonly jira: Spoiler;
  readonly operations: readonly string[];
  /** Returns findings that fail, and tickets. */
  known(): object;
  /** The result of a run without faults, and the number of its coverage entries. */
  readonly truth: object;
  readonly places: number;
  run(signal: AbortSignal): Promise<SyncRunResult>;
}

async function openStrategy(
  sandbox: Sandbox,
  cleanup: ReturnType<typeof createCleanup>,
  name: string,
): Promise<Strategy> {
  const { hello, world } = sandbox;
  const [aws, jira] = [await startSpoiler(hello.aws, 'aws'), await startSpoiler(hello.jira, 'jira')];
  cleanup.add(() => aws.close());
  cleanup.add(() => jira.close());
  const store = openStore(':memory:');
  cleanup.add(() => store.close());
  const accounts = sampleAccounts(sandbox).map((id) => ({
    id,
    role: `arn:aws:iam::${id}:role/GuardrailRead`,
  }));
  const team: TeamSettings = {
    team: hello.team,
    ...(name === 'accounts' && { accounts, regions: world.regions }),
  };
  const { email, token } = hello.jiraAuth;
  const settings = { site: jira.url, email, token, selection: { projects: [hello.project] } };
  const source = connectJiraCloud(settings, () => {}, { timeoutMs: limits.maxTotalMs, wait: async () => {} });
  const run = (signal: AbortSignal) =>
    syncOnce({
      store,
      team: hello.team,
      readings: readTeam(
        team,
        { endpoint: aws.url, region: hello.region },
        {
          signal,
          onCall: () => {},
          knownRules: new Map(),
          knownTemplates: new Map(),
          credentials: createCredentialCache(createSecrets()),
          limits,
        },
      ),
      tickets: { source: () => source, scope: hello.project },
      signal,
      onProgress: () => {},
      events: createEventBus<SyncEvent>(() => {}),
    });
  const { coverage } = await run(new AbortController().signal);
  const operations = [...aws.operations, ...jira.operations].sort();
  const known = () => ({
    failing: store.findings
      .ofTeam(hello.team)
      .flatMap(({ key, resolvedAt }) => (resolvedAt ? [] : key))
      .sort(),
    tickets: store.tickets
      .all(hello.project)
      .map(({ key, status }) => `${key} ${status.name}`)
      .sort(),
  });
  return { name, aws, jira, operations, known, truth: known(), places: coverage.length, run };
}

async function runSpoilt(strategy: Strategy, how: Spoiling, operation: string, cancelled: boolean) {
  const spoiler = operation.startsWith('jira:') ? strategy.jira : strategy.aws;
  spoiler.spoil(how, operation);
  const abort = new AbortController();
  const running = strategy.run(abort.signal).catch((error: unknown) => error as Error);
  let started = performance.now();
  if (cancelled) {
    for (const end = Date.now() + 20_000; spoiler.spoilt.answers === 0 && Date.now() < end; ) await pause(20);
    started = performance.now();
    abort.abort();
  }
  const result = await running;
  const ms = performance.now() - started;
  const spoilt = { ...spoiler.spoilt };
  spoiler.spoil(undefined);
  return {
    spoilt,
    ms,
    said: cancelled ? lost(strategy) : [...lost(strategy), ...unreported(strategy, result, operation)],
  };
}

/** Checks that the store contains the result of a run without faults. */
function lost({ known, truth }: Strategy): string[] {
  return JSON.stringify(known()) === JSON.stringify(truth)
    ? []
    : ['findings or tickets were lost, or resolved.'];
}

/** Checks the report of a run that was not cancelled. */
function unreported({ name, places }: Strategy, result: SyncRunResult | Error, operation: string): string[] {
  if (result instanceof Error) return [`it ended with an unexpected error: ${result.stack}`];
  const gaps = result.coverage.filter(({ problem }) => problem);
  const isSaid = result.problems.length + gaps.length + result.notes.length > 0;
  // Account by account, these operations concern one account. Roles and operations of the organization concern all.
  const isOfOnePlace = name === 'accounts' && /^(config|guardduty|cloudformation):/.test(operation);
  const elsewhere = new Set(
    gaps.flatMap((gap) => (gap.of === 'aws' ? [`${gap.account} ${gap.region}`] : [])),
  );
  return [
    ...(isSaid ? [] : ['no report says that it could not be read.']),
    ...(isOfOnePlace && elsewhere.size > 1 ? [`it is a gap of ${elsewhere.size} places.`] : []),
    ...(isOfOnePlace && (result.problems.length > 0 || result.coverage.length < places)
      ? ['it ended the run.']
      : []),
  ];
}

async function afterwards(strategy: Strategy): Promise<string[]> {
  const result = await strategy.run(new AbortController().signal);
  const isComplete = result.problems.length === 0 && result.coverage.every(({ problem }) => !problem);
  return [...lost(strategy), ...(isComplete ? [] : ['a run without faults is not complete.'])];
}

function useCredentials({ hello: { credentials } }: Sandbox): () => void {
  const names = Object.keys(process.env).filter((name) => /^AWS_|^HTTPS?_PROXY$/i.test(name));
  const before = Object.fromEntries(
    [...names, 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((name) => [name, process.env[name]]),
  );
  for (const name of names) delete process.env[name];
  process.env.AWS_ACCESS_KEY_ID = credentials.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = credentials.secretAccessKey;
  return () => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
