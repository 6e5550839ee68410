import type { TeamUnit, TeamUnits } from '#protocol/aws.ts';
import { problem } from '../../../domain/problems/problem.ts';
import { codeOf } from '../connection/errors.ts';
import { type OrganizationsApi, organizationLists } from './calls.ts';

export interface UnitsOptions {
  /** Cancels. */
  readonly signal: AbortSignal;
  /** Ends the reading: what was read by then is the result. */
  readonly enough: AbortSignal;
  /** Called with the number of OUs that were found so far. */
  readonly onFound: (units: number) => void;
  readonly maxUnits?: number;
}

/** AWS's default limit is 2,000 OUs in an organization. */
const maxListedRows = 2_000;

/** An OU of the tree. A root has no name. */
interface Node {
  readonly id: string;
  readonly name: string;
  readonly above: readonly string[];
  readonly below: Node[];
  /** Whether the OUs below it are known. */
  isListed: boolean;
  accounts?: number;
}

/**
 * Resolves to the OUs of the organization in the order of their tree, with the number of their accounts.
 * Organizations allows a few list calls per second for each operation, so OUs and accounts are listed side by
 * side.
 *
 * Calls: 1, then 2 for each OU.
 * @throws Problem `organization-absent`; the error of the first call.
 */
export async function listUnits(
  client: OrganizationsApi,
  { signal, enough, onFound, maxUnits = maxListedRows }: UnitsOptions,
): Promise<TeamUnits> {
  const { roots, unitsBelow, accountsIn } = organizationLists(client, AbortSignal.any([signal, enough]));
  const tops: Node[] = [];
  const nodes: Node[] = [];
  let more = false;
  let isCountable = true;
  let counting: Promise<void> = Promise.resolve();

  /** Counts one OU after the other, while others are still being listed. A failure costs the numbers, not the list. */
  function count(node: Node): void {
    counting = counting.then(async () => {
      if (!isCountable) return;
      try {
        node.accounts = (await accountsIn(node.id)).length;
      } catch {
        isCountable = false;
      }
    });
  }

  async function list(): Promise<void> {
    for (const id of await roots()) tops.push({ id, name: '', above: [], below: [], isListed: false });
    const parents = [...tops];
    for (let parent = parents.shift(); parent; parent = parents.shift()) {
      const above = parent.name === '' ? [] : [...parent.above, parent.name];
      for (const { id, name } of await unitsBelow(parent.id)) {
        if (nodes.length >= maxUnits) {
          more = true;
          return;
        }
        const node: Node = { id, name, above, below: [], isListed: false };
        parent.below.push(node);
        nodes.push(node);
        parents.push(node);
        count(node);
      }
      parent.isListed = true;
      onFound(nodes.length);
    }
  }

  try {
    await list();
  } catch (error) {
    signal.throwIfAborted();
    if (codeOf(error) === 'AWSOrganizationsNotInUseException')
      throw problem('organization-absent', {}, { cause: error });
    if (nodes.length === 0) throw error;
    more = true;
  }
  await counting;
  signal.throwIfAborted();
  return { units: tops.flatMap(({ below }) => below.flatMap(flat)), more };
}

function flat(node: Node): TeamUnit[] {
  const { id, name, above } = node;
  const accounts = accountsOf(node);
  return [{ id, name, above, ...(accounts !== undefined && { accounts }) }, ...node.below.flatMap(flat)];
}

function accountsOf({ accounts, below, isListed }: Node): number | undefined {
  if (!isListed) return undefined;
  return below
    .map(accountsOf)
    .reduce((sum, each) => (sum === undefined || each === undefined ? undefined : sum + each), accounts);
}
