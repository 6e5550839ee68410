import type { Text } from '../base/text.ts';
import { identifierOf } from '../rules/catalogue.ts';
import { type CloudFormationApi, stackOf } from './cloudformation.ts';
import type { ComplianceCalls, FailingRule } from './compliance.ts';
import type { ConfigApi, Select } from './config.ts';
import { lineOf, problemOf, type Who } from './errors.ts';
import { currentFindings, findDetector, type GuardDutyApi } from './guardduty.ts';
import type { Observed } from './observed.ts';
import { failingResources, recordedCompliance, recordedStacks, resourceDetails } from './queries.ts';
import type { Reading } from './reading.ts';
import { detailFrom, observationsFrom, placeFrom, stackResourcesFrom } from './rows.ts';
import { askIdentifiers } from './rule-identifiers.ts';

/** The parts of a pass that both ways in share. Each yields what it learns as pages arrive. */

/** What a pass carries everywhere. */
export interface Scope {
  readonly signal: AbortSignal;
  /** Rules that need not be asked for; grows as this pass asks. */
  readonly knownRules: Map<string, string | undefined>;
  /** Where GuardDuty turned out to be off. */
  readonly withoutDetector: string[];
}

export interface AccountRegion {
  readonly account: string;
  readonly region: string;
}

export function nameOf({ account, region }: AccountRegion): string {
  return `${account} ${region}`;
}

/** The places (`nameOf`) where Config records compliance as resources: only there a query finds failures. */
export async function recordedPlaces(
  select: Select,
  accounts: readonly string[] | undefined,
): Promise<Set<string>> {
  const recorded = new Set<string>();
  for (const expression of recordedCompliance(accounts)) {
    for await (const rows of select(expression)) {
      for (const place of rows.flatMap((row) => placeFrom(row) ?? [])) recorded.add(nameOf(place));
    }
  }
  return recorded;
}

export async function* readFailing(
  select: Select,
  accounts: readonly string[] | undefined,
  observed: Observed,
): AsyncGenerator<Reading> {
  let unreadable = 0;
  for (const expression of failingResources(accounts)) {
    for await (const rows of select(expression)) {
      const read = rows.map(observationsFrom);
      unreadable += read.filter((row) => row === undefined).length;
      const observations = read.flatMap((row) => row ?? []);
      observed.see(observations);
      if (observations.length > 0) yield { kind: 'observed', observations };
    }
  }
  if (unreadable > 0) {
    yield {
      kind: 'note',
      text: {
        en: `${unreadable} rows of AWS Config's answer had an unexpected shape and were left out.`,
        ja: `AWS Config の応答のうち ${unreadable} 行は想定外の形式のため除外しました。`,
      },
    };
  }
}

/** Answers whether anything was found. */
export async function* readFailures(
  calls: ComplianceCalls,
  rules: readonly FailingRule[],
  observed: Observed,
): AsyncGenerator<Reading, boolean> {
  let found = false;
  for (const rule of rules) {
    for await (const observations of calls.failures(rule)) {
      if (observations.length === 0) continue;
      found = true;
      observed.see(observations);
      yield { kind: 'observed', observations };
    }
  }
  return found;
}

/** Names, ARNs and tags of what was observed. A failure leaves findings bare, and is noted. */
export async function* readDetails(
  select: Select,
  observed: Observed,
  byAccount: boolean,
  who: Who,
): AsyncGenerator<Reading> {
  try {
    for (const expression of resourceDetails(observed.wanted(), byAccount)) {
      for await (const rows of select(expression)) {
        // Types and ids stand in two lists of the query: their product may name others' resources too.
        const resources = rows
          .flatMap((row) => detailFrom(row) ?? [])
          .filter((row) => observed.isWanted(row));
        observed.describe(resources);
        if (resources.length > 0) yield { kind: 'resources', resources };
      }
    }
  } catch (error) {
    yield { kind: 'note', text: lineOf(problemOf(error, who)) };
  }
}

export async function* readRecordedStacks(
  select: Select,
  accounts: readonly string[] | undefined,
  observed: Observed,
): AsyncGenerator<Reading> {
  for (const expression of recordedStacks(accounts)) {
    for await (const rows of select(expression)) {
      const resources = rows.flatMap((row) => stackResourcesFrom(row) ?? []);
      observed.explain(resources);
      if (resources.length > 0) yield { kind: 'stacks', resources };
    }
  }
}

/** Asks CloudFormation itself for what tags and recorded stacks leave open in one region. Answers what failed. */
export async function* readUnrecordedStacks(
  client: CloudFormationApi,
  place: AccountRegion,
  observed: Observed,
  signal: AbortSignal,
): AsyncGenerator<Reading, Text | undefined> {
  try {
    for (const { region, physicalId } of observed.unexplained(place.account)) {
      // A stack found for one resource may have explained the next.
      if (region !== place.region || observed.isExplained(place.account, physicalId)) continue;
      const resources = await stackOf(client, place, physicalId, signal);
      observed.explain(resources);
      if (resources.length > 0) yield { kind: 'stacks', resources };
    }
    return undefined;
  } catch (error) {
    return lineOf(problemOf(error, place));
  }
}

/**
 * GuardDuty's current findings of these accounts in one region, from its detector. Answers what failed. A
 * region without a detector has nothing to show: the pass notes it once.
 */
export async function* readThreats(
  client: GuardDutyApi,
  accounts: readonly string[],
  who: Who & { readonly region: string },
  observed: Observed,
  { signal, withoutDetector }: Scope,
): AsyncGenerator<Reading, Text | undefined> {
  try {
    const detector = await findDetector(client, signal);
    if (detector === undefined) {
      withoutDetector.push(who.account === undefined ? who.region : `${who.account} ${who.region}`);
      return undefined;
    }
    for await (const observations of currentFindings(client, detector, accounts, signal)) {
      observed.see(observations);
      if (observations.length > 0) yield { kind: 'observed', observations };
    }
    return undefined;
  } catch (error) {
    return lineOf(problemOf(error, who));
  }
}

export function detectorNote(places: readonly string[]): Reading {
  const list = places.toSorted().join(', ');
  return {
    kind: 'note',
    text: { en: `GuardDuty is not on in: ${list}.`, ja: `GuardDuty が有効になっていない場所: ${list}` },
  };
}

/** Says which way the findings of these places were read. */
export function unrecordedNote(places: readonly AccountRegion[]): Reading {
  const accounts = [...new Set(places.map(({ account }) => account))].join(', ');
  return {
    kind: 'note',
    text: {
      en: `Config does not record AWS::Config::ResourceCompliance in ${accounts}: findings there were read rule by rule, which takes more calls.`,
      ja: `${accounts} では Config が AWS::Config::ResourceCompliance を記録していないため、検出結果をルールごとに読み込みました (呼び出し回数が増えます)。`,
    },
  };
}

export function covered(
  { account, region }: AccountRegion,
  source: 'config' | 'guardduty' | 'stacks',
  problem: Text | undefined,
): Reading {
  return { kind: 'covered', account, region, source, ...(problem && { problem }) };
}

/** Managed rules behind names that neither the catalogue nor the store knows. Failing to ask is noted. */
export async function* readRules(
  client: ConfigApi,
  names: ReadonlySet<string>,
  { knownRules, signal }: Scope,
  who: Who,
): AsyncGenerator<Reading> {
  const unknown = [...names].filter((name) => !knownRules.has(name) && identifierOf(name) === undefined);
  if (unknown.length === 0) return;
  // Places are read side by side: the first to see a name asks for all.
  for (const name of unknown) knownRules.set(name, undefined);
  try {
    const identifiers = await askIdentifiers(client, unknown, signal);
    yield { kind: 'rules', identifiers };
  } catch (error) {
    yield { kind: 'note', text: lineOf(problemOf(error, who)) };
  }
}
