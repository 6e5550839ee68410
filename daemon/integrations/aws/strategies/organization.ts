import { keyOfAccountRegion } from '../../../domain/accounts/account-region.ts';
import type { TeamSettings } from '../../../domain/accounts/team.ts';
import { covered, type Outcome, type Reading } from '../../../domain/findings/reading.ts';
import { note } from '../../../domain/problems/note.ts';
import { problem } from '../../../domain/problems/problem.ts';
import { readStacks, readTemplates } from '../cloudformation/reader.ts';
import { type AggregatedRegion, aggregatedRegions, findAggregator } from '../config/aggregator.ts';
import { selectAggregate } from '../config/client.ts';
import { complianceRecordedIn, readDetails, readRecordedStacks } from '../config/inventory.ts';
import { aggregateSource } from '../config/reader.ts';
import { readRuleIdentifiers } from '../config/rule-identifiers.ts';
import type { Clients } from '../connection/clients.ts';
import { CallFailed, passingProblem, permissionOf, problemOf } from '../connection/errors.ts';
import type { FindingSource } from '../finding-source.ts';
import { accountsOfTeam } from '../organizations/reader.ts';
import { openRegionalSources } from '../regional-sources.ts';
import { callerAccount } from '../sts/caller.ts';
import type { ReadScope } from './read-scope.ts';
import { ReadSoFar } from './read-so-far.ts';
import { sideBySide } from './side-by-side.ts';
import { UnknownRules } from './unknown-rules.ts';

/**
 * Reads every account of a team with one identity, which may use Organizations, a Config aggregator and
 * GuardDuty's delegated administrator.
 *
 * Calls of a sync run, for a team of A accounts in R regions with F failing resources, D GuardDuty findings
 * and S stacks: STS 1; Organizations about 9 (see `accountsOfTeam`); Config 2 + A (at most 25) + ⌈A·R ÷ 500⌉
 * + ⌈F ÷ 100⌉ + about F ÷ 60 + ⌈S ÷ 100⌉, and the calls that `aggregatedRegions` may add; GuardDuty R·2 and
 * R·2 per 50 accounts, + D ÷ 25. AWS charges for none of these calls: Config's prices are for recorded items
 * and evaluations. Each call is an event in CloudTrail.
 */
export async function* readOrganization(
  team: TeamSettings,
  clients: Clients,
  scope: ReadScope,
): AsyncGenerator<Reading> {
  const { signal } = scope;
  const region = await clients.region();
  // The first step, so that bad credentials are not mistaken for a missing team.
  const caller = await callerAccount(clients, region, signal);
  const config = clients.config(region);

  const [members, aggregator] = await Promise.all([
    accountsOfTeam(clients.organizations(region), team.team, signal),
    findAggregator(config, region, team.aggregator, signal),
  ]).catch((error: unknown): never => {
    throw memberProblem(error, caller);
  });
  yield { kind: 'accounts', accounts: members };
  if (aggregator.othersUnknown) yield { kind: 'note', note: aggregator.othersUnknown };

  const accounts = members.map(({ id }) => id);
  const select = selectAggregate(config, aggregator.name, signal);
  const recorded = await complianceRecordedIn(select, accounts).catch((error: unknown) => ({
    problem: passingProblem(memberProblem(error, caller)),
  }));
  const recordedIn = 'problem' in recorded ? new Set<string>() : recorded;
  const collected = await aggregatedRegions(
    config,
    aggregator,
    accounts,
    { home: region, recordedIn },
    signal,
  );
  const targets = narrowed(collected, team.regions, accounts);

  const readSoFar = new ReadSoFar();
  const source = aggregateSource({ client: config, aggregator: aggregator.name, targets, recordedIn });
  const findings = 'problem' in recorded ? ended(source, recorded) : source.read(signal);
  const regional = [...new Set(targets.map((target) => target.region))].flatMap((each) =>
    openRegionalSources({ clients, caller, accounts, region: each }),
  );
  yield* sideBySide<Reading>(maxParallelReaders, [
    () => readSoFar.follow(findings),
    () => readSoFar.followStacks(readRecordedStacks({ select, accounts, targets })),
    ...regional.map((each) => () => readSoFar.follow(each.read(signal))),
  ]);
  yield* readSoFar.follow(readDetails(select, readSoFar.wanted(), { byAccount: true, whose: { region } }));
  const names = new UnknownRules(scope.knownRules).take(readSoFar.rules());
  yield* readRuleIdentifiers(config, names, { account: caller, region }, signal);
  for (const target of targets) {
    const recordedStacks = readSoFar.outcomeOf(target, 'stacks');
    // CloudFormation needs the account's own credentials. It is asked even if Config's stacks are unknown.
    if (target.account === caller) {
      const cloudFormation = clients.cloudFormation(target.region);
      const unexplained = readSoFar.unexplained(target);
      yield* readSoFar.followStacks(readStacks(cloudFormation, target, unexplained, signal));
      const templates = readSoFar.wantedTemplates(target, scope.knownTemplates);
      yield* readSoFar.follow(readTemplates(cloudFormation, templates, signal));
    }
    const outcome = recordedStacks ?? readSoFar.outcomeOf(target, 'stacks');
    yield covered(target, 'stacks', outcome ?? (target.problem && { problem: target.problem }));
  }
}

/** Ends every target of a source that is not read. */
async function* ended({ source, targets }: FindingSource, outcome: Outcome): AsyncGenerator<Reading> {
  for (const target of targets) yield covered(target, source, outcome);
}

/** Config's findings, its stacks and the regional sources are read in parallel. */
const maxParallelReaders = 6;

/**
 * A developer of a member account needs no permission in the organization, because the accounts can be listed
 * in the configuration.
 */
function memberProblem(error: unknown, caller: string): unknown {
  if (!(error instanceof CallFailed) || problemOf(error).code !== 'aws-access-denied') return error;
  return problem('aws-access-denied', { permission: permissionOf(error), caller }, { cause: error });
}

/**
 * Returns the account × regions that the configuration names. One that is not in the aggregator has a
 * problem.
 */
function narrowed(
  collected: readonly AggregatedRegion[],
  regions: readonly string[] | undefined,
  accounts: readonly string[],
): readonly AggregatedRegion[] {
  if (!regions) return collected;
  const known = new Map(collected.map((each) => [keyOfAccountRegion(each), each]));
  return accounts.flatMap((account) =>
    regions.map(
      (region) =>
        known.get(keyOfAccountRegion({ account, region })) ?? {
          account,
          region,
          problem: note('aggregator-without-region', {}),
        },
    ),
  );
}
