import type { MatchableFinding } from '../../daemon/domain/tickets/matching/finding-index.ts';
import type { TicketRecord } from '../../daemon/domain/tickets/ticket.ts';
import { botTickets } from './bot-tickets.ts';

/** Deployed rules with their control, and the type and ARN of the resources that they evaluate. */
const rules = [
  [
    's3-bucket-server-side-encryption-enabled',
    'S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED',
    'S3.4',
    'AWS::S3::Bucket',
  ],
  ['restricted-ssh', 'INCOMING_SSH_DISABLED', 'EC2.13', 'AWS::EC2::SecurityGroup'],
  [
    'lambda-function-public-access-prohibited',
    'LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED',
    'Lambda.1',
    'AWS::Lambda::Function',
  ],
  ['sns-encrypted-kms', 'SNS_ENCRYPTED_KMS', 'SNS.1', 'AWS::SNS::Topic'],
] as const;
const regions = ['ap-northeast-1', 'eu-west-1', 'us-east-1'] as const;
const bots = Object.values(botTickets);

/** Returns the finding with this number, always the same. */
export function inventedFinding(number: number): MatchableFinding & { readonly control: string } {
  const [rule, ruleIdentifier, control, type] = rules[number % rules.length] ?? rules[0];
  const account = String(100_000_000_000 + (number % 60) * 7_919);
  const region = regions[number % regions.length] ?? regions[0];
  const name = `team-${number % 67}-service-${number.toString(36)}`;
  const [id, arn] = resourceOf(type, { account, region, name, number });
  const key = [account, region, ruleIdentifier, type, id].join('/');
  return { key, account, region, rule, ruleIdentifier, control, resource: { type, id, name, arn } };
}

function resourceOf(
  type: string,
  { account, region, name, number }: { account: string; region: string; name: string; number: number },
): [id: string, arn: string] {
  const groupId = `sg-${(0x1000000 + number).toString(16).padStart(17, '0')}`;
  const [topic, fn] = [
    `arn:aws:sns:${region}:${account}:${name}`,
    `arn:aws:lambda:${region}:${account}:function:${name}`,
  ];
  if (type === 'AWS::S3::Bucket') return [name, `arn:aws:s3:::${name}`];
  if (type === 'AWS::SNS::Topic') return [topic, topic];
  if (type === 'AWS::Lambda::Function') return [name, fn];
  return [groupId, `arn:aws:ec2:${region}:${account}:security-group/${groupId}`];
}

/** Returns a ticket as one of the public bots files it for the finding with this number: without Guardrail's label. */
export function inventedTicket(number: number, findingNumber = number): TicketRecord {
  const finding = inventedFinding(findingNumber);
  const { account, region, rule, control, resource } = finding;
  const { id, arn = '', name = '', type } = resource;
  const bot = bots[number % bots.length];
  const text = bot?.({ account, region, rule, control, id, arn, name, type });
  return {
    key: `BOT-${number}`,
    id: String(10_000 + number),
    summary: text?.summary ?? '',
    description: text?.description ?? '',
    labels: text?.labels ?? [],
    status: { id: '1', name: 'To Do', category: 'new' },
    updated: new Date(Date.UTC(2026, 9, 1) + number * 60_000).toISOString(),
  };
}
