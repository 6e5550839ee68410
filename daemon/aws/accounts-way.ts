import { lineOf, type Problem } from '../base/problem.ts';
import type { Text } from '../base/text.ts';
import type { Aws, Clients } from './clients.ts';
import { ownCompliance } from './compliance.ts';
import { isRecorderOff, type Select, selectOwn } from './config.ts';
import { problemOf, type Who } from './errors.ts';
import { readFailing, readFailures, recordedTypes } from './failing.ts';
import { callerAccount, wrongAccount } from './identity.ts';
import { Observed } from './observed.ts';
import { chunksOf } from './pages.ts';
import {
  covered,
  readDetails,
  readRecordedStacks,
  readRules,
  readUnrecordedStacks,
  type Scope,
} from './parts.ts';
import { nameOf, type Place } from './place.ts';
import { complianceType, stackType } from './queries.ts';
import type { AccountAccess, Reading, TeamSettings } from './reading.ts';
import { sideBySide } from './side-by-side.ts';
import { readTemplates } from './stack-templates.ts';
import { readThreats } from './threats.ts';

/**
 * The developer's way in: each account by its own profile or role, each region by its own Config.
 *
 * Calls of a pass, for each account: STS 1 (2 with a role); for each of its regions with F failing resources,
 * D GuardDuty findings and S stacks: Config 2 + ⌊F ÷ 100⌋ + about F ÷ 60 + ⌈S ÷ 100⌉, GuardDuty 2 + D ÷ 25,
 * CloudFormation 1 for each resource that no tag or recorded stack explains, where it is IAM's in each region, and
 * what `readTemplates` says for stacks that hold such resources.
 * AWS charges for none of them; each is an event in CloudTrail.
 */
export async function* readAccounts(
  accounts: readonly AccountAccess[],
  team: TeamSettings,
  aws: Aws,
  scope: Scope,
): AsyncGenerator<Reading> {
  const entries: Entry[] = [];
  for (const some of chunksOf(accounts, accountsAtOnce)) {
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

  const open = entries.filter(({ problem }) => !problem);
  const places = open.map((entry) => entry.regions.map((region) => openPlace(entry, region, scope.signal)));
  const findings: Findings = { observed: new Observed(), stackProblems: new Map() };
  yield* sideBySide(
    placesAtOnce,
    places.flat().map((place) => () => readPlace(place, findings, scope)),
  );
  // IAM's resources are seen in every region of their account: only now it is known what explains them.
  yield* sideBySide(
    accountsAtOnce,
    places.map((ofAccount) => () => explain(ofAccount, findings, scope)),
  );
}

const accountsAtOnce = 6;
/** AWS limits the calls of each account and region by itself: many of them side by side trouble none. */
const placesAtOnce = 12;

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
  let regions = account.regions ?? team.regions;
  try {
    regions ??= [await clients.region()];
    const caller = await callerAccount(clients, regions[0] ?? '', signal);
    const entry = { account, regions, clients };
    return caller === account.id ? entry : { ...entry, problem: wrongAccount(account, caller) };
  } catch (error) {
    const problem = problemOf(error, whoOf(account));
    return { account, regions: regions ?? ['global'], clients, problem };
  }
}

function whoOf({ id, profile }: AccountAccess) {
  return profile === undefined ? { account: id } : { account: id, profile };
}

interface OpenPlace extends Place {
  readonly clients: Clients;
  readonly select: Select;
  readonly who: Who & { readonly region: string };
}

function openPlace({ account, clients }: Entry, region: string, signal: AbortSignal): OpenPlace {
  const select = selectOwn(clients.config(region), signal);
  return { account: account.id, region, clients, select, who: { ...whoOf(account), region } };
}

/** What reading the places leaves for explaining them. */
interface Findings {
  readonly observed: Observed;
  /** By `nameOf`: why the recorded stacks of a place are not known. */
  readonly stackProblems: Map<string, Text>;
}

async function* readPlace(
  place: OpenPlace,
  { observed, stackProblems }: Findings,
  scope: Scope,
): AsyncGenerator<Reading> {
  const { account, region, clients, select, who } = place;
  let recordsStacks = false;
  try {
    const recorded = await recordedTypes(select);
    recordsStacks = recorded.has(stackType);
    const problem = recorded.has(complianceType)
      ? (yield* readFailing(select, undefined, observed))(place)
      : yield* readRuleByRule(place, observed, scope);
    yield covered(place, 'config', problem);
  } catch (error) {
    const problem = lineOf(problemOf(error, who));
    if (!recordsStacks) stackProblems.set(nameOf(place), problem);
    yield covered(place, 'config', problem);
  }

  const unread = yield* readThreats(clients.guardDuty(region), account, [account], who, observed, scope);
  yield covered(place, 'guardduty', unread.get(account));

  if (!recordsStacks) return;
  try {
    yield* readRecordedStacks(select, undefined, observed);
  } catch (error) {
    stackProblems.set(nameOf(place), lineOf(problemOf(error, who)));
  }
}

/** Where Config does not record compliance as resources. Answers why nothing could be found, if so. */
async function* readRuleByRule(
  { account, region, clients }: OpenPlace,
  observed: Observed,
  { signal, readByRule }: Scope,
): AsyncGenerator<Reading, Text | undefined> {
  const config = clients.config(region);
  const compliance = ownCompliance(config, region, signal);
  const failing = await compliance.failingRules(account);
  if (yield* readFailures(compliance, failing, observed)) readByRule.push({ account, region });
  return failing.length === 0 && (await isRecorderOff(config, signal)) ? recorderOff : undefined;
}

/** Details and stacks of what was observed in an account, region after region: the first that knows is enough. */
async function* explain(
  places: readonly OpenPlace[],
  { observed, stackProblems }: Findings,
  scope: Scope,
): AsyncGenerator<Reading> {
  for (const place of places) {
    const { region, clients, select, who } = place;
    yield* readDetails(select, observed, observed.wanted(place), { byAccount: false, who });
    const problem =
      stackProblems.get(nameOf(place)) ??
      (yield* readUnrecordedStacks(clients.cloudFormation(region), place, observed, scope.signal));
    yield* readTemplates(clients.cloudFormation(region), place, observed, scope);
    yield covered(place, 'stacks', problem);
    yield* readRules(clients.config(region), observed.rules(place), scope, who);
  }
}

const recorderOff: Text = {
  en: 'AWS Config does not record here, so nothing can be found. Turn its recorder on, or leave the region out of `regions`.',
  ja: 'ここでは AWS Config が記録していないため、検出できません。レコーダーを有効にするか、このリージョンを `regions` から外してください。',
};
