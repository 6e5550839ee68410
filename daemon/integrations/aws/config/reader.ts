import { type AccountRegion, keyOfAccountRegion } from '../../../domain/accounts/account-region.ts';
import type { Observation } from '../../../domain/findings/finding.ts';
import type { Outcome, Reading } from '../../../domain/findings/reading.ts';
import { chunksOf } from '../connection/pages.ts';
import { outcomeOf } from '../strategies/left-out.ts';
import type { Observed } from '../strategies/observed.ts';
import type { Select } from './client.ts';
import type { ComplianceCalls, FailingRule } from './compliance.ts';
import { failingResources, recordedCompliance } from './queries.ts';
import { observationsFrom, placeFrom } from './rows.ts';
import { Unread } from './unread.ts';

/** The places (`keyOfAccountRegion`) where Config records compliance as resources: only there a query finds failures. */
export async function recordedPlaces(select: Select, accounts: readonly string[]): Promise<Set<string>> {
  const recorded = new Set<string>();
  for (const expression of recordedCompliance(accounts)) {
    for await (const rows of select(expression)) {
      for (const place of rows.flatMap((row) => placeFrom(row) ?? []))
        recorded.add(keyOfAccountRegion(place));
    }
  }
  return recorded;
}

export interface FailingInput {
  /** What is read; rows about other places are left out. */
  readonly places: readonly AccountRegion[];
  /** The query for what fails, where Config records compliance. Absent: nowhere. */
  readonly query?: { readonly select: Select; readonly accounts?: readonly string[] };
  /** Whether the query sees what fails in a place. */
  isQueried(place: AccountRegion): boolean;
  readonly compliance: ComplianceCalls;
}

/** Where something fails that only the rules themselves told, and why places do not count as read. */
export interface FailingResult {
  readonly byRule: readonly AccountRegion[];
  outcomeOf(place: AccountRegion): Outcome;
}

/**
 * What fails, by two answers of Config that must agree: one query for the resources, and what each rule counts. A rule
 * for which they differ is asked for its resources. So neither old items (of a type that is not recorded any more) nor a
 * row that is missing or cannot be read makes a finding look fixed: where nothing settles it, the place is in doubt.
 *
 * @throws whatever the query throws, after what it had found was yielded.
 */
export async function* readFailing(
  { places, query, isQueried, compliance }: FailingInput,
  observed: Observed,
): AsyncGenerator<Reading, FailingResult> {
  const unread = new Unread();
  const outcomes = new Map<string, Outcome>();
  const byRule: AccountRegion[] = [];
  const wanted = new Map(places.map((place) => [keyOfAccountRegion(place), place]));

  function* report(observations: readonly Observation[]): Generator<Reading> {
    for (const some of chunksOf(observations, mostOfAReading)) {
      observed.see(some);
      yield { kind: 'observed', observations: some };
    }
  }

  const seen = new Findings();
  if (query) {
    try {
      for (const expression of failingResources(query.accounts)) {
        for await (const rows of query.select(expression)) {
          for (const row of rows) {
            const observations = observationsFrom(row);
            if (!observations) unread.add(placeFrom(row));
            for (const each of observations ?? []) if (wanted.has(keyOfAccountRegion(each))) seen.add(each);
          }
        }
      }
    } catch (error) {
      yield* report(seen.all());
      throw error;
    }
  }

  const failing = new Map<string, Map<string, FailingRule>>();
  async function list(accounts: readonly string[]): Promise<void> {
    try {
      for await (const page of compliance.failingRules(accounts)) {
        for (const place of page.unread) unread.add(place);
        for (const rule of page.rules) {
          const ofPlace = failing.get(keyOfAccountRegion(rule)) ?? new Map<string, FailingRule>();
          failing.set(keyOfAccountRegion(rule), ofPlace.set(rule.rule, rule));
        }
      }
    } catch (error) {
      const outcome = outcomeOf(error);
      const isOfThem = ({ account }: AccountRegion) => accounts.includes(account);
      for (const place of places.filter(isOfThem)) outcomes.set(keyOfAccountRegion(place), outcome);
    }
  }
  const accounts = [...new Set(places.map(({ account }) => account))];
  const lists = accounts.length > mostSingleAccounts ? [accounts] : accounts.map((account) => [account]);
  for (const some of chunksOf(lists, listsAtOnce)) await Promise.all(some.map(list));

  for (const [name, place] of wanted) {
    const rules = failing.get(name) ?? new Map<string, FailingRule>();
    const settled: Observation[] = [];
    if (outcomes.has(name)) {
      yield* report(seen.all(name));
      continue;
    }
    for (const rule of new Set([...rules.keys(), ...seen.rulesIn(name)])) {
      const queried = seen.of(name, rule);
      const counted = rules.get(rule);
      if (counted && agrees(counted, queried.length) && queried.length > 0) {
        settled.push(...queried);
        continue;
      }
      try {
        const own = new Findings();
        let missing = 0;
        for await (const page of compliance.failures({ ...place, rule })) {
          missing += page.unread;
          for (const each of page.observations) own.add(each);
        }
        const told = own.of(name, rule);
        const isSure =
          missing === 0 &&
          (agrees(counted, told.length) || (told.length > 0 && told.length === queried.length));
        if (!isSure) unread.add(place);
        settled.push(...told, ...(isSure ? [] : queried));
        if (told.length > 0 && !isQueried(place)) byRule.push(place);
      } catch (error) {
        settled.push(...queried);
        outcomes.set(name, outcomeOf(error));
      }
    }
    yield* report(settled);
  }
  return {
    byRule,
    outcomeOf: (place) => {
      const problem = unread.problemOf(place);
      return outcomes.get(keyOfAccountRegion(place)) ?? (problem ? { problem } : {});
    },
  };
}

const mostOfAReading = 100;
/** More accounts than this are not asked for one by one: the whole organization takes fewer calls. */
const mostSingleAccounts = 25;
const listsAtOnce = 4;

/** Whether a rule that fails on so many resources is what AWS counted; a rule that it does not list fails on none. */
function agrees(counted: FailingRule | undefined, resources: number): boolean {
  if (!counted) return resources === 0;
  if (!counted.resources) return resources > 0;
  const { atLeast, isExact } = counted.resources;
  return isExact ? resources === atLeast : resources >= atLeast;
}

/** Observations by place and rule, each resource once. */
class Findings {
  readonly #byPlace = new Map<string, Map<string, Map<string, Observation>>>();

  add(observation: Observation): void {
    const { rule, resource } = observation;
    const name = keyOfAccountRegion(observation);
    const rules = this.#byPlace.get(name) ?? new Map<string, Map<string, Observation>>();
    this.#byPlace.set(name, rules);
    const resources = rules.get(rule) ?? new Map<string, Observation>();
    rules.set(rule, resources.set(`${resource.type} ${resource.id}`, observation));
  }

  rulesIn(place: string): Iterable<string> {
    return this.#byPlace.get(place)?.keys() ?? [];
  }

  of(place: string, rule: string): Observation[] {
    return [...(this.#byPlace.get(place)?.get(rule)?.values() ?? [])];
  }

  /** Of one place, or of all. */
  all(place?: string): Observation[] {
    const places = place === undefined ? [...this.#byPlace.keys()] : [place];
    return places.flatMap((name) => [...this.rulesIn(name)].flatMap((rule) => this.of(name, rule)));
  }
}

/** Says which way the findings of these places were read. */
export function readByRuleNote(places: readonly AccountRegion[]): Reading {
  const accounts = [...new Set(places.map(({ account }) => account))].sort().join(', ');
  return {
    kind: 'note',
    note: {
      en: `Config does not record AWS::Config::ResourceCompliance in ${accounts}: findings there were read rule by rule, which takes more calls.`,
      ja: `${accounts} では Config が AWS::Config::ResourceCompliance を記録していないため、検出結果をルールごとに読み込みました (呼び出し回数が増えます)。`,
    },
  };
}
