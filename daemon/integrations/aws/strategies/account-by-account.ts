import type { Text } from '../../../base/text.ts';
import type { AccountAccess } from '../../../domain/accounts/access.ts';
import { type AccountRegion, keyOfAccountRegion } from '../../../domain/accounts/account-region.ts';
import type { TeamSettings } from '../../../domain/accounts/team.ts';
import type { Outcome, Reading } from '../../../domain/findings/reading.ts';
import { noteOf } from '../../../domain/problems/note.ts';
import type { Problem } from '../../../domain/problems/problem.ts';
import { enabledRegions } from '../account/regions.ts';
import { readTemplates } from '../cloudformation/templates.ts';
import { type Select, selectOwn } from '../config/client.ts';
import { ownCompliance } from '../config/compliance.ts';
import { complianceType, stackType } from '../config/queries.ts';
import { readFailing } from '../config/reader.ts';
import { type Recording, readRecording } from '../config/recorder.ts';
import type { Aws, Clients } from '../connection/clients.ts';
import { problemOf, type Who } from '../connection/errors.ts';
import { chunksOf } from '../connection/pages.ts';
import { readThreats } from '../guardduty/reader.ts';
import { callerAccount, wrongAccount } from '../sts/caller.ts';
import { outcomeOf } from './left-out.ts';
import { Observed } from './observed.ts';
import {
  covered,
  readDetails,
  readRecordedStacks,
  readRules,
  readUnrecordedStacks,
  type Scope,
  sources,
} from './shared-parts.ts';
import { sideBySide } from './side-by-side.ts';

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
      for (const source of sources)
        yield covered({ account: account.id, region }, source, { problem: noteOf(problem) });
    }
  }
  for (const { account, regionsUnknown: problem } of entries) {
    if (!problem) continue;
    for (const source of sources)
      yield covered({ account: account.id, region: 'global' }, source, { problem });
  }

  const open = entries.filter(({ problem }) => !problem);
  const places = open.map((entry) => entry.regions.map((region) => openPlace(entry, region, scope.signal)));
  const findings: Findings = { observed: new Observed(), stackOutcomes: new Map() };
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
  /** Why these may not be all its regions. */
  readonly regionsUnknown?: Text;
}

async function enter(
  account: AccountAccess,
  team: TeamSettings,
  aws: Aws,
  signal: AbortSignal,
): Promise<Entry> {
  const clients = aws.of(account);
  const listed = account.regions ?? team.regions;
  try {
    const start = listed?.[0] ?? (await clients.region());
    const caller = await callerAccount(clients, start, signal);
    const entry = { account, regions: listed ?? [start], clients };
    if (caller !== account.id) return { ...entry, problem: wrongAccount(account, caller) };
    return listed ? entry : { ...entry, ...(await enabledRegions(clients.account(start), start, signal)) };
  } catch (error) {
    const problem = problemOf(error, whoOf(account));
    return { account, regions: listed ?? ['global'], clients, problem };
  }
}

function whoOf({ id, profile }: AccountAccess) {
  return profile === undefined ? { account: id } : { account: id, profile };
}

interface OpenPlace extends AccountRegion {
  readonly clients: Clients;
  readonly select: Select;
  /** Whose credentials they are. Problems of a place do not repeat the place: those of many places are one cause. */
  readonly who: Who;
}

function openPlace({ account, clients }: Entry, region: string, signal: AbortSignal): OpenPlace {
  const select = selectOwn(clients.config(region), signal);
  const who = account.profile === undefined ? {} : { profile: account.profile };
  return { account: account.id, region, clients, select, who };
}

/** What reading the places leaves for explaining them. */
interface Findings {
  readonly observed: Observed;
  /** By `keyOfAccountRegion`: how reading the recorded stacks of a place ended, where it failed. */
  readonly stackOutcomes: Map<string, Outcome>;
}

/** Config and GuardDuty side by side, then the stacks that Config records. */
async function* readPlace(place: OpenPlace, findings: Findings, scope: Scope): AsyncGenerator<Reading> {
  const { account, region, clients, who } = place;
  const { observed } = findings;
  async function* threats(): AsyncGenerator<Reading> {
    const where = { accounts: [account], region };
    const { signal } = scope;
    const outcomes = yield* readThreats(clients.guardDuty(region), account, where, observed, { signal, who });
    yield covered(place, 'guardduty', outcomes.get(account) ?? {});
  }
  yield* sideBySide(2, [() => readConfig(place, findings, scope), threats]);
}

async function* readConfig(
  place: OpenPlace,
  { observed, stackOutcomes }: Findings,
  { signal, readByRule }: Scope,
): AsyncGenerator<Reading> {
  const { region, clients, select, who } = place;
  const config = clients.config(region);
  let recording: Recording | undefined;
  try {
    recording = await readRecording(config, signal);
    const isQueried = recording.records(complianceType) !== false;
    const read = yield* readFailing(
      {
        places: [place],
        isQueried: () => isQueried,
        ...(isQueried && { query: { select } }),
        compliance: ownCompliance(config, place, signal),
      },
      observed,
    );
    if (read.byRule.length > 0) readByRule.push(place);
    const { outcome } = recording;
    const isUnread = outcome.problem ?? outcome.skipped;
    yield covered(place, 'config', isUnread ? outcome : { ...outcome, ...read.outcomeOf(place) });
  } catch (error) {
    const outcome = outcomeOf(error, who);
    stackOutcomes.set(keyOfAccountRegion(place), outcome);
    yield covered(place, 'config', outcome);
    return;
  }
  if (recording.records(stackType) === false) return;
  try {
    yield* readRecordedStacks(select, undefined, observed);
  } catch (error) {
    stackOutcomes.set(keyOfAccountRegion(place), outcomeOf(error, who));
  }
}

/** Details and stacks of what was observed in an account, region after region: the first that knows is enough. */
async function* explain(
  places: readonly OpenPlace[],
  { observed, stackOutcomes }: Findings,
  scope: Scope,
): AsyncGenerator<Reading> {
  for (const place of places) {
    const { region, clients, select, who } = place;
    yield* readDetails(select, observed, observed.wanted(place), { byAccount: false, who });
    const outcome =
      stackOutcomes.get(keyOfAccountRegion(place)) ??
      (yield* readUnrecordedStacks(clients.cloudFormation(region), place, observed, scope.signal));
    yield* readTemplates(clients.cloudFormation(region), place, observed, scope);
    yield covered(place, 'stacks', outcome);
    yield* readRules(clients.config(region), observed.rules(place), scope, who);
  }
}
