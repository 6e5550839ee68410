import type { AccountAccess } from '../../../domain/accounts/access.ts';
import type { AccountRegion } from '../../../domain/accounts/account-region.ts';
import type { TeamSettings } from '../../../domain/accounts/team.ts';
import { covered, type Reading } from '../../../domain/findings/reading.ts';
import type { Whose } from '../../../domain/problems/aws.ts';
import { noteOf } from '../../../domain/problems/note.ts';
import { readStacks, readTemplates } from '../cloudformation/reader.ts';
import { selectOwn } from '../config/client.ts';
import { readDetails, readRecordedStacks } from '../config/inventory.ts';
import { ownSource } from '../config/reader.ts';
import { readRecording } from '../config/recorder.ts';
import { readRuleIdentifiers } from '../config/rule-identifiers.ts';
import type { Aws, Clients } from '../connection/clients.ts';
import { chunksOf } from '../connection/pages.ts';
import { openRegionalSources, readSources } from '../regional-sources.ts';
import { enterAccount } from './enter-account.ts';
import type { ReadScope } from './read-scope.ts';
import { ReadSoFar } from './read-so-far.ts';
import { sideBySide } from './side-by-side.ts';
import { UnknownRules } from './unknown-rules.ts';

/**
 * Reads each account with its own profile or role, and each region through its own Config.
 *
 * Calls of a sync run, for each account: STS 1 (2 with a role); for each of its regions with F failing
 * resources, D GuardDuty findings and S stacks: Config 2 + ⌊F ÷ 100⌋ + about F ÷ 60 + ⌈S ÷ 100⌉, GuardDuty 2
 * + D ÷ 25, CloudFormation 1 for each resource that no tag or recorded stack explains (for a resource of IAM,
 * in each region), and the calls of `readTemplates` for stacks that contain such resources. AWS charges for
 * none of these calls. Each call is an event in CloudTrail.
 */
export async function* readAccounts(
  accounts: readonly AccountAccess[],
  team: TeamSettings,
  aws: Aws,
  scope: ReadScope,
): AsyncGenerator<Reading> {
  const entered = [];
  for (const some of chunksOf(accounts, maxParallelAccounts)) {
    entered.push(
      ...(await Promise.all(some.map((account) => enterAccount(account, team, aws, scope.signal)))),
    );
  }
  const first = entered.find(({ problem }) => problem)?.problem;
  if (first && entered.every(({ problem }) => problem)) throw first;

  yield {
    kind: 'accounts',
    accounts: accounts.map(({ id, name }) => (name === undefined ? { id } : { id, name })),
  };
  for (const { account, regions, problem, regionsUnknown } of entered) {
    const unread = problem ? regions : regionsUnknown ? ['global'] : [];
    const reason = problem ? noteOf(problem) : regionsUnknown;
    for (const region of unread) {
      for (const source of readSources)
        yield covered({ account: account.id, region }, source, reason && { problem: reason });
    }
  }

  const open = entered
    .filter(({ problem }) => !problem)
    .map(({ account: { id: account, profile }, clients, regions }) =>
      regions.map((region) => ({
        account,
        region,
        clients,
        whose: profile === undefined ? {} : { profile },
      })),
    );
  const readSoFar = new ReadSoFar();
  const unknownRules = new UnknownRules(scope.knownRules);
  yield* sideBySide(
    maxParallelRegions,
    open.flat().map((each) => () => readRegion(each, readSoFar, scope)),
  );
  // Resources of IAM are seen in every region of their account. Only now is it known which stacks to request.
  yield* sideBySide(
    maxParallelAccounts,
    open.map((regions) => () => explainAccount(regions, readSoFar, unknownRules, scope)),
  );
}

const maxParallelAccounts = 6;
/**
 * AWS limits the calls of each account and region separately, so reading many of them in parallel does not
 * slow any of them.
 */
const maxParallelRegions = 12;

interface OpenRegion extends AccountRegion {
  readonly clients: Clients;
  /**
   * The owner of the credentials. Problems of the credentials do not name the region, so that those of many
   * regions count as one cause.
   */
  readonly whose: Whose;
}

/** Reads Config and the regional sources in parallel, then the stacks that Config records. */
async function* readRegion(
  open: OpenRegion,
  readSoFar: ReadSoFar,
  scope: ReadScope,
): AsyncGenerator<Reading> {
  const { account, region, clients, whose } = open;
  const regional = openRegionalSources({ clients, caller: account, accounts: [account], region, whose });
  yield* sideBySide<Reading>(1 + regional.length, [
    () => readConfig(open, readSoFar, scope),
    ...regional.map((each) => () => readSoFar.follow(each.read(scope.signal))),
  ]);
}

async function* readConfig(
  { account, region, clients, whose }: OpenRegion,
  readSoFar: ReadSoFar,
  { signal }: ReadScope,
): AsyncGenerator<Reading> {
  const target = { account, region };
  const client = clients.config(region);
  const recording = await readRecording(client, signal);
  const source = ownSource({ client, target, recording, whose });
  yield* readSoFar.follow(source.read(signal));
  const outcome = readSoFar.outcomeOf(target, 'config') ?? {};
  if (outcome.isStopped) {
    readSoFar.add(covered(target, 'stacks', outcome));
  } else if (recording.recordsStacks !== false) {
    const input = { select: selectOwn(client, signal), targets: [target], whose };
    yield* readSoFar.followStacks(readRecordedStacks(input));
  }
}

/**
 * Reads details and stacks of the observed resources of one account, region after region. A resource that one
 * region explains is not requested in the next.
 */
async function* explainAccount(
  regions: readonly OpenRegion[],
  readSoFar: ReadSoFar,
  unknownRules: UnknownRules,
  { signal, knownTemplates }: ReadScope,
): AsyncGenerator<Reading> {
  for (const { account, region, clients, whose } of regions) {
    const target = { account, region };
    const config = clients.config(region);
    const cloudFormation = clients.cloudFormation(region);
    const wanted = readSoFar.wanted(target);
    const select = selectOwn(config, signal);
    yield* readSoFar.follow(readDetails(select, wanted, { byAccount: false, whose }));
    if (!readSoFar.outcomeOf(target, 'stacks')) {
      const unexplained = readSoFar.unexplained(target);
      yield* readSoFar.followStacks(readStacks(cloudFormation, target, unexplained, signal));
    }
    const templates = readSoFar.wantedTemplates(target, knownTemplates);
    yield* readSoFar.follow(readTemplates(cloudFormation, templates, signal));
    yield covered(target, 'stacks', readSoFar.outcomeOf(target, 'stacks'));
    const names = unknownRules.take(readSoFar.rules(target));
    yield* readRuleIdentifiers(config, names, whose, signal);
  }
}
