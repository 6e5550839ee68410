import {
  type CloudFormationClient,
  DescribeStackResourcesCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { codeOf } from './errors.ts';
import { pages } from './pages.ts';
import type { ResourceDetail, StackResource } from './reading.ts';

/** DescribeStackResources stops here; a longer stack is listed. */
const describedAtMost = 100;

export type CloudFormationApi = Pick<CloudFormationClient, 'send'>;

/**
 * The stack that made a resource, whole; none where no stack did. CloudFormation answers both "unknown" and
 * "not in a stack" with a ValidationError. Only the account's own credentials can ask.
 */
export async function stackOf(
  client: CloudFormationApi,
  place: { readonly account: string; readonly region: string },
  physicalId: string,
  signal: AbortSignal,
): Promise<StackResource[]> {
  const options = { abortSignal: signal };
  const { account, region } = place;
  const described = await client
    .send(new DescribeStackResourcesCommand({ PhysicalResourceId: physicalId }), options)
    .catch((error: unknown) => {
      if (codeOf(error) === 'ValidationError') return { StackResources: [] };
      throw error;
    });
  const { StackResources: resources = [] } = described;
  const stackId = resources[0]?.StackId;
  const stackName = resources[0]?.StackName;
  if (!stackId || !stackName) return [];

  const listed: Member[] = [...resources];
  if (resources.length >= describedAtMost) {
    listed.length = 0;
    const read = (NextToken: string | undefined) =>
      client.send(new ListStackResourcesCommand({ StackName: stackId, NextToken }), options);
    for await (const page of pages(read)) listed.push(...(page.StackResourceSummaries ?? []));
  }
  return listed.flatMap(({ LogicalResourceId: logicalId, PhysicalResourceId, ResourceType: type }) =>
    logicalId && PhysicalResourceId && type
      ? [{ account, region, stackId, stackName, logicalId, physicalId: PhysicalResourceId, type }]
      : [],
  );
}

interface Member {
  readonly LogicalResourceId: string | undefined;
  readonly PhysicalResourceId?: string | undefined;
  readonly ResourceType: string | undefined;
}

/**
 * What CloudFormation calls the resource. Config names IAM's and RDS's by their inner ids (`AROA…`, `db-…`)
 * where CloudFormation has their names, and managed policies by id where CloudFormation has the ARN.
 */
export function physicalIdOf({
  type,
  id,
  name,
  arn,
}: Pick<ResourceDetail, 'type' | 'id' | 'name' | 'arn'>): string {
  if (type === 'AWS::IAM::Policy') return arn ?? id;
  return /^AWS::(IAM|RDS)::/.test(type) ? (name ?? id) : id;
}
