import type { AccountRegion } from '../../../domain/accounts/account-region.ts';
import type { Outcome, Reading } from '../../../domain/findings/reading.ts';
import { noteOf } from '../../../domain/problems/note.ts';
import { identifierOf } from '../../../domain/rules/catalogue.ts';
import type { StackTemplate } from '../../../domain/stacks/stack-template.ts';
import { type CloudFormationApi, stackOf } from '../cloudformation/client.ts';
import type { ConfigApi, Select } from '../config/client.ts';
import { recordedStacks, resourceDetails, type WantedResource } from '../config/queries.ts';
import { detailFrom, stackResourcesFrom, stackStateFrom } from '../config/rows.ts';
import { askIdentifiers } from '../config/rule-identifiers.ts';
import { problemOf, type Who } from '../connection/errors.ts';
import { outcomeOf } from './left-out.ts';
import type { Observed } from './observed.ts';

/** The parts of a pass that both ways in share. Each yields what it learns as pages arrive. */

/** What a pass carries everywhere. */
export interface Scope {
  readonly signal: AbortSignal;
  /** Rules that need not be asked for; grows as this pass asks. */
  readonly knownRules: Map<string, string | undefined>;
  /** Where findings were read rule by rule. */
  readonly readByRule: AccountRegion[];
  /** Templates that were asked for before, by stack; they hold until the stack changes. */
  readonly knownTemplates: ReadonlyMap<string, StackTemplate>;
  /** What of templates AWS does not let be read: permission → accounts. */
  readonly templatesDenied: Map<string, Set<string>>;
}

/** Names, ARNs and tags of what was observed. A failure leaves findings bare, and is noted. */
export async function* readDetails(
  select: Select,
  observed: Observed,
  wanted: readonly WantedResource[],
  { byAccount, who }: { readonly byAccount: boolean; readonly who: Who },
): AsyncGenerator<Reading> {
  try {
    for (const expression of resourceDetails(wanted, byAccount)) {
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
    yield { kind: 'note', note: noteOf(problemOf(error, who)) };
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
      observed.date(rows.flatMap((row) => stackStateFrom(row) ?? []));
      if (resources.length > 0) yield { kind: 'stacks', resources };
    }
  }
}

/** Asks CloudFormation itself for what tags and recorded stacks leave open in one place. Returns how that ended. */
export async function* readUnrecordedStacks(
  client: CloudFormationApi,
  place: AccountRegion,
  observed: Observed,
  signal: AbortSignal,
): AsyncGenerator<Reading, Outcome> {
  try {
    for (const physicalId of observed.unexplained(place)) {
      const resources = await stackOf(client, place, physicalId, signal);
      observed.explain(resources);
      if (resources.length > 0) yield { kind: 'stacks', resources };
    }
    return {};
  } catch (error) {
    return outcomeOf(error);
  }
}

export function covered(
  { account, region }: AccountRegion,
  source: (typeof sources)[number],
  { problem, note, skipped, problemIfBlockedEverywhere }: Partial<Outcome>,
): Reading {
  return {
    kind: 'covered',
    account,
    region,
    source,
    ...(problem && { problem }),
    ...(note && { note }),
    ...(skipped && { skipped }),
    ...(problemIfBlockedEverywhere && { problemIfBlockedEverywhere }),
  };
}

/** What is read of each account and region. */
export const sources = ['config', 'guardduty', 'stacks'] as const;

/** Managed rules behind names that neither the catalogue nor the store knows. Failing to ask is noted. */
export async function* readRules(
  client: ConfigApi,
  names: ReadonlySet<string>,
  { knownRules, signal }: Scope,
  who: Who,
): AsyncGenerator<Reading> {
  const unknown = [...names].filter((name) => !knownRules.has(name) && identifierOf(name) === undefined);
  if (unknown.length === 0) return;
  // Accounts are read side by side: the first to see a name asks for all.
  for (const name of unknown) knownRules.set(name, undefined);
  try {
    const identifiers = await askIdentifiers(client, unknown, signal);
    yield { kind: 'rules', identifiers };
  } catch (error) {
    yield { kind: 'note', note: noteOf(problemOf(error, who)) };
  }
}
