import type { AccountRegion } from '../../../domain/accounts/account-region.ts';
import { covered, type Reading } from '../../../domain/findings/reading.ts';
import { note, noteOf } from '../../../domain/problems/note.ts';
import type { StackState } from '../../../domain/stacks/stack-state.ts';
import type { StackTemplate } from '../../../domain/stacks/stack-template.ts';
import { problemOf } from '../connection/errors.ts';
import { outcomeOf } from '../connection/outcome.ts';
import { chunksOf } from '../connection/pages.ts';
import { type CloudFormationApi, resourcesOf, stackOf, statesOf, templateHashOf } from './client.ts';

/**
 * Yields the stacks that created these resources of one account × region. If a call fails, ends the stacks
 * there with the problem. Otherwise the caller ends them.
 * @param physicalIds Read one by one, so the caller may leave out an id that belongs to a stack which was
 * yielded since then.
 */
export async function* readStacks(
  client: CloudFormationApi,
  accountRegion: AccountRegion,
  physicalIds: Iterable<string>,
  signal: AbortSignal,
): AsyncGenerator<Reading> {
  try {
    for (const physicalId of physicalIds) {
      const resources = await stackOf(client, accountRegion, physicalId, signal);
      if (resources.length > 0) yield { kind: 'stacks', resources };
    }
  } catch (error) {
    yield covered(accountRegion, 'stacks', outcomeOf(error));
  }
}

export interface WantedTemplates extends AccountRegion {
  /** Ids of the stacks whose templates are requested. */
  readonly stacks: readonly string[];
  /** States of the stacks, if they are known. */
  readonly states: ReadonlyMap<string, StackState>;
  /** Stacks whose resources are known. */
  readonly listed: ReadonlySet<string>;
  /** Templates of earlier sync runs, by stack. They are valid until the stack changes. */
  readonly known: ReadonlyMap<string, StackTemplate>;
  /** Operations that AWS has denied in this account, such as `GetTemplate`. They are not tried again. */
  readonly denied: ReadonlySet<string>;
}

/** Number of templates in one reading, so that the first templates of a large account are shown soon. */
const maxTemplates = 20;
/** CloudFormation has no limit. */
const maxNestingDepth = 6;

/**
 * Yields the templates of these stacks and the resources of nested stacks. Each template is read once until
 * the stack changes. Templates that cannot be read stay unknown. They are noted and are not a gap.
 *
 * Calls: GetTemplate 1 for each stack that is new or changed; for stacks without a state, ListStacks 1 per
 * 100 stacks, and ListStackResources 1 for a nested stack and for each stack around it.
 */
export async function* readTemplates(
  client: CloudFormationApi,
  wanted: WantedTemplates,
  signal: AbortSignal,
): AsyncGenerator<Reading> {
  const { account, region, stacks, listed } = wanted;
  if (stacks.length === 0) return;
  /** `wanted.states` has those of the whole team, too many to copy them here. */
  const found = new Map<string, StackState>();
  const stateOf = (stackId: string) => found.get(stackId) ?? wanted.states.get(stackId);
  const denied = new Set(wanted.denied);
  /** Resolves to `undefined` once AWS has denied the operation. */
  async function unlessDenied<T>(operation: string, call: () => Promise<T>): Promise<T | undefined> {
    if (denied.has(operation)) return undefined;
    try {
      return await call();
    } catch (error) {
      if (problemOf(error, wanted).code !== 'aws-access-denied') throw error;
      denied.add(operation);
      return undefined;
    }
  }

  try {
    const undated = stacks.filter((stackId) => stateOf(stackId) === undefined);
    if (undated.length > 0) {
      const dated = await unlessDenied('ListStacks', () => statesOf(client, undated, signal));
      for (const [stackId, state] of dated ?? []) found.set(stackId, state);
      for (const stackId of unlistedNested(undated, stateOf, listed)) {
        const list = () => resourcesOf(client, { account, region }, stackId, signal);
        const resources = (await unlessDenied('ListStackResources', list)) ?? [];
        if (resources.length > 0) yield { kind: 'stacks', resources };
      }
    }

    const current: StackTemplate[] = [];
    const open: StackState[] = [];
    for (const stackId of stacks) {
      const state = stateOf(stackId);
      const template = wanted.known.get(stackId);
      if (state && template?.updated === state.updated) current.push(template);
      else if (state && !state.isChanging) open.push(state);
    }
    if (current.length > 0) yield { kind: 'templates', templates: current };
    for (const some of chunksOf(open, maxTemplates)) {
      const templates: StackTemplate[] = [];
      for (const { stackId, updated } of some) {
        const read = await unlessDenied('GetTemplate', () => templateHashOf(client, stackId, signal));
        if (read) templates.push({ account, region, stackId, updated, ...read });
      }
      if (templates.length > 0) yield { kind: 'templates', templates };
    }
  } catch (error) {
    yield { kind: 'note', note: noteOf(problemOf(error, { account, region })) };
  }
  const operations = [...denied].filter((operation) => !wanted.denied.has(operation));
  if (operations.length > 0)
    yield { kind: 'note', note: note('templates-denied', { operations, accounts: [account] }) };
}

/**
 * Returns nested stacks, and the stacks around them, whose resources are not known. A stack lists a nested
 * one by the logical id in its template.
 */
function unlistedNested(
  stacks: readonly string[],
  stateOf: (stackId: string) => StackState | undefined,
  listed: ReadonlySet<string>,
): Set<string> {
  const unlisted = new Set<string>();
  for (const stackId of stacks) {
    let state = stateOf(stackId);
    for (let depth = 0; state?.parentId !== undefined && depth < maxNestingDepth; depth++) {
      for (const id of [state.stackId, state.parentId]) if (!listed.has(id)) unlisted.add(id);
      state = stateOf(state.parentId);
    }
  }
  return unlisted;
}
