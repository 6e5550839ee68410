import { GetTemplateCommand, ListStacksCommand, StackStatus } from '@aws-sdk/client-cloudformation';
import type { AccountRegion } from '../../../domain/accounts/account-region.ts';
import type { Reading } from '../../../domain/findings/reading.ts';
import { noteOf } from '../../../domain/problems/note.ts';
import type { StackTemplate } from '../../../domain/stacks/stack-template.ts';
import { deployedHash } from '../../../domain/templates/content-hash.ts';
import { codeOf, problemOf } from '../connection/errors.ts';
import { chunksOf, pages } from '../connection/pages.ts';
import type { Observed } from '../strategies/observed.ts';
import type { Scope } from '../strategies/shared-parts.ts';
import { type CloudFormationApi, resourcesOf } from './client.ts';
import { type StackState, stateFrom } from './stack-state.ts';

/** Templates of one reading, so that a long account shows its first ones soon. */
const atOnce = 20;
/** Nested stacks in nested stacks: CloudFormation knows no limit, people do. */
const deepest = 6;

/**
 * The templates of the stacks in one place that hold a finding's resource, each once for as long as the stack stays as
 * it is. Only the account's own credentials can ask. What cannot be read stays unknown, and is no gap.
 *
 * Calls: GetTemplate 1 for each stack that is new or changed; where Config does not say when stacks changed, ListStacks
 * 1 for 100 stacks, and ListStackResources 1 for a nested stack and each one around it.
 */
export async function* readTemplates(
  client: CloudFormationApi,
  place: AccountRegion,
  observed: Observed,
  scope: Scope,
): AsyncGenerator<Reading> {
  const { account, region } = place;
  const stacks = observed.stacksIn(place);
  const ask = <T>(permission: string, call: () => Promise<T>) => unlessDenied(permission, place, scope, call);
  try {
    const undated = stacks.filter((stackId) => observed.stateOf(stackId) === undefined);
    if (undated.length > 0) {
      const states = await ask('ListStacks', () => statesOf(client, undated, scope.signal));
      observed.date([...(states?.values() ?? [])]);
      for (const stackId of nestedIn(undated, observed)) {
        const list = () => resourcesOf(client, place, stackId, scope.signal);
        const resources = (await ask('ListStackResources', list)) ?? [];
        observed.explain(resources);
        if (resources.length > 0) yield { kind: 'stacks', resources };
      }
    }

    const known: StackTemplate[] = [];
    const open: StackState[] = [];
    for (const stackId of stacks) {
      const state = observed.stateOf(stackId);
      const template = scope.knownTemplates.get(stackId);
      if (state && template?.updated === state.updated) known.push(template);
      else if (state && !state.changing) open.push(state);
    }
    if (known.length > 0) yield { kind: 'templates', templates: known };
    for (const some of chunksOf(open, atOnce)) {
      const templates: StackTemplate[] = [];
      for (const { stackId, updated } of some) {
        const read = await ask('GetTemplate', () => hashOf(client, stackId, scope.signal));
        if (read) templates.push({ account, region, stackId, updated, ...read });
      }
      if (templates.length > 0) yield { kind: 'templates', templates };
    }
  } catch (error) {
    yield { kind: 'note', note: noteOf(problemOf(error, place)) };
  }
}

/** Once denied, an account is not asked again in this pass. @throws every other failure. */
async function unlessDenied<T>(
  permission: string,
  place: AccountRegion,
  { templatesDenied }: Scope,
  call: () => Promise<T>,
): Promise<T | undefined> {
  const denied = templatesDenied.get(permission) ?? new Set();
  if (denied.has(place.account)) return undefined;
  try {
    return await call();
  } catch (error) {
    if (problemOf(error, place).code !== 'aws-access-denied') throw error;
    templatesDenied.set(permission, denied.add(place.account));
    return undefined;
  }
}

/** A stack is deleted and still listed for 90 days. */
const existing = Object.values(StackStatus).filter((status) => status !== 'DELETE_COMPLETE');

/** Of these stacks and of those around them; pages are read until all are met. */
async function statesOf(
  client: CloudFormationApi,
  stacks: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, StackState>> {
  const met = new Map<string, StackState>();
  const missing = new Set(stacks);
  const read = (NextToken: string | undefined) =>
    client.send(new ListStacksCommand({ StackStatusFilter: existing, NextToken }), { abortSignal: signal });
  for await (const { StackSummaries = [] } of pages(read)) {
    for (const { StackId = '', LastUpdatedTime, CreationTime, StackStatus, ParentId } of StackSummaries) {
      const state = stateFrom(StackId, LastUpdatedTime ?? CreationTime, StackStatus, ParentId);
      if (state) met.set(StackId, state);
    }
    for (const stackId of missing) {
      const state = met.get(stackId);
      if (!state) continue;
      // A set is walked with what is added to it meanwhile: parents of parents follow.
      missing.delete(stackId);
      if (state.parentId !== undefined && !met.has(state.parentId)) missing.add(state.parentId);
    }
    if (missing.size === 0) break;
  }
  return met;
}

/**
 * Nested stacks, and those around them, whose resources are not known. A stack lists the one that it holds by the
 * logical id under which its template names the other's.
 */
function nestedIn(stacks: readonly string[], observed: Observed): Set<string> {
  const unlisted = new Set<string>();
  for (const stackId of stacks) {
    let state = observed.stateOf(stackId);
    for (let depth = 0; state?.parentId !== undefined && depth < deepest; depth++) {
      for (const id of [state.stackId, state.parentId]) if (!observed.isListed(id)) unlisted.add(id);
      state = observed.stateOf(state.parentId);
    }
  }
  return unlisted;
}

/** Of the text as it was submitted; none where the stack is gone. */
async function hashOf(
  client: CloudFormationApi,
  stackId: string,
  signal: AbortSignal,
): Promise<Pick<StackTemplate, 'hash'>> {
  const { TemplateBody: text } = await client
    .send(new GetTemplateCommand({ StackName: stackId, TemplateStage: 'Original' }), { abortSignal: signal })
    .catch((error: unknown) => {
      if (codeOf(error) === 'ValidationError') return { TemplateBody: undefined };
      throw error;
    });
  return text === undefined ? {} : { hash: deployedHash(text) };
}

/** Said once for all accounts: links are only less sure without it. */
export function templatesDeniedNote(denied: ReadonlyMap<string, ReadonlySet<string>>): Reading {
  const permissions = [...denied.keys()].sort().map((name) => `cloudformation:${name}`);
  const accounts = new Set([...denied.values()].flatMap((each) => [...each]));
  const [what, where] = [permissions.join(', '), [...accounts].sort().join(', ')];
  return {
    kind: 'note',
    note: {
      en: `Whether stacks were deployed from this workspace's templates, word for word, is not known where AWS denies ${what}: ${where}.`,
      ja: `AWS が ${what} を拒否しているため、スタックがこのワークスペースのテンプレートからそのままデプロイされたかどうかを確認できません: ${where}`,
    },
  };
}
