import type { Text } from '../base/text.ts';
import type { ComplianceCalls, FailingRule } from './compliance.ts';
import type { Select } from './config.ts';
import type { Observed } from './observed.ts';
import { nameOf, type Place } from './place.ts';
import { failingResources, recordedCompliance, recordedOfBoth } from './queries.ts';
import type { Reading } from './reading.ts';
import { observationsFrom, placeFrom, typeFrom } from './rows.ts';

/** The places (`nameOf`) where Config records compliance as resources: only there a query finds failures. */
export async function recordedPlaces(select: Select, accounts: readonly string[]): Promise<Set<string>> {
  const recorded = new Set<string>();
  for (const expression of recordedCompliance(accounts)) {
    for await (const rows of select(expression)) {
      for (const place of rows.flatMap((row) => placeFrom(row) ?? [])) recorded.add(nameOf(place));
    }
  }
  return recorded;
}

/** Whether an account records compliance, and stacks, in a region: the types that it does. */
export async function recordedTypes(select: Select): Promise<Set<string>> {
  const types = new Set<string>();
  for await (const rows of select(recordedOfBoth)) {
    for (const type of rows.flatMap((row) => typeFrom(row) ?? [])) types.add(type);
  }
  return types;
}

/** Why a place cannot count as read although its query was answered. */
export type Doubt = (place: Place) => Text | undefined;

/** What fails, by one query. A row that cannot be read leaves its place in doubt, or all where it names none. */
export async function* readFailing(
  select: Select,
  accounts: readonly string[] | undefined,
  observed: Observed,
): AsyncGenerator<Reading, Doubt> {
  const unreadable = new Map<string, number>();
  for (const expression of failingResources(accounts)) {
    for await (const rows of select(expression)) {
      const observations = rows.flatMap((row) => {
        const read = observationsFrom(row);
        if (read) return read;
        const place = placeFrom(row);
        const of = place ? nameOf(place) : unknownPlace;
        unreadable.set(of, (unreadable.get(of) ?? 0) + 1);
        return [];
      });
      observed.see(observations);
      if (observations.length > 0) yield { kind: 'observed', observations };
    }
  }
  return (place) => {
    const rows = (unreadable.get(nameOf(place)) ?? 0) + (unreadable.get(unknownPlace) ?? 0);
    return rows === 0 ? undefined : unreadableRows(rows);
  };
}

const unknownPlace = '';

function unreadableRows(rows: number): Text {
  return {
    en: `${rows} rows of AWS Config's answer had an unexpected shape: findings may be missing here.`,
    ja: `AWS Config の応答のうち ${rows} 行が想定外の形式です。ここの検出結果が欠けている可能性があります。`,
  };
}

/** What fails, rule by rule. Answers whether anything was found. */
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

/** Says which way the findings of these places were read. */
export function readByRuleNote(places: readonly Place[]): Reading {
  const accounts = [...new Set(places.map(({ account }) => account))].sort().join(', ');
  return {
    kind: 'note',
    text: {
      en: `Config does not record AWS::Config::ResourceCompliance in ${accounts}: findings there were read rule by rule, which takes more calls.`,
      ja: `${accounts} では Config が AWS::Config::ResourceCompliance を記録していないため、検出結果をルールごとに読み込みました (呼び出し回数が増えます)。`,
    },
  };
}
