import {
  type AwsInUse,
  type AwsProfile,
  getAwsInUse,
  listProfiles,
  listRegions,
  listTeams,
  maxProfiles,
  readProfileAccounts,
  type TeamUnits,
} from '#protocol/aws.ts';
import { atMost } from '../../base/at-most.ts';
import { printable } from '../../base/printable.ts';
import type { Locale } from '../../base/text.ts';
import { knownRegions } from '../../domain/accounts/known-regions.ts';
import { type Note, noteOf } from '../../domain/problems/note.ts';
import { Problem } from '../../domain/problems/problem.ts';
import type { Notify } from '../listen/connection.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import { sayNote, textsOf } from '../texts/say.ts';

/** The time limit for a list. The organization's is read for `unitsTimeoutMs`, and then shown as far as it was read. */
const listTimeoutMs = 45_000;
const unitsTimeoutMs = 60_000;
const parallelProfileCalls = 6;
const aggregatorsTimeoutMs = 10_000;

export interface AwsChoices {
  inUse(): AwsInUse;
  profiles(): Promise<readonly AwsProfile[]>;
  units(options: {
    readonly signal: AbortSignal;
    /** Ends the reading: what was read by then is the result. */
    readonly enough: AbortSignal;
    readonly onFound: (units: number) => void;
  }): Promise<TeamUnits>;
  regions(
    signal: AbortSignal,
  ): Promise<{ readonly regions: readonly string[]; readonly regionsUnknown?: Note }>;
  /** Resolves to the Config aggregator of each of these regions that has one, as far as they were asked. */
  aggregators(
    regions: readonly string[],
    options: { readonly signal: AbortSignal; readonly enough: AbortSignal },
  ): Promise<ReadonlyMap<string, string>>;
  accountOf(profile: string, signal: AbortSignal): Promise<string>;
}

export interface AwsChoicesInput {
  readonly choices: AwsChoices;
  readonly locale: () => Locale;
  readonly notify: Notify;
  readonly closed: AbortSignal;
}

/** Handles requests for the values of AWS in use and for the lists that a user chooses them from. Stores nothing. */
export function answerAwsChoices(
  dispatch: Dispatch,
  { choices, locale, notify, closed }: AwsChoicesInput,
): void {
  const bounded = (signal: AbortSignal) =>
    AbortSignal.any([signal, closed, AbortSignal.timeout(listTimeoutMs)]);
  dispatch.request(getAwsInUse, choices.inUse);
  dispatch.request(listProfiles, async () => ({ profiles: await choices.profiles() }));
  dispatch.request(listTeams, async ({ workDoneToken: token }, signal) => {
    const report = (value: object) => {
      if (token !== undefined) notify('$/progress', { token, value });
    };
    report({ kind: 'begin', title: 'Guardrail', cancellable: true });
    try {
      const { units, more } = await choices.units({
        signal: AbortSignal.any([signal, closed]),
        enough: AbortSignal.timeout(unitsTimeoutMs),
        onFound: (found) =>
          report({ kind: 'report', message: textsOf(locale()).awsChoices.unitsFound(found) }),
      });
      const plain = units.map((unit) => ({
        ...unit,
        name: printable(unit.name),
        above: unit.above.map(printable),
      }));
      return { units: plain, more };
    } finally {
      report({ kind: 'end' });
    }
  });
  dispatch.request(listRegions, async (_, signal) => {
    const places: Readonly<Record<string, string>> = textsOf(locale()).awsChoices.places;
    const { regions, unknown } = await regionsOf(choices, bounded(signal), locale());
    const aggregators = await aggregatorsIn(choices, regions, AbortSignal.any([signal, closed]));
    const named = (region: string) => {
      const [place, aggregator] = [places[region], aggregators.get(region)];
      return {
        region,
        ...(place !== undefined && { place }),
        ...(aggregator !== undefined && { aggregator: printable(aggregator) }),
      };
    };
    return { regions: regions.map(named), ...(unknown !== undefined && { unknown }) };
  });
  dispatch.request(readProfileAccounts, async ({ profiles }, signal) => {
    const within = bounded(signal);
    const accounts = await atMost(parallelProfileCalls, profiles.slice(0, maxProfiles), (profile) =>
      accountOf(choices, profile, within, locale()),
    );
    return { accounts };
  });
}

/** Resolves to the enabled regions; if they cannot be listed, to the known ones and the reason. */
async function regionsOf(
  { regions: list }: AwsChoices,
  signal: AbortSignal,
  locale: Locale,
): Promise<{ readonly regions: readonly string[]; readonly unknown?: string }> {
  try {
    const { regions, regionsUnknown } = await list(signal);
    if (regionsUnknown === undefined) return { regions };
    const { reason = regionsUnknown } = regionsUnknown.facts as { readonly reason?: Note };
    return { regions: knownRegions, unknown: sayNote(reason, locale, 'request') };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { regions: knownRegions, unknown: sayNote(noteOf(error), locale, 'request') };
  }
}

/** Resolves to what is known after `aggregatorsTimeoutMs`: without the aggregators, the regions are still a list. */
async function aggregatorsIn(
  { aggregators }: AwsChoices,
  regions: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  try {
    return await aggregators(regions, { signal, enough: AbortSignal.timeout(aggregatorsTimeoutMs) });
  } catch {
    signal.throwIfAborted();
    return new Map();
  }
}

async function accountOf(
  { accountOf: ask }: AwsChoices,
  profile: string,
  signal: AbortSignal,
  locale: Locale,
) {
  try {
    return { profile, account: await ask(profile, signal) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { profile, problem: sayNote(noteOf(error), locale, 'request') };
  }
}
