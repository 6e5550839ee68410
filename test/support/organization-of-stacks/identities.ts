import type { Resource } from '#protocol/findings.ts';
import type { AccountRegion } from '../../../daemon/domain/accounts/account-region.ts';
import type { Random } from './random.ts';

/** The identifiers of one resource in CloudFormation and in Config. */
export interface Identity {
  readonly physicalId: string;
  readonly resource: Resource;
}

interface Known {
  readonly name: string;
  readonly accountRegion: AccountRegion;
  readonly random: Random;
}

interface Kind {
  /** Config's type, if it is different. */
  readonly configType?: string;
  /** The property that may give a name. */
  readonly naming?: string;
  /** The maximum length of a name. */
  readonly maxCharacters?: number;
  readonly lowerCase?: true;
  /** Whether it is a global resource. */
  readonly global?: true;
  identity(known: Known): {
    readonly physicalId: string;
    readonly id: string;
    readonly name?: string;
    readonly arn: string;
  };
}

const hex = ({ random }: Known) => random.letters('hexadecimal', 17);
const arnOf = (service: string, { account, region }: AccountRegion, rest: string) =>
  `arn:aws:${service}:${region}:${account}:${rest}`;
const iam = (
  configType: string | undefined,
  naming: string,
  path: string,
  prefix: string,
  maxCharacters: number,
): Kind => ({
  ...(configType !== undefined && { configType }),
  naming,
  maxCharacters,
  global: true,
  identity({ name, accountRegion, random }) {
    const arn = `arn:aws:iam::${accountRegion.account}:${path}/${name}`;
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
    return { physicalId: id, id, arn: arnOf('ec2', known.accountRegion, `${path}/${id}`) };
  },
});

/** The identifiers of each type in CloudFormation and in Config. Source: recorded configuration items and the CloudFormation registry. */
export const kinds: Readonly<Record<string, Kind>> = {
  'AWS::S3::Bucket': {
    naming: 'BucketName',
    maxCharacters: 63,
    lowerCase: true,
    identity: ({ name }) => ({ physicalId: name, id: name, name, arn: `arn:aws:s3:::${name}` }),
  },
  'AWS::IAM::Role': iam(undefined, 'RoleName', 'role', 'AROA', 64),
  'AWS::IAM::User': iam(undefined, 'UserName', 'user', 'AIDA', 64),
  'AWS::IAM::ManagedPolicy': iam('AWS::IAM::Policy', 'ManagedPolicyName', 'policy', 'ANPA', 128),
  'AWS::Lambda::Function': {
    naming: 'FunctionName',
    maxCharacters: 64,
    identity: ({ name, accountRegion }) => ({
      physicalId: name,
      id: name,
      name,
      arn: arnOf('lambda', accountRegion, `function:${name}`),
    }),
  },
  'AWS::DynamoDB::Table': {
    naming: 'TableName',
    maxCharacters: 255,
    identity: ({ name, accountRegion }) => ({
      physicalId: name,
      id: name,
      name,
      arn: arnOf('dynamodb', accountRegion, `table/${name}`),
    }),
  },
  'AWS::SQS::Queue': {
    naming: 'QueueName',
    maxCharacters: 80,
    identity({ name, accountRegion }) {
      const url = `https://sqs.${accountRegion.region}.amazonaws.com/${accountRegion.account}/${name}`;
      return { physicalId: url, id: url, name, arn: arnOf('sqs', accountRegion, name) };
    },
  },
  'AWS::SNS::Topic': {
    naming: 'TopicName',
    maxCharacters: 256,
    identity({ name, accountRegion }) {
      const arn = arnOf('sns', accountRegion, name);
      return { physicalId: arn, id: arn, name, arn };
    },
  },
  'AWS::RDS::DBInstance': {
    naming: 'DBInstanceIdentifier',
    maxCharacters: 63,
    lowerCase: true,
    identity: ({ name, accountRegion, random }) => ({
      physicalId: name,
      id: `db-${random.letters('upper', 26)}`,
      name,
      arn: arnOf('rds', accountRegion, `db:${name}`),
    }),
  },
  'AWS::OpenSearchService::Domain': {
    configType: 'AWS::OpenSearch::Domain',
    naming: 'DomainName',
    maxCharacters: 28,
    lowerCase: true,
    identity: ({ name, accountRegion }) => ({
      physicalId: name,
      id: `${accountRegion.account}/${name}`,
      name,
      arn: arnOf('es', accountRegion, `domain/${name}`),
    }),
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    naming: 'Name',
    maxCharacters: 32,
    identity({ name, accountRegion, random }) {
      const arn = arnOf(
        'elasticloadbalancing',
        accountRegion,
        `loadbalancer/app/${name}/${random.letters('hexadecimal', 16)}`,
      );
      return { physicalId: arn, id: arn, name, arn };
    },
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    naming: 'AutoScalingGroupName',
    maxCharacters: 255,
    identity({ name, accountRegion, random }) {
      const arn = arnOf(
        'autoscaling',
        accountRegion,
        `autoScalingGroup:${random.uuid()}:autoScalingGroupName/${name}`,
      );
      return { physicalId: name, id: arn, name, arn };
    },
  },
  'AWS::CertificateManager::Certificate': {
    configType: 'AWS::ACM::Certificate',
    identity({ accountRegion, random }) {
      const arn = arnOf('acm', accountRegion, `certificate/${random.uuid()}`);
      return { physicalId: arn, id: arn, arn };
    },
  },
  'AWS::KMS::Key': {
    identity({ accountRegion, random }) {
      const id = random.uuid();
      return { physicalId: id, id, arn: arnOf('kms', accountRegion, `key/${id}`) };
    },
  },
  'AWS::ApiGateway::RestApi': {
    naming: 'Name',
    identity({ name, accountRegion, random }) {
      const api = random.letters('lower', 10);
      const arn = `arn:aws:apigateway:${accountRegion.region}::/restapis/${api}`;
      return { physicalId: api, id: arn, name, arn };
    },
  },
  'AWS::EC2::SecurityGroup': {
    naming: 'GroupName',
    maxCharacters: 255,
    identity(known) {
      const id = `sg-${hex(known)}`;
      return {
        physicalId: id,
        id,
        name: known.name,
        arn: arnOf('ec2', known.accountRegion, `security-group/${id}`),
      };
    },
  },
  'AWS::EC2::VPC': ec2('vpc', 'vpc'),
  'AWS::EC2::Instance': ec2('i', 'instance'),
};

/** Returns the identifiers of a resource with this name, or with an id that its service generates. */
export function identityOf(type: string, known: Known): Identity {
  const kind = kindOf(type);
  const name = kind.lowerCase ? known.name.toLowerCase() : known.name;
  const { physicalId, ...rest } = kind.identity({ ...known, name });
  return { physicalId, resource: { type: kind.configType ?? type, ...rest } };
}

/** Returns the kind of a type. @throws if the type is unknown. */
export function kindOf(type: string): Kind {
  const kind = kinds[type];
  if (!kind) throw new Error(`No identity for ${type}.`);
  return kind;
}

/**
 * Returns a name in the form that CloudFormation generates. Stack and logical id have half of the length without the suffix each; one
 * may use the part that the other does not need. Source: `IdentifierUtils` of cloudformation-cli-java-plugin.
 */
export function generatedName(type: string, stack: string, logicalId: string, random: Random): string {
  const { maxCharacters = 255, lowerCase } = kindOf(type);
  const suffix = random.chance(0.3) ? random.letters('upper', 12) : random.letters('mixed', 12);
  const free = maxCharacters - suffix.length - 2;
  const half = Math.floor(free / 2);
  const forId = Math.min(logicalId.length, Math.max(free - stack.length, half));
  const forStack = Math.min(stack.length, free - forId);
  const name = `${stack.slice(0, forStack)}-${logicalId.slice(0, forId)}-${suffix}`;
  return lowerCase ? name.toLowerCase() : name;
}
