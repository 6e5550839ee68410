import { type AccountRegion, keyOfAccountRegion } from '../../../domain/accounts/account-region.ts';
import { covered, type Reading } from '../../../domain/findings/reading.ts';
import type { Whose } from '../../../domain/problems/aws.ts';
import { noteOf } from '../../../domain/problems/note.ts';
import type { ResourceDetail } from '../../../domain/resources/resource-detail.ts';
import { problemOf } from '../connection/errors.ts';
import { outcomeOf } from '../connection/outcome.ts';
import type { Select } from './client.ts';
import { type ResourceOfAccount, recordedCompliance, recordedStacks, resourceDetails } from './queries.ts';
import { accountRegionFrom, detailFrom, stackResourcesFrom, stackStateFrom } from './rows.ts';

/**
 * Resolves to the account × regions (`keyOfAccountRegion`) where Config records compliance as resources. A
 * query finds failures only there. Calls: 1 per 500 account × regions.
 */
export async function complianceRecordedIn(
  select: Select,
  accounts: readonly string[],
): Promise<ReadonlySet<string>> {
  const recorded = new Set<string>();
  for (const expression of recordedCompliance(accounts)) {
    for await (const rows of select(expression)) {
      for (const each of rows.flatMap((row) => accountRegionFrom(row) ?? []))
        recorded.add(keyOfAccountRegion(each));
    }
  }
  return recorded;
}

/** A resource whose details are requested from Config. */
export interface WantedResource extends ResourceOfAccount {
  /** Regions where it was observed. Config describes it there, or in the region `global`. */
  readonly regions: ReadonlySet<string>;
}

/**
 * Yields names, ARNs and tags of resources. If a call fails, the missing details are noted and findings are
 * shown without them.
 */
export async function* readDetails(
  select: Select,
  wanted: readonly WantedResource[],
  { byAccount, whose }: { readonly byAccount: boolean; readonly whose: Whose },
): AsyncGenerator<Reading> {
  const regions = new Map(wanted.map((resource) => [keyOf(resource), resource.regions]));
  const isWanted = (detail: ResourceDetail) => {
    const wantedIn = regions.get(keyOf(detail));
    return wantedIn !== undefined && (detail.region === 'global' || wantedIn.has(detail.region));
  };
  try {
    for (const expression of resourceDetails(wanted, byAccount)) {
      for await (const rows of select(expression)) {
        // The query lists types and ids separately. Their combinations may include resources that were not
        // requested.
        const resources = rows.flatMap((row) => detailFrom(row) ?? []).filter(isWanted);
        if (resources.length > 0) yield { kind: 'resources', resources };
      }
    }
  } catch (error) {
    yield { kind: 'note', note: noteOf(problemOf(error, whose)) };
  }
}

function keyOf({ account, type, id }: ResourceOfAccount): string {
  return `${account} ${type} ${id}`;
}

export interface RecordedStacksInput {
  readonly select: Select;
  /** Narrows an aggregator's query. */
  readonly accounts?: readonly string[];
  readonly targets: readonly AccountRegion[];
  readonly whose?: Whose;
}

/**
 * Yields the stacks that Config records. If a call fails, ends the stacks of every target with the problem.
 * Otherwise the caller ends them.
 */
export async function* readRecordedStacks({
  select,
  accounts,
  targets,
  whose = {},
}: RecordedStacksInput): AsyncGenerator<Reading> {
  try {
    for (const expression of recordedStacks(accounts)) {
      for await (const rows of select(expression)) {
        const resources = rows.flatMap((row) => stackResourcesFrom(row) ?? []);
        const states = rows.flatMap((row) => stackStateFrom(row) ?? []);
        if (resources.length + states.length > 0) yield { kind: 'stacks', resources, states };
      }
    }
  } catch (error) {
    const outcome = outcomeOf(error, whose);
    for (const target of targets) yield covered(target, 'stacks', outcome);
  }
}
