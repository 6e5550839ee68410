import { type AccountRegion, keyOfAccountRegion } from '../../../domain/accounts/account-region.ts';
import type { Observation } from '../../../domain/findings/finding.ts';
import { covered, type Outcome } from '../../../domain/findings/reading.ts';
import { note } from '../../../domain/problems/note.ts';
import { outcomeOf } from '../connection/outcome.ts';
import { chunksOf } from '../connection/pages.ts';
import type { FindingReading } from '../finding-source.ts';
import type { Select } from './client.ts';
import type { ComplianceCalls, FailingRule } from './compliance.ts';
import { failingResources } from './queries.ts';
import { accountRegionFrom, observationsFrom } from './rows.ts';
import { UnreadRows } from './unread.ts';

export interface FailingInput {
  /** The account × regions that are read. Rows about others are left out. */
  readonly targets: readonly AccountRegion[];
  /** The query for failing resources. Absent if Config does not record compliance in any of them. */
  readonly query?: { readonly select: Select; readonly accounts?: readonly string[] };
  /** Returns whether the query covers the failures of a target. */
  readonly isQueried: (target: AccountRegion) => boolean;
  readonly compliance: ComplianceCalls;
  /** Returns how every target ends if the query fails, or throws. */
  readonly outcomeOfFailure: (error: unknown) => Outcome;
}

/**
 * Yields failing resources, and ends each target. Two results of Config must agree: one query for the
 * resources, and the count of each rule. If they differ, the rule is asked for its resources. So neither an
 * old item (of a type that is no longer recorded) nor a row that is missing or unreadable makes a finding
 * look fixed. If the difference cannot be resolved, the target has a problem.
 */
export async function* readFailing(input: FailingInput): AsyncGenerator<FindingReading> {
  const { targets, query, isQueried, compliance, outcomeOfFailure } = input;
  const unread = new UnreadRows();
  const outcomes = new Map<string, Outcome>();
  const keys = new Set(targets.map(keyOfAccountRegion));

  const queried = new Observations();
  if (query) {
    try {
      for (const expression of failingResources(query.accounts)) {
        for await (const rows of query.select(expression)) {
          for (const row of rows) {
            const observations = observationsFrom(row);
            if (!observations) unread.add(accountRegionFrom(row));
            for (const each of observations ?? []) if (keys.has(keyOfAccountRegion(each))) queried.add(each);
          }
        }
      }
    } catch (error) {
      yield* inChunks(queried.all());
      const outcome = outcomeOfFailure(error);
      for (const target of targets) yield covered(target, 'config', outcome);
      return;
    }
  }

  const failing = new Map<string, Map<string, FailingRule>>();
  async function listFailingRules(accounts: readonly string[]): Promise<void> {
    try {
      for await (const page of compliance.failingRules(accounts)) {
        for (const accountRegion of page.unread) unread.add(accountRegion);
        for (const rule of page.rules) {
          const rules = failing.get(keyOfAccountRegion(rule)) ?? new Map<string, FailingRule>();
          failing.set(keyOfAccountRegion(rule), rules.set(rule.rule, rule));
        }
      }
    } catch (error) {
      const outcome = outcomeOf(error);
      for (const target of targets)
        if (accounts.includes(target.account)) outcomes.set(keyOfAccountRegion(target), outcome);
    }
  }
  const accounts = [...new Set(targets.map(({ account }) => account))];
  const lists = accounts.length > maxSingleAccounts ? [accounts] : accounts.map((account) => [account]);
  for (const some of chunksOf(lists, maxParallelCalls)) await Promise.all(some.map(listFailingRules));

  for (const target of targets) {
    const key = keyOfAccountRegion(target);
    if (outcomes.has(key)) {
      yield* inChunks(queried.all(key));
      continue;
    }
    const rules = failing.get(key) ?? new Map<string, FailingRule>();
    const settled: Observation[] = [];
    let isReadByRule = false;
    for (const rule of new Set([...rules.keys(), ...queried.rulesIn(key)])) {
      const byQuery = queried.of(key, rule);
      const counted = rules.get(rule);
      if (counted && agrees(counted, byQuery.length) && byQuery.length > 0) {
        settled.push(...byQuery);
        continue;
      }
      try {
        const named = new Observations();
        let unreadRows = 0;
        for await (const page of compliance.failures({ ...target, rule })) {
          unreadRows += page.unread;
          for (const each of page.observations) named.add(each);
        }
        const byRule = named.of(key, rule);
        const isSettled =
          unreadRows === 0 &&
          (agrees(counted, byRule.length) || (byRule.length > 0 && byRule.length === byQuery.length));
        if (!isSettled) unread.add(target);
        settled.push(...byRule, ...(isSettled ? [] : byQuery));
        if (byRule.length > 0 && !isQueried(target)) isReadByRule = true;
      } catch (error) {
        settled.push(...byQuery);
        outcomes.set(key, outcomeOf(error));
      }
    }
    yield* inChunks(settled);
    if (isReadByRule)
      yield { kind: 'note', note: note('config-read-by-rule', { accounts: [target.account] }) };
  }
  for (const target of targets) {
    const problem = unread.problemOf(target);
    yield covered(target, 'config', outcomes.get(keyOfAccountRegion(target)) ?? (problem && { problem }));
  }
}

const maxObservations = 100;
/**
 * More accounts than this are not queried one by one, because querying the whole organization takes fewer
 * calls.
 */
const maxSingleAccounts = 25;
const maxParallelCalls = 4;

function* inChunks(observations: readonly Observation[]): Generator<FindingReading> {
  for (const some of chunksOf(observations, maxObservations)) yield { kind: 'observed', observations: some };
}

/**
 * Returns whether a rule fails on as many resources as AWS counted. A rule that AWS does not list fails on no
 * resource.
 */
function agrees(counted: FailingRule | undefined, resources: number): boolean {
  if (!counted) return resources === 0;
  if (!counted.resources) return resources > 0;
  const { atLeast, isExact } = counted.resources;
  return isExact ? resources === atLeast : resources >= atLeast;
}

/** Observations by account × region (`keyOfAccountRegion`) and rule, each resource once. */
class Observations {
  readonly #byKey = new Map<string, Map<string, Map<string, Observation>>>();

  add(observation: Observation): void {
    const { rule, resource } = observation;
    const key = keyOfAccountRegion(observation);
    const rules = this.#byKey.get(key) ?? new Map<string, Map<string, Observation>>();
    this.#byKey.set(key, rules);
    const resources = rules.get(rule) ?? new Map<string, Observation>();
    rules.set(rule, resources.set(`${resource.type} ${resource.id}`, observation));
  }

  rulesIn(key: string): Iterable<string> {
    return this.#byKey.get(key)?.keys() ?? [];
  }

  of(key: string, rule: string): Observation[] {
    return [...(this.#byKey.get(key)?.get(rule)?.values() ?? [])];
  }

  /** Returns the observations of one account × region, or all. */
  all(key?: string): Observation[] {
    const keys = key === undefined ? [...this.#byKey.keys()] : [key];
    return keys.flatMap((each) => [...this.rulesIn(each)].flatMap((rule) => this.of(each, rule)));
  }
}
