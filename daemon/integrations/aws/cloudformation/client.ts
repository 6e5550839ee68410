import {
  type CloudFormationClient,
  DescribeStackResourcesCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import type { AccountRegion } from '../../../domain/accounts/account-region.ts';
import type { StackResource } from '../../../domain/stacks/stack-resource.ts';
import { codeOf } from '../connection/errors.ts';
import { pages } from '../connection/pages.ts';
import { stackNameOf } from './stack-state.ts';

/** DescribeStackResources stops here; a longer stack is listed. */
const describedAtMost = 100;

export type CloudFormationApi = Pick<CloudFormationClient, 'send'>;

/**
 * The stack that made a resource, whole; none where no stack did. CloudFormation answers both "unknown" and
 * "not in a stack" with a ValidationError. Only the account's own credentials can ask.
 */
export async function stackOf(
  client: CloudFormationApi,
  place: AccountRegion,
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
  if (resources.length >= describedAtMost) return resourcesOf(client, place, stackId, signal);
  return resources.flatMap((member) => resourceOf(member, place, stackId) ?? []);
}

/** All that a stack holds. Calls: 1 for 100 resources. */
export async function resourcesOf(
  client: CloudFormationApi,
  place: AccountRegion,
  stackId: string,
  signal: AbortSignal,
): Promise<StackResource[]> {
  const listed: StackResource[] = [];
  const read = (NextToken: string | undefined) =>
    client.send(new ListStackResourcesCommand({ StackName: stackId, NextToken }), { abortSignal: signal });
  for await (const { StackResourceSummaries = [] } of pages(read)) {
    listed.push(...StackResourceSummaries.flatMap((member) => resourceOf(member, place, stackId) ?? []));
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
