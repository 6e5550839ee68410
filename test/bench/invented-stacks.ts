import type { Finding } from '../../daemon/domain/findings/finding.ts';
import type { StackResource } from '../../daemon/domain/stacks/stack-resource.ts';

/** Ids that many teams use. Typical templates declare some of them. */
const common = [
  ['Bucket', 'AWS::S3::Bucket'],
  ['LogBucket', 'AWS::S3::Bucket'],
  ['Role', 'AWS::IAM::Role'],
  ['Function', 'AWS::Lambda::Function'],
  ['Table', 'AWS::DynamoDB::Table'],
  ['Topic', 'AWS::SNS::Topic'],
  ['Queue', 'AWS::SQS::Queue'],
  ['SecurityGroup', 'AWS::EC2::SecurityGroup'],
  ['Database', 'AWS::RDS::DBInstance'],
  ['Vpc', 'AWS::EC2::VPC'],
] as const;

export interface InventedStack {
  readonly path: string;
  readonly text: string;
  readonly resources: readonly StackResource[];
}

/** Returns one template and its deployed stack. Every tenth template is a copy of the one before. */
export function inventedStack(number: number): InventedStack {
  const content = number % 10 === 9 ? number - 1 : number;
  const declared = Array.from({ length: 12 + ((content * 7) % 30) }, (_, position) => {
    const [id = '', type = ''] = common[(content + position) % common.length] ?? [];
    return { id: position < 4 ? id : `${id}${content}x${position}`, type };
  });
  return {
    path: `/workspace/service-${number}/template.yaml`,
    text: `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n${declared.map(declaration).join('')}`,
    resources: declared.map(({ id, type }) => ({
      account: String(100000000000 + (number % 12)),
      region: 'eu-west-1',
      stackId: `arn:aws:cloudformation:eu-west-1:1:stack/service-${number}/1`,
      stackName: `service-${number}`,
      logicalId: id,
      physicalId: `service-${number}-${id}-1A2B3C4D5E6F`,
      type,
    })),
  };
}

/** Returns findings about the resources in turn. Two of three have CloudFormation's tags, the others are only listed. */
export function inventedFindings(stacks: readonly InventedStack[], count: number): Finding[] {
  const resources = stacks.flatMap((stack) => stack.resources);
  const step = Math.max(1, Math.floor(resources.length / count));
  return Array.from({ length: count }, (_, position) => {
    const { account, region, type, physicalId, logicalId, stackName, stackId } = resources[
      (position * step) % resources.length
    ] as StackResource;
    return {
      key: `config:${account}:${region}:RULE:${type}:${physicalId}:${position}`,
      source: 'config',
      rule: 'rule',
      severity: 'medium',
      account,
      region,
      resource: { type, id: physicalId, name: physicalId },
      ...(position % 3 > 0 && {
        tags: {
          'aws:cloudformation:logical-id': logicalId,
          'aws:cloudformation:stack-name': stackName,
          'aws:cloudformation:stack-id': stackId,
        },
      }),
      firstSeen: '2026-01-02T03:04:05.000Z',
    };
  });
}

function declaration({ id, type }: { id: string; type: string }): string {
  return `  ${id}:\n    Type: ${type}\n    Properties:\n      Tags:\n        - Key: team\n          Value: !Ref Team\n`;
}
