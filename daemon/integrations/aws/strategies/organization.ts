import type { Text } from '../../../base/text.ts';
import { type AccountRegion, keyOfAccountRegion } from '../../../domain/accounts/account-region.ts';
import type { TeamSettings } from '../../../domain/accounts/team.ts';
import type { Outcome, Reading } from '../../../domain/findings/reading.ts';
import { Problem } from '../../../domain/problems/problem.ts';
import { readTemplates } from '../cloudformation/templates.ts';
import { type AggregatedPlace, findAggregator, placesOf } from '../config/aggregator.ts';
import { selectAggregate } from '../config/client.ts';
import { aggregateCompliance } from '../config/compliance.ts';
import { readFailing, recordedPlaces } from '../config/reader.ts';
import type { Clients } from '../connection/clients.ts';
import { CallFailed, passingProblem, problemOf } from '../connection/errors.ts';
import { readThreats } from '../guardduty/reader.ts';
import { accountsOfTeam } from '../organizations/reader.ts';
import { callerAccount } from '../sts/caller.ts';
import { outcomeOf } from './left-out.ts';
import { Observed } from './observed.ts';
import {
  covered,
  readDetails,
  readRecordedStacks,
  readRules,
  readUnrecordedStacks,
  type Scope,
} from './shared-parts.ts';
import { sideBySide } from './side-by-side.ts';

/**
 * The organization's way in: one identity that may ask Organizations, a Config aggregator and GuardDuty's
 * delegated administrator reads every account of the team.
 *
 * Calls of a pass, for a team of A accounts in R regions with F failing resources, D GuardDuty findings and S
 * stacks: STS 1; Organizations about 9 (see `accountsOfTeam`); Config 2 + A (at most 25) + ⌈A·R ÷ 500⌉ + ⌈F ÷ 100⌉ + about F ÷ 60
 * + ⌈S ÷ 100⌉, and what `placesOf` may add; GuardDuty R·2 and R·2 for every 50 accounts, + D ÷ 25. AWS
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

  const ofMember = (error: unknown): never => {
    throw memberProblem(error, caller);
  };
  const [members, aggregator] = await Promise.all([
    accountsOfTeam(clients.organizations(region), team.team, signal),
    findAggregator(config, region, team.aggregator, signal),
  ]).catch(ofMember);
  yield { kind: 'accounts', accounts: members };
  if (aggregator.doubt) yield { kind: 'note', note: aggregator.doubt };

  const accounts = members.map(({ id }) => id);
  const select = selectAggregate(config, aggregator.name, signal);
  const observed = new Observed();

  let unqueried: Outcome | undefined;
  const recorded = await recordedPlaces(select, accounts).catch((error: unknown) => {
    unqueried = { problem: passingProblem(memberProblem(error, caller)) };
    return new Set<string>();
  });
  const known = { home: region, collected: recorded };
  const places = narrowed(
    await placesOf(config, aggregator, accounts, known, signal),
    team.regions,
    accounts,
  );
  const regions = [...new Set(places.map((place) => place.region))];

  async function* findings(): AsyncGenerator<Reading> {
    let outcomeIn: (place: AccountRegion) => Outcome = () => unqueried ?? {};
    try {
      if (!unqueried) {
        const read = yield* readFailing(
          {
            places,
            isQueried: (place) => recorded.has(keyOfAccountRegion(place)),
            ...(recorded.size > 0 && { query: { select, accounts } }),
            compliance: aggregateCompliance(config, aggregator.name, signal),
          },
          observed,
        );
        scope.readByRule.push(...read.byRule);
        outcomeIn = read.outcomeOf;
      }
    } catch (error) {
      const problem = passingProblem(error);
      outcomeIn = () => ({ problem });
    }
    for (const place of places) {
      const { problem } = place;
      yield covered(place, 'config', { ...(problem && { problem }), ...outcomeIn(place) });
    }
  }

  let stacksFailure: Outcome | undefined;
  async function* stacks(): AsyncGenerator<Reading> {
    try {
      yield* readRecordedStacks(select, accounts, observed);
    } catch (error) {
      stacksFailure = outcomeOf(error);
    }
  }

  async function* threats(inRegion: string): AsyncGenerator<Reading> {
    const client = clients.guardDuty(inRegion);
    const where = { accounts, region: inRegion };
    const outcomes = yield* readThreats(client, caller, where, observed, { signal });
    for (const account of accounts) {
      yield covered({ account, region: inRegion }, 'guardduty', outcomes.get(account) ?? {});
    }
  }

  yield* sideBySide(atOnce, [findings, stacks, ...regions.map((inRegion) => () => threats(inRegion))]);
  yield* readDetails(select, observed, observed.wanted(), { byAccount: true, who: { region } });
  yield* readRules(config, observed.rules(), scope, { account: caller, region });
  for (const place of places) {
    // CloudFormation answers an account's own credentials only.
    const own = place.account === caller;
    const { problem } = place;
    const outcome = own
      ? yield* readUnrecordedStacks(clients.cloudFormation(place.region), place, observed, signal)
      : {};
    if (own) yield* readTemplates(clients.cloudFormation(place.region), place, observed, scope);
    yield covered(place, 'stacks', { ...(problem && { problem }), ...outcome, ...stacksFailure });
  }
}

/** Config's findings, its stacks and GuardDuty's regions that are read side by side. */
const atOnce = 6;

/** A developer of a member account needs no permission in the organization: the accounts can be listed. */
function memberProblem(error: unknown, caller: string): unknown {
  if (!(error instanceof CallFailed)) return error;
  const problem = problemOf(error);
  if (problem.code !== 'aws-access-denied') return error;
  const example = `accounts: [{id: '${caller}'}]`;
  return new Problem(
    problem.code,
    problem.what,
    {
      en: `The account of these credentials (${caller}) may not read the organization. List the team's accounts in Guardrail's config.yaml instead, others with their \`profile\` or \`role\`: ${example}`,
      ja: `この認証情報のアカウント (${caller}) では組織を読み込めません。代わりに Guardrail の config.yaml にチームのアカウントを列挙してください（ほかのアカウントには \`profile\` または \`role\` を指定）: ${example}`,
    },
    error,
  );
}

/** The places in the regions that the configuration names; one that the aggregator does not have is a gap. */
function narrowed(
  places: readonly AggregatedPlace[],
  regions: readonly string[] | undefined,
  accounts: readonly string[],
): readonly AggregatedPlace[] {
  if (!regions) return places;
  const known = new Map(places.map((place) => [keyOfAccountRegion(place), place]));
  return accounts.flatMap((account) =>
    regions.map(
      (region) =>
        known.get(keyOfAccountRegion({ account, region })) ?? { account, region, problem: notCollected },
    ),
  );
}

const notCollected: Text = {
  en: "The Config aggregator does not collect from this region. Add the region to the aggregator, or take it out of the configuration's `regions`.",
  ja: 'Config アグリゲーターはこのリージョンからデータを収集していません。アグリゲーターにリージョンを追加するか、設定の `regions` から外してください。',
};
