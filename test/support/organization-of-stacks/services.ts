import type { AccountRegion } from '../../../daemon/domain/accounts/account-region.ts';
import { kindOf } from './identities.ts';
import type { Random } from './random.ts';
import { computed, type Template, type TemplateResource, type Value } from './template.ts';
import type { DeployedResource, Naming, Truth } from './world.ts';

/** Ids that teams give again and again. Half of the time the service's name stands before them. */
const pieces = [
  ['Bucket', 'AWS::S3::Bucket'],
  ['LogBucket', 'AWS::S3::Bucket'],
  ['ArtifactBucket', 'AWS::S3::Bucket'],
  ['Role', 'AWS::IAM::Role'],
  ['ExecutionRole', 'AWS::IAM::Role'],
  ['ContinuousIntegrationDeploymentRole', 'AWS::IAM::Role'],
  ['Policy', 'AWS::IAM::ManagedPolicy'],
  ['Uploader', 'AWS::IAM::User'],
  ['Function', 'AWS::Lambda::Function'],
  ['Worker', 'AWS::Lambda::Function'],
  ['ScheduledReconciliationFunction', 'AWS::Lambda::Function'],
  ['Table', 'AWS::DynamoDB::Table'],
  ['EventTable', 'AWS::DynamoDB::Table'],
  ['Queue', 'AWS::SQS::Queue'],
  ['DeadLetterQueue', 'AWS::SQS::Queue'],
  ['Topic', 'AWS::SNS::Topic'],
  ['AlarmTopic', 'AWS::SNS::Topic'],
  ['Database', 'AWS::RDS::DBInstance'],
  ['Search', 'AWS::OpenSearchService::Domain'],
  ['LoadBalancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer'],
  ['SecurityGroup', 'AWS::EC2::SecurityGroup'],
  ['Vpc', 'AWS::EC2::VPC'],
  ['Key', 'AWS::KMS::Key'],
  ['Certificate', 'AWS::CertificateManager::Certificate'],
] as const;

/** How often a template names what it may name. Source: 4,294 resources of public repositories. */
const named = { literal: 0.16, computed: 0.32 };

/** In characters; where a type allows less, teams leave the name to CloudFormation. */
const longEnough = 63;

export interface Shape {
  /** How many resources. */
  readonly size?: number;
  /** Whether resources may have names of their own; without, CloudFormation makes all up. */
  readonly names?: boolean;
}

/** A service's template, as a team might write it. `service` is in lower case. */
export function inventedTemplate(random: Random, service: string, shape: Shape = {}): Template {
  const { size = random.integer(4, 12), names = true } = shape;
  const resources: Record<string, TemplateResource> = {};
  for (const [id, type] of random.some(pieces, size)) {
    const { naming, longest = 255 } = kindOf(type);
    const own = random.chance(0.5) ? `${titled(service)}${id}` : id;
    const name =
      naming !== undefined && names && longest >= longEnough ? inventedName(random, service, id) : undefined;
    resources[own] = {
      type,
      properties: {
        ...(naming !== undefined && name !== undefined && { [naming]: name }),
        Tags: [{ Key: 'service', Value: { Ref: 'Service' } }],
      },
    };
  }
  return { parameters: { Service: service, Stage: 'dev' }, resources };
}

/** What a stack of this template holds; each resource is declared where `truthOf` says. */
export function deployedFrom(
  template: Template,
  known: {
    readonly stack: string;
    readonly place: AccountRegion;
    readonly parameters?: Readonly<Record<string, string>>;
  },
  truthOf: (logicalId: string) => Truth,
): DeployedResource[] {
  const { stack, place } = known;
  const circumstances = { ...place, stack, parameters: { ...template.parameters, ...known.parameters } };
  return Object.entries(template.resources).map(([logicalId, { type, properties }]) => {
    const given = properties[kindOf(type).naming ?? ''];
    return {
      logicalId,
      type,
      truth: truthOf(logicalId),
      ...(given !== undefined && { name: computed(given, circumstances), naming: namingOf(given) }),
    };
  });
}

/** All in one file, under the id that it has there. */
export function declaredIn(file: string): (logicalId: string) => Truth {
  return (logicalId) => ({ file, logicalId });
}

/** `order-intake` → `OrderIntake`. */
export function titled(service: string): string {
  return service.replace(/(?:^|-)([a-z])/g, (_, first: string) => first.toUpperCase());
}

function namingOf(given: Value): Naming {
  return typeof given === 'string' ? 'literal' : 'computed';
}

function inventedName(random: Random, service: string, id: string): Value | undefined {
  const end = id
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase()
    .slice(0, 12)
    .replace(/-$/, '');
  if (random.chance(named.literal)) return `${service}-${end}`;
  if (!random.chance(named.computed / (1 - named.literal))) return undefined;
  return random.pick<Value>([
    { 'Fn::Sub': `\${AWS::StackName}-${end}` },
    { 'Fn::Sub': `\${Service}-\${Stage}-${end}` },
    { 'Fn::Sub': `${end}-\${AWS::AccountId}-${service}` },
    { 'Fn::Join': ['-', [{ Ref: 'Service' }, { Ref: 'Stage' }, end]] },
  ]);
}
