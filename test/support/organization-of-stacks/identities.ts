import type { Resource } from '#protocol/findings.ts';
import type { AccountRegion } from '../../../daemon/domain/accounts/account-region.ts';
import type { Random } from './random.ts';

/** One resource as CloudFormation and as Config call it. */
export interface Identity {
  readonly physicalId: string;
  readonly resource: Resource;
}

interface Known {
  readonly name: string;
  readonly place: AccountRegion;
  readonly random: Random;
}

interface Kind {
  /** Config's type, where it is another. */
  readonly configType?: string;
  /** The property that may give a name. */
  readonly naming?: string;
  /** The longest name, in characters. */
  readonly longest?: number;
  readonly lowerCase?: true;
  /** Exists once in an account. */
  readonly global?: true;
  identity(known: Known): {
    readonly physicalId: string;
    readonly id: string;
    readonly name?: string;
    readonly arn: string;
  };
}

const hex = ({ random }: Known) => random.letters('hexadecimal', 17);
const of = (service: string, { account, region }: AccountRegion, rest: string) =>
  `arn:aws:${service}:${region}:${account}:${rest}`;
const iam = (
  configType: string | undefined,
  naming: string,
  path: string,
  prefix: string,
  longest: number,
): Kind => ({
  ...(configType !== undefined && { configType }),
  naming,
  longest,
  global: true,
  identity({ name, place, random }) {
    const arn = `arn:aws:iam::${place.account}:${path}/${name}`;
    return {
      physicalId: configType === undefined ? name : arn,
      id: prefix + random.letters('upper', 17),
      name,
      arn,
    };
  },
});
const ec2 = (prefix: string, path: string): Kind => ({
  identity(known) {
    const id = `${prefix}-${hex(known)}`;
    return { physicalId: id, id, arn: of('ec2', known.place, `${path}/${id}`) };
  },
});

/** How types are called on both sides. Source: recorded configuration items and the CloudFormation registry. */
export const kinds: Readonly<Record<string, Kind>> = {
  'AWS::S3::Bucket': {
    naming: 'BucketName',
    longest: 63,
    lowerCase: true,
    identity: ({ name }) => ({ physicalId: name, id: name, name, arn: `arn:aws:s3:::${name}` }),
  },
  'AWS::IAM::Role': iam(undefined, 'RoleName', 'role', 'AROA', 64),
  'AWS::IAM::User': iam(undefined, 'UserName', 'user', 'AIDA', 64),
  'AWS::IAM::ManagedPolicy': iam('AWS::IAM::Policy', 'ManagedPolicyName', 'policy', 'ANPA', 128),
  'AWS::Lambda::Function': {
    naming: 'FunctionName',
    longest: 64,
    identity: ({ name, place }) => ({
      physicalId: name,
      id: name,
      name,
      arn: of('lambda', place, `function:${name}`),
    }),
  },
  'AWS::DynamoDB::Table': {
    naming: 'TableName',
    longest: 255,
    identity: ({ name, place }) => ({
      physicalId: name,
      id: name,
      name,
      arn: of('dynamodb', place, `table/${name}`),
    }),
  },
  'AWS::SQS::Queue': {
    naming: 'QueueName',
    longest: 80,
    identity({ name, place }) {
      const url = `https://sqs.${place.region}.amazonaws.com/${place.account}/${name}`;
      return { physicalId: url, id: url, name, arn: of('sqs', place, name) };
    },
  },
  'AWS::SNS::Topic': {
    naming: 'TopicName',
    longest: 256,
    identity({ name, place }) {
      const arn = of('sns', place, name);
      return { physicalId: arn, id: arn, name, arn };
    },
  },
  'AWS::RDS::DBInstance': {
    naming: 'DBInstanceIdentifier',
    longest: 63,
    lowerCase: true,
    identity: ({ name, place, random }) => ({
      physicalId: name,
      id: `db-${random.letters('upper', 26)}`,
      name,
      arn: of('rds', place, `db:${name}`),
    }),
  },
  'AWS::OpenSearchService::Domain': {
    configType: 'AWS::OpenSearch::Domain',
    naming: 'DomainName',
    longest: 28,
    lowerCase: true,
    identity: ({ name, place }) => ({
      physicalId: name,
      id: `${place.account}/${name}`,
      name,
      arn: of('es', place, `domain/${name}`),
    }),
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    naming: 'Name',
    longest: 32,
    identity({ name, place, random }) {
      const arn = of(
        'elasticloadbalancing',
        place,
        `loadbalancer/app/${name}/${random.letters('hexadecimal', 16)}`,
      );
      return { physicalId: arn, id: arn, name, arn };
    },
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    naming: 'AutoScalingGroupName',
    longest: 255,
    identity({ name, place, random }) {
      const arn = of('autoscaling', place, `autoScalingGroup:${random.uuid()}:autoScalingGroupName/${name}`);
      return { physicalId: name, id: arn, name, arn };
    },
  },
  'AWS::CertificateManager::Certificate': {
    configType: 'AWS::ACM::Certificate',
    identity({ place, random }) {
      const arn = of('acm', place, `certificate/${random.uuid()}`);
      return { physicalId: arn, id: arn, arn };
    },
  },
  'AWS::KMS::Key': {
    identity({ place, random }) {
      const id = random.uuid();
      return { physicalId: id, id, arn: of('kms', place, `key/${id}`) };
    },
  },
  'AWS::ApiGateway::RestApi': {
    naming: 'Name',
    identity({ name, place, random }) {
      const api = random.letters('lower', 10);
      const arn = `arn:aws:apigateway:${place.region}::/restapis/${api}`;
      return { physicalId: api, id: arn, name, arn };
    },
  },
  'AWS::EC2::SecurityGroup': {
    naming: 'GroupName',
    longest: 255,
    identity(known) {
      const id = `sg-${hex(known)}`;
      return { physicalId: id, id, name: known.name, arn: of('ec2', known.place, `security-group/${id}`) };
    },
  },
  'AWS::EC2::VPC': ec2('vpc', 'vpc'),
  'AWS::EC2::Instance': ec2('i', 'instance'),
};

/** A resource under this name, or under one that its service makes up. */
export function identityOf(type: string, known: Known): Identity {
  const kind = kindOf(type);
  const name = kind.lowerCase ? known.name.toLowerCase() : known.name;
  const { physicalId, ...rest } = kind.identity({ ...known, name });
  return { physicalId, resource: { type: kind.configType ?? type, ...rest } };
}

export function kindOf(type: string): Kind {
  const kind = kinds[type];
  if (!kind) throw new Error(`No identity for ${type}.`);
  return kind;
}

/**
 * The name that CloudFormation makes up. Stack and logical id share fairly what the suffix leaves; what one does not
 * need, the other gets. Source: `IdentifierUtils` of cloudformation-cli-java-plugin.
 */
export function generatedName(type: string, stack: string, logicalId: string, random: Random): string {
  const { longest = 255, lowerCase } = kindOf(type);
  const suffix = random.chance(0.3) ? random.letters('upper', 12) : random.letters('mixed', 12);
  const free = longest - suffix.length - 2;
  const half = Math.floor(free / 2);
  const forId = Math.min(logicalId.length, Math.max(free - stack.length, half));
  const forStack = Math.min(stack.length, free - forId);
  const name = `${stack.slice(0, forStack)}-${logicalId.slice(0, forId)}-${suffix}`;
  return lowerCase ? name.toLowerCase() : name;
}
