import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findingKey } from '../../daemon/domain/findings/key.ts';
import { labelOf } from '../../daemon/domain/tickets/label.ts';
import type { Issue, Stack, World, WorldResource } from '../../daemon/sandbox/model.ts';
import { type Sandbox, startSandboxOf } from '../../daemon/sandbox/sandbox.ts';
import { createWorld } from '../../daemon/sandbox/world/world.ts';
import type { Cleanup } from './cleanup.ts';

export interface LargeTeam {
  readonly sandbox: Sandbox;
  /** The failing buckets, each with one finding. */
  readonly buckets: readonly WorldResource[];
  /** A folder whose templates declare the first buckets. The stacks of the other buckets have no template here. */
  readonly workspace: string;
}

const ruleName = 's3-bucket-level-public-access-prohibited';
const identifier = 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED';
const since = '2026-01-02T03:04:05.000Z';
const bucketsInStack = 10;

/**
 * Starts a sandbox with a team that has this many findings. Each finding has its own bucket and a ticket. A stack has ten
 * buckets. `templates`: the number of stacks that are declared in the workspace.
 */
export async function startLargeTeam(
  cleanup: Cleanup,
  { findings, templates }: { findings: number; templates: number },
): Promise<LargeTeam> {
  const world = createWorld({ accounts: 6, teams: 2, regions: 3, findings: 0 });
  const buckets = Array.from({ length: findings }, (_, number) => bucketOf(world, number));
  const large: World = {
    ...world,
    resources: [...world.resources, ...buckets],
    stacks: [...world.stacks, ...stacksOf(buckets)],
    issues: buckets.map((bucket, number) => issueOf(world, bucket, number)),
  };
  const workspace = cleanup.folder('large-team');
  for (let number = 0; number < templates; number++) writeTemplate(workspace, number);
  const sandbox = await startSandboxOf(large);
  cleanup.add(() => sandbox.close());
  return { sandbox, buckets, workspace };
}

function bucketOf({ teams, accounts, regions }: World, number: number): WorldResource {
  const own = accounts.filter(({ ouId }) => ouId === teams[0]?.ouId || ouId === teams[0]?.childOuId);
  const stackNumber = Math.floor(number / bucketsInStack);
  const account = own[stackNumber % own.length]?.id ?? '';
  const region = regions[stackNumber % regions.length] ?? '';
  const id = `service-${stackNumber}-bucket${number % bucketsInStack}-1a2b3c4d5e6f`;
  return {
    account,
    region,
    type: 'AWS::S3::Bucket',
    id,
    name: id,
    arn: `arn:aws:s3:::${id}`,
    tags: {
      'aws:cloudformation:stack-name': `service-${stackNumber}`,
      'aws:cloudformation:stack-id': stackIdOf(account, region, stackNumber),
      'aws:cloudformation:logical-id': `Bucket${stackNumber}x${number % bucketsInStack}`,
    },
    evaluations: [{ ruleName, identifier, compliance: 'NON_COMPLIANT', since }],
  };
}

function stacksOf(buckets: readonly WorldResource[]): Stack[] {
  return [...Map.groupBy(buckets, ({ tags }) => tags['aws:cloudformation:stack-id'] ?? '')].map(
    ([id, members]) => ({
      account: members[0]?.account ?? '',
      region: members[0]?.region ?? '',
      id,
      name: members[0]?.tags['aws:cloudformation:stack-name'] ?? '',
      recorded: true,
      resources: members.map((bucket) => ({
        logicalId: bucket.tags['aws:cloudformation:logical-id'] ?? '',
        physicalId: bucket.id,
        type: bucket.type,
      })),
    }),
  );
}

function stackIdOf(account: string, region: string, number: number): string {
  return `arn:aws:cloudformation:${region}:${account}:stack/service-${number}/0a1b2c3d-0000-0000-0000-000000000000`;
}

function issueOf({ projects }: World, { account, region, type, id }: WorldResource, number: number): Issue {
  const project = projects[0]?.key ?? '';
  const observation = {
    source: 'config',
    rule: identifier,
    account,
    region,
    resource: { type, id },
  } as const;
  return {
    id: String(10_001 + number),
    key: `${project}-${number + 1}`,
    project,
    summary: `Public access to the bucket ${id} is not blocked (${account}, ${region})`,
    description: `Account: ${account}\nRegion: ${region}\nResource: ${type} ${id}\nRule: ${ruleName}`,
    status: 'todo',
    priority: 'Medium',
    due: '2026-12-24',
    assignee: { accountId: 'a1', displayName: 'Haruka Sato' },
    labels: ['guardrail', labelOf(findingKey(observation))],
    created: since,
    updated: since,
    comments: [],
  };
}

function writeTemplate(workspace: string, number: number): void {
  const folder = path.join(workspace, `service-${number}`);
  const buckets = Array.from(
    { length: bucketsInStack },
    (_, bucket) =>
      `  Bucket${number}x${bucket}:\n    Type: AWS::S3::Bucket\n    Properties:\n      Tags: [{ Key: team, Value: payments }]\n`,
  );
  mkdirSync(folder);
  writeFileSync(
    path.join(folder, 'template.yaml'),
    `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n${buckets.join('')}`,
  );
}
