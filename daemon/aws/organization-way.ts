import type { Text } from '../base/text.ts';
import { findAggregator, type Place, placesFrom, sourcesOf } from './aggregator.ts';
import type { Clients } from './clients.ts';
import { aggregateCompliance, type ComplianceCalls } from './compliance.ts';
import { selectAggregate } from './config.ts';
import { endsPass, lineOf, problemOf } from './errors.ts';
import type { GuardDutyApi } from './guardduty.ts';
import { callerAccount } from './identity.ts';
import { Observed } from './observed.ts';
import { accountsOfTeam } from './organizations.ts';
import {
  covered,
  nameOf,
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
import type { Reading, TeamAccount, TeamSettings } from './reading.ts';
import { sideBySide } from './side-by-side.ts';

/**
 * The organization's way in: one identity that may ask Organizations, a Config aggregator and GuardDuty's
 * delegated administrator reads every account of the team.
 *
 * Calls of a pass, for a team of A accounts in R regions with F failing resources, D GuardDuty findings and S
 * stacks, where the organization has N accounts: STS 1; Organizations about 5 (see `accountsOfTeam`); Config
 * 2 + N·R ÷ 100 + ⌈F ÷ 100⌉ + about F ÷ 60 + ⌈S ÷ 100⌉; GuardDuty R·2 + D ÷ 25. All of them are free: Config
 * charges for recorded items and evaluations, not for queries.
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

  const [members, { aggregator, sources }] = await Promise.all([
    accountsOfTeam(clients.organizations(region), team.team, signal),
    findAggregator(config, region, team.aggregator, signal).then(async (name) => ({
      aggregator: name,
      sources: await sourcesOf(config, name, signal),
    })),
  ]);
  yield { kind: 'accounts', accounts: members };

  const accounts = members.map(({ id }) => id);
  const places = placesFrom(sources, accounts, region);
  const select = selectAggregate(config, aggregator, signal);
  const compliance = aggregateCompliance(config, aggregator, signal);
  const observed = new Observed();
  const regions = [...new Set(places.map((place) => place.region))];
  let stacksProblem: Text | undefined;

  async function* findings(): AsyncGenerator<Reading> {
    try {
      const recorded = await recordedPlaces(select, accounts);
      if (recorded.size > 0) yield* readFailing(select, accounts, observed);
      const unrecorded = places.filter((place) => !recorded.has(nameOf(place)));
      const problems = yield* failuresWhereUnrecorded(compliance, unrecorded, observed);
      for (const place of places) {
        yield covered(place, 'config', problems.get(nameOf(place)) ?? place.problem);
      }
    } catch (error) {
      const problem = problemOf(error, { region });
      if (endsPass(problem)) throw problem;
      for (const place of places) yield covered(place, 'config', lineOf(problem));
    }
  }

  async function* stacks(): AsyncGenerator<Reading> {
    try {
      yield* readRecordedStacks(select, accounts, observed);
    } catch (error) {
      stacksProblem = lineOf(problemOf(error, { region }));
    }
  }

  yield* sideBySide(atOnce, [
    findings,
    stacks,
    ...regions.map(
      (inRegion) => () => readGuardDuty(clients.guardDuty(inRegion), inRegion, members, observed, scope),
    ),
  ]);
  yield* readDetails(select, observed, true, { region });
  yield* readRules(config, observed.rules, scope, { account: caller, region });
  for (const place of places) {
    // CloudFormation answers an account's own credentials only.
    const own = place.account === caller;
    const problem = own
      ? yield* readUnrecordedStacks(clients.cloudFormation(place.region), place, observed, signal)
      : undefined;
    yield covered(place, 'stacks', stacksProblem ?? problem ?? place.problem);
  }
}

/** Config's findings, its stacks and GuardDuty's regions that are read side by side. */
const atOnce = 6;

/** One region through its delegated administrator's detector. */
async function* readGuardDuty(
  client: GuardDutyApi,
  region: string,
  members: readonly TeamAccount[],
  observed: Observed,
  scope: Scope,
): AsyncGenerator<Reading> {
  const accounts = members.map(({ id }) => id);
  const problem = yield* readThreats(client, accounts, { region }, observed, scope);
  for (const account of accounts) yield covered({ account, region }, 'guardduty', problem);
}

/** Account by account, region by region: one that fails leaves the others. Answers the problems by place. */
async function* failuresWhereUnrecorded(
  compliance: ComplianceCalls,
  unrecorded: readonly Place[],
  observed: Observed,
): AsyncGenerator<Reading, ReadonlyMap<string, Text | undefined>> {
  const problems = new Map<string, Text>();
  const found: Place[] = [];
  for (const account of new Set(unrecorded.map((place) => place.account))) {
    const own = unrecorded.filter((place) => place.account === account);
    try {
      const failing = await compliance.failingRules(account);
      for (const place of own) {
        const here = failing.filter((rule) => rule.region === place.region);
        try {
          if (yield* readFailures(compliance, here, observed)) found.push(place);
        } catch (error) {
          problems.set(nameOf(place), lineOf(problemOf(error, place)));
        }
      }
    } catch (error) {
      for (const place of own) problems.set(nameOf(place), lineOf(problemOf(error, place)));
    }
  }
  if (found.length > 0) yield unrecordedNote(found);
  return problems;
}
