import type { Problem } from '../base/problem.ts';
import type { Text } from '../base/text.ts';
import type { Aws, Clients } from './clients.ts';
import { ownCompliance } from './compliance.ts';
import { isRecorderOff, selectOwn } from './config.ts';
import { lineOf, problemOf } from './errors.ts';
import { callerAccount, wrongAccount } from './identity.ts';
import { Observed } from './observed.ts';
import { chunksOf } from './pages.ts';
import {
  covered,
  readDetails,
  readFailing,
  readFailures,
  readRecordedStacks,
  readRules,
  readThreats,
  readUnrecordedStacks,
  recordedPlaces,
  type Scope,
  unrecordedNote,
} from './parts.ts';
import type { AccountAccess, Reading, TeamSettings } from './reading.ts';
import { sideBySide } from './side-by-side.ts';

/**
 * The developer's way in: each account by its own profile or role, each region by its own Config.
 *
 * Calls of a pass, for each account: STS 1 (2 with a role); for each of its regions with F failing resources,
 * D GuardDuty findings and S stacks: Config 2 + ⌈F ÷ 100⌉ + about F ÷ 60 + ⌈S ÷ 100⌉, GuardDuty 2 + D ÷ 25,
 * CloudFormation 1 for each resource that no tag or recorded stack explains. All of them are free.
 */
export async function* readAccounts(
  accounts: readonly AccountAccess[],
  team: TeamSettings,
  aws: Aws,
  scope: Scope,
): AsyncGenerator<Reading> {
  const entries: Entry[] = [];
  for (const some of chunksOf(accounts, atOnce)) {
    entries.push(...(await Promise.all(some.map((account) => enter(account, team, aws, scope.signal)))));
  }
  const first = entries.find(({ problem }) => problem)?.problem;
  if (first && entries.every(({ problem }) => problem)) throw first;

  yield {
    kind: 'accounts',
    accounts: accounts.map(({ id, name }) => (name === undefined ? { id } : { id, name })),
  };
  for (const { account, regions, problem } of entries) {
    if (!problem) continue;
    for (const region of regions) {
      for (const source of ['config', 'guardduty', 'stacks'] as const) {
        yield covered({ account: account.id, region }, source, lineOf(problem));
      }
    }
  }
  const places = entries
    .filter(({ problem }) => !problem)
    .flatMap(({ account, regions, clients }) => regions.map((region) => ({ account, region, clients })));
  yield* sideBySide(
    atOnce,
    places.map((place) => () => readPlace(place, scope)),
  );
}

/** Accounts, then places, that are read side by side. */
const atOnce = 6;

interface Entry {
  readonly account: AccountAccess;
  readonly regions: readonly string[];
  readonly clients: Clients;
  /** Why the account cannot be read at all. */
  readonly problem?: Problem;
}

async function enter(
  account: AccountAccess,
  team: TeamSettings,
  aws: Aws,
  signal: AbortSignal,
): Promise<Entry> {
  const clients = aws.of(account);
  const configured = account.regions ?? team.regions;
  const regions = configured ?? [await clients.region()];
  const entry = { account, regions, clients };
  try {
    const caller = await callerAccount(clients, regions[0] ?? (await clients.region()), signal);
    return caller === account.id ? entry : { ...entry, problem: wrongAccount(account, caller) };
  } catch (error) {
    return { ...entry, problem: problemOf(error, whoOf(account)) };
  }
}

function whoOf({ id, profile }: AccountAccess) {
  return profile === undefined ? { account: id } : { account: id, profile };
}

interface Place {
  readonly account: AccountAccess;
  readonly region: string;
  readonly clients: Clients;
}

async function* readPlace({ account, region, clients }: Place, scope: Scope): AsyncGenerator<Reading> {
  const { signal } = scope;
  const who = { ...whoOf(account), region };
  const place = { account: account.id, region };
  const config = clients.config(region);
  const select = selectOwn(config, signal);
  const observed = new Observed();

  try {
    if ((await recordedPlaces(select, undefined)).size > 0) {
      yield* readFailing(select, undefined, observed);
      yield covered(place, 'config', undefined);
    } else {
      const compliance = ownCompliance(config, region, signal);
      const failing = await compliance.failingRules(account.id);
      if (yield* readFailures(compliance, failing, observed)) yield unrecordedNote([place]);
      const off = failing.length === 0 && (await isRecorderOff(config, signal));
      yield covered(place, 'config', off ? recorderOff : undefined);
    }
  } catch (error) {
    yield covered(place, 'config', lineOf(problemOf(error, who)));
  }

  const threats = yield* readThreats(clients.guardDuty(region), [account.id], who, observed, scope);
  yield covered(place, 'guardduty', threats);

  yield* readDetails(select, observed, false, who);
  try {
    yield* readRecordedStacks(select, undefined, observed);
    const problem = yield* readUnrecordedStacks(clients.cloudFormation(region), place, observed, signal);
    yield covered(place, 'stacks', problem);
  } catch (error) {
    yield covered(place, 'stacks', lineOf(problemOf(error, who)));
  }
  yield* readRules(config, observed.rules, scope, who);
}

const recorderOff: Text = {
  en: 'AWS Config does not record here, so nothing can be found. Turn its recorder on, or leave the region out of `regions`.',
  ja: 'ここでは AWS Config が記録していないため、検出できません。レコーダーを有効にするか、このリージョンを `regions` から外してください。',
};
