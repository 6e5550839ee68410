import type { AccountRegion } from '../../../daemon/domain/accounts/account-region.ts';
import { kindOf } from './identities.ts';
import type { Random } from './random.ts';
import { computed, type Template, type TemplateResource, type Value } from './template.ts';
import type { DeployedResource, Naming, Truth } from './world.ts';

/** Ids that many teams use. In half of the cases, the service's name comes before them. */
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

/** Shares of resources whose name a template gives. Source: 4,294 resources of public repositories. */
const named = { literal: 0.16, computed: 0.32 };

/** If a type allows fewer characters, teams leave the name to CloudFormation. */
const minCharacters = 63;

/** The shape of a generated template. */
export interface Shape {
  /** How many resources. */
  readonly size?: number;
  /** Whether resources may have names of their own; otherwise CloudFormation generates all. */
  readonly names?: boolean;
}

/** Returns a service's template in the form that a team would write. `service`: in lower case. */
export function inventedTemplate(random: Random, service: string, shape: Shape = {}): Template {
  const { size = random.integer(4, 12), names = true } = shape;
  const resources: Record<string, TemplateResource> = {};
  for (const [id, type] of random.some(pieces, size)) {
    const { naming, maxCharacters = 255 } = kindOf(type);
    const own = random.chance(0.5) ? `${titled(service)}${id}` : id;
    const name =
      naming !== undefined && names && maxCharacters >= minCharacters
        ? inventedName(random, service, id)
        : undefined;
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

/** Returns the resources of a stack that was deployed from this template. `truthOf` returns the declaration of each. */
export function deployedFrom(
  template: Template,
  known: {
    readonly stack: string;
    readonly accountRegion: AccountRegion;
    readonly parameters?: Readonly<Record<string, string>>;
  },
  truthOf: (logicalId: string) => Truth,
): DeployedResource[] {
  const { stack, accountRegion } = known;
  const circumstances = {
    ...accountRegion,
    stack,
    parameters: { ...template.parameters, ...known.parameters },
  };
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

/** Returns a `truthOf` for resources that one file declares under their own id. */
export function truthIn(file: string): (logicalId: string) => Truth {
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
