import { alphabets, type Random } from './random.ts';

/** How resources of a Config type are identified, in Config and in CloudFormation. */
export interface ResourceKind {
  /** Where CloudFormation's type has another name. */
  readonly stackType?: string;
  /** Recorded in every region. */
  readonly global?: boolean;
  readonly hasName: boolean;
  /** Only lower case in names. */
  readonly lowerCase?: boolean;
  /** The longest name, in characters; 255 where absent. */
  readonly longestName?: number;
  /** CloudFormation's tags do not reach it: only the stack's resources tell. */
  readonly untagged?: boolean;
  id(random: Random, facts: Facts): string;
  arn(facts: Facts & { readonly id: string }): string;
  /** CloudFormation's physical id; the Config id where absent. */
  readonly physicalId?: 'name' | 'arn' | 'publicIp';
  /** An Elastic IP address itself. */
  publicIp?(random: Random): string;
}

export interface Facts {
  readonly account: string;
  readonly region: string;
  /** Empty where the kind has none. */
  readonly name: string;
}

const opaque = (prefix: string) => (random: Random) => `${prefix}-0${random.text(16, alphabets.hex)}`;
const principal = (prefix: string) => (random: Random) => `${prefix}${random.text(17, alphabets.upper)}`;
const named = (_random: Random, { name }: Facts) => name;

function ec2(prefix: string, part: string, hasName = false): ResourceKind {
  return {
    hasName,
    id: opaque(prefix),
    arn: ({ account, region, id }) => `arn:aws:ec2:${region}:${account}:${part}/${id}`,
  };
}

function iam(prefix: string, part: string, rest: Partial<ResourceKind>): ResourceKind {
  return {
    hasName: true,
    longestName: 64,
    global: true,
    id: principal(prefix),
    arn: ({ account, name }) => `arn:aws:iam::${account}:${part}/${name}`,
    physicalId: 'name',
    ...rest,
  };
}

const kinds: Readonly<Record<string, ResourceKind>> = {
  'AWS::::Account': {
    hasName: false,
    global: true,
    id: (_random, { account }) => account,
    arn: ({ account }) => `arn:aws:iam::${account}:root`,
  },
  'AWS::S3::Bucket': {
    hasName: true,
    lowerCase: true,
    longestName: 63,
    id: named,
    arn: ({ name }) => `arn:aws:s3:::${name}`,
  },
  'AWS::RDS::DBInstance': {
    hasName: true,
    lowerCase: true,
    longestName: 63,
    id: (random) => `db-${random.text(26, alphabets.upper)}`,
    arn: ({ account, region, name }) => `arn:aws:rds:${region}:${account}:db:${name}`,
    physicalId: 'name',
  },
  'AWS::RDS::DBSnapshot': {
    hasName: true,
    lowerCase: true,
    id: named,
    arn: ({ account, region, name }) => `arn:aws:rds:${region}:${account}:snapshot:${name}`,
    physicalId: 'arn',
  },
  'AWS::EC2::SecurityGroup': ec2('sg', 'security-group', true),
  'AWS::EC2::Instance': ec2('i', 'instance'),
  'AWS::EC2::Volume': ec2('vol', 'volume'),
  'AWS::EC2::Subnet': ec2('subnet', 'subnet'),
  'AWS::EC2::EIP': {
    ...ec2('eipalloc', 'eip-allocation'),
    untagged: true,
    // Of the networks that are set aside for documentation (RFC 5737).
    publicIp: (random) => `${random.pick(['192.0.2', '198.51.100', '203.0.113'])}.${random.between(1, 254)}`,
    physicalId: 'publicIp',
  },
  'AWS::Lambda::Function': {
    hasName: true,
    longestName: 64,
    id: named,
    arn: ({ account, region, name }) => `arn:aws:lambda:${region}:${account}:function:${name}`,
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    hasName: true,
    longestName: 32,
    id: (random, facts) => loadBalancerArn(facts, random.text(16, alphabets.hex)),
    arn: ({ id }) => id,
  },
  'AWS::IAM::User': iam('AIDA', 'user', { untagged: true }),
  'AWS::IAM::Role': iam('AROA', 'role', {}),
  'AWS::IAM::Policy': iam('ANPA', 'policy', {
    stackType: 'AWS::IAM::ManagedPolicy',
    untagged: true,
    physicalId: 'arn',
  }),
};

function loadBalancerArn({ account, region, name }: Facts, id: string): string {
  return `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/${name}/${id}`;
}

/** @throws RangeError for a type that the sandbox does not make. */
export function kindOf(type: string): ResourceKind {
  const kind = kinds[type];
  if (kind === undefined) throw new RangeError(`no such resources here: ${type}`);
  return kind;
}

/** Types of which an account has any number. */
export const ordinaryTypes: readonly string[] = Object.keys(kinds).filter(
  (type) => type !== 'AWS::::Account',
);
