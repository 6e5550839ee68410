import {
  type CloudFormationClient,
  DescribeStackResourcesCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  StackStatus,
} from '@aws-sdk/client-cloudformation';
import type { AccountRegion } from '../../../domain/accounts/account-region.ts';
import { stackNameOf } from '../../../domain/stacks/stack-id.ts';
import type { StackResource } from '../../../domain/stacks/stack-resource.ts';
import type { StackState } from '../../../domain/stacks/stack-state.ts';
import type { StackTemplate } from '../../../domain/stacks/stack-template.ts';
import { deployedHash } from '../../../domain/templates/content-hash.ts';
import { codeOf } from '../connection/errors.ts';
import { pages } from '../connection/pages.ts';
import { stateFrom } from './rows.ts';

/** Every call needs credentials of the stack's own account. */
export type CloudFormationApi = Pick<CloudFormationClient, 'send'>;

/** DescribeStackResources returns at most this many resources. A longer stack is listed. */
const maxDescribedResources = 100;

/**
 * Resolves to all resources of the stack that created a resource, or to an empty list if no stack did.
 * CloudFormation reports both "unknown" and "not in a stack" as a ValidationError.
 */
export async function stackOf(
  client: CloudFormationApi,
  accountRegion: AccountRegion,
  physicalId: string,
  signal: AbortSignal,
): Promise<StackResource[]> {
  const described = await client
    .send(new DescribeStackResourcesCommand({ PhysicalResourceId: physicalId }), { abortSignal: signal })
    .catch((error: unknown) => {
      if (codeOf(error) === 'ValidationError') return { StackResources: [] };
      throw error;
    });
  const { StackResources: resources = [] } = described;
  const stackId = resources[0]?.StackId;
  if (!stackId) return [];
  if (resources.length >= maxDescribedResources) return resourcesOf(client, accountRegion, stackId, signal);
  return resources.flatMap((member) => resourceOf(member, accountRegion, stackId) ?? []);
}

/** Resolves to all resources of a stack. Calls: 1 per 100 resources. */
export async function resourcesOf(
  client: CloudFormationApi,
  accountRegion: AccountRegion,
  stackId: string,
  signal: AbortSignal,
): Promise<StackResource[]> {
  const listed: StackResource[] = [];
  const read = (NextToken: string | undefined) =>
    client.send(new ListStackResourcesCommand({ StackName: stackId, NextToken }), { abortSignal: signal });
  for await (const { StackResourceSummaries = [] } of pages(read)) {
    listed.push(
      ...StackResourceSummaries.flatMap((member) => resourceOf(member, accountRegion, stackId) ?? []),
    );
  }
  return listed;
}

function resourceOf(
  { LogicalResourceId: logicalId, PhysicalResourceId: physicalId, ResourceType: type }: Member,
  { account, region }: AccountRegion,
  stackId: string,
): StackResource | undefined {
  if (!logicalId || !physicalId || !type) return undefined;
  return { account, region, stackId, stackName: stackNameOf(stackId), logicalId, physicalId, type };
}

interface Member {
  readonly LogicalResourceId: string | undefined;
  readonly PhysicalResourceId?: string | undefined;
  readonly ResourceType: string | undefined;
}

/** CloudFormation lists a deleted stack for another 90 days. */
const existing = Object.values(StackStatus).filter((status) => status !== 'DELETE_COMPLETE');

/**
 * Resolves to the states of these stacks and of the stacks in which they are nested, by id. Includes states
 * of other stacks that were listed on the same pages. A stack that does not exist has no state. Calls: 1 per
 * 100 stacks, until all are found.
 */
export async function statesOf(
  client: CloudFormationApi,
  stacks: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, StackState>> {
  const found = new Map<string, StackState>();
  const missing = new Set(stacks);
  const read = (NextToken: string | undefined) =>
    client.send(new ListStacksCommand({ StackStatusFilter: existing, NextToken }), { abortSignal: signal });
  for await (const { StackSummaries = [] } of pages(read)) {
    for (const { StackId = '', LastUpdatedTime, CreationTime, StackStatus, ParentId } of StackSummaries) {
      const state = stateFrom(StackId, LastUpdatedTime ?? CreationTime, StackStatus, ParentId);
      if (state) found.set(StackId, state);
    }
    for (const stackId of missing) {
      const state = found.get(stackId);
      if (!state) continue;
      // Iterating over a set also visits entries that are added during the loop, so parents of parents
      // follow.
      missing.delete(stackId);
      if (state.parentId !== undefined && !found.has(state.parentId)) missing.add(state.parentId);
    }
    if (missing.size === 0) break;
  }
  return found;
}

/**
 * Resolves to the hash of the template's text as it was submitted. Without a hash if the stack no longer
 * exists.
 */
export async function templateHashOf(
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
