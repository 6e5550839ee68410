import { lineOf } from '../base/problem.ts';
import type { Text } from '../base/text.ts';
import { findAggregator, placesOf } from './aggregator.ts';
import type { Clients } from './clients.ts';
import { aggregateCompliance, type ComplianceCalls } from './compliance.ts';
import { selectAggregate } from './config.ts';
import { passingProblem, problemOf } from './errors.ts';
import { type Doubt, readFailing, readFailures, recordedPlaces } from './failing.ts';
import { callerAccount } from './identity.ts';
import { Observed } from './observed.ts';
import { accountsOfTeam } from './organizations.ts';
import {
  covered,
  readDetails,
  readRecordedStacks,
  readRules,
  readUnrecordedStacks,
  type Scope,
} from './parts.ts';
import { nameOf, type Place } from './place.ts';
import type { Reading, TeamSettings } from './reading.ts';
import { sideBySide } from './side-by-side.ts';
import { readTemplates } from './stack-templates.ts';
import { readThreats } from './threats.ts';

/**
 * The organization's way in: one identity that may ask Organizations, a Config aggregator and GuardDuty's
 * delegated administrator reads every account of the team.
 *
 * Calls of a pass, for a team of A accounts in R regions with F failing resources, D GuardDuty findings and S
 * stacks: STS 1; Organizations about 9 (see `accountsOfTeam`); Config 2 + ⌈A·R ÷ 500⌉ + ⌈F ÷ 100⌉ + about F ÷ 60
 * + ⌈S ÷ 100⌉, and what `placesOf` may add; GuardDuty R and up to R·2 for every 50 accounts, + D ÷ 25. AWS
 * charges for none of them: Config's prices are for recorded items and evaluations. Each is an event in CloudTrail.
 */
export async function* readOrganization(
  team: TeamSettings,
  clients: Clients,
  scope: Scope,
): AsyncGenerator<Reading> {
  const { signal } = scope;
  const region = await clients.region();
  // Before anything else, so that bad credentials are not taken for a missing team.
  const caller = await callerAccount(clients, region, signal);
  const config = clients.config(region);

  const [members, aggregator] = await Promise.all([
    accountsOfTeam(clients.organizations(region), team.team, signal),
    findAggregator(config, region, team.aggregator, signal),
  ]);
  yield { kind: 'accounts', accounts: members };

  const accounts = members.map(({ id }) => id);
  const select = selectAggregate(config, aggregator.name, signal);
  const compliance = aggregateCompliance(config, aggregator.name, signal);
  const observed = new Observed();

  let unqueried: Text | undefined;
  const recorded = await recordedPlaces(select, accounts).catch((error: unknown) => {
    unqueried = passingProblem(error, { region });
    return new Set<string>();
  });
  const places = await placesOf(config, aggregator, accounts, { home: region, collected: recorded }, signal);
  const regions = [...new Set(places.map((place) => place.region))];

  async function* failures(): AsyncGenerator<Reading, Doubt> {
    const doubt = recorded.size > 0 ? yield* readFailing(select, accounts, observed) : () => undefined;
    const unrecorded = places.filter((place) => !recorded.has(nameOf(place)));
    const problems = yield* failuresWhereUnrecorded(compliance, unrecorded, observed, scope);
    return (place) => problems.get(nameOf(place)) ?? doubt(place);
  }

  async function* findings(): AsyncGenerator<Reading> {
    let doubt: Doubt = () => unqueried;
    try {
      if (unqueried === undefined) doubt = yield* failures();
    } catch (error) {
      const problem = passingProblem(error, { region });
      doubt = () => problem;
    }
    for (const place of places) yield covered(place, 'config', doubt(place) ?? place.problem);
  }

  let stacksProblem: Text | undefined;
  async function* stacks(): AsyncGenerator<Reading> {
    try {
      yield* readRecordedStacks(select, accounts, observed);
    } catch (error) {
      stacksProblem = lineOf(problemOf(error, { region }));
    }
  }

  async function* threats(inRegion: string): AsyncGenerator<Reading> {
    const client = clients.guardDuty(inRegion);
    const unread = yield* readThreats(client, caller, accounts, { region: inRegion }, observed, scope);
    for (const account of accounts) {
      yield covered({ account, region: inRegion }, 'guardduty', unread.get(account));
    }
  }

  yield* sideBySide(atOnce, [findings, stacks, ...regions.map((inRegion) => () => threats(inRegion))]);
  yield* readDetails(select, observed, observed.wanted(), { byAccount: true, who: { region } });
  yield* readRules(config, observed.rules(), scope, { account: caller, region });
  for (const place of places) {
    // CloudFormation answers an account's own credentials only.
    const own = place.account === caller;
    const problem = own
      ? yield* readUnrecordedStacks(clients.cloudFormation(place.region), place, observed, signal)
      : undefined;
    if (own) yield* readTemplates(clients.cloudFormation(place.region), place, observed, scope);
    yield covered(place, 'stacks', stacksProblem ?? problem ?? place.problem);
  }
}

/** Config's findings, its stacks and GuardDuty's regions that are read side by side. */
const atOnce = 6;

/** Account by account, region by region: one that fails leaves the others. Answers the problems by place. */
async function* failuresWhereUnrecorded(
  compliance: ComplianceCalls,
  unrecorded: readonly Place[],
  observed: Observed,
  { readByRule }: Scope,
): AsyncGenerator<Reading, ReadonlyMap<string, Text>> {
  const problems = new Map<string, Text>();
  for (const [account, places] of Map.groupBy(unrecorded, (place) => place.account)) {
    try {
      const failing = Map.groupBy(await compliance.failingRules(account), nameOf);
      for (const place of places) {
        try {
          const here = failing.get(nameOf(place)) ?? [];
          if (yield* readFailures(compliance, here, observed)) readByRule.push(place);
        } catch (error) {
          problems.set(nameOf(place), lineOf(problemOf(error, place)));
        }
      }
    } catch (error) {
      for (const place of places) problems.set(nameOf(place), lineOf(problemOf(error, place)));
    }
  }
  return problems;
}
