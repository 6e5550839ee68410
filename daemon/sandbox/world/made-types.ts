import { physicalIdsOf } from '../../domain/resources/physical-ids.ts';
import { withFacts } from '../../domain/resources/placeholders.ts';
import type { ResourceType } from '../../domain/resources/resource-type.ts';
import { factsOfConfigType } from '../../domain/resources/resource-types.ts';
import { accountType } from '../../domain/resources/types/account.ts';
import { alphabets, type Random } from './random.ts';

const addressType = 'AWS::EC2::EIP';

/** Types of which an account has any number of resources. The world of a seed depends on this order. */
export const ordinaryTypes: readonly string[] = [
  'AWS::S3::Bucket',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBSnapshot',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::Instance',
  'AWS::EC2::Volume',
  'AWS::EC2::Subnet',
  addressType,
  'AWS::Lambda::Function',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::IAM::User',
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
];

/** Types that do not get CloudFormation's tags: only the stack's list of resources leads to them. */
const untaggedTypes = new Set([addressType, 'AWS::IAM::User', 'AWS::IAM::Policy']);

/** The random part of an id, after its prefix. */
const randomIds: Readonly<Record<string, (random: Random) => string>> = {
  EC2: (random) => `0${random.text(16, alphabets.hex)}`,
  IAM: (random) => random.text(17, alphabets.upper),
  RDS: (random) => random.text(26, alphabets.upper),
};

/** The identifiers of one resource in AWS. */
export interface Identity {
  readonly id: string;
  readonly arn: string;
  /** Only for an Elastic IP address. */
  readonly publicIp?: string;
  readonly physicalId: string;
}

interface Owner {
  readonly account: string;
  readonly region: string;
  /** Empty if resources of the type have no name. */
  readonly name: string;
}

/**
 * Generates the ids of a resource, in the form that the table of resource types defines.
 * @throws RangeError for a type that the sandbox does not make.
 */
export function makeIdentity(random: Random, type: string, owner: Owner): Identity {
  const { configId, arn: pattern } = factsOfConfigType(type);
  if (pattern === undefined || configId === undefined)
    throw new RangeError(`no such resources here: ${type}`);
  const facts = { ...owner, partition: 'aws', ...madeUpFor(random, type, configId) };
  const arn = withFacts(pattern, facts);
  const id = { name: owner.name, arn, account: owner.account, made: facts.id }[
    typeof configId === 'string' ? configId : 'made'
  ];
  const publicIp = type === addressType ? documentationAddress(random) : undefined;
  const name = owner.name || publicIp;
  const [physicalId = id] = physicalIdsOf({ type, id, arn, ...(name && { name }) });
  return { id, arn, physicalId, ...(publicIp !== undefined && { publicIp }) };
}

/** Returns the parts of an ARN that AWS generates: `id`, or the part that makes it `unique`. */
function madeUpFor(
  random: Random,
  type: string,
  configId: NonNullable<ResourceType['configId']>,
): { readonly id: string; readonly unique: string } {
  if (typeof configId !== 'string') {
    return { id: `${configId.prefix}${randomIds[type.split('::')[1] ?? '']?.(random)}`, unique: '' };
  }
  return { id: '', unique: configId === 'arn' ? random.text(16, alphabets.hex) : '' };
}

/** Returns whether resources of the type have a name. */
export function hasName(type: string): boolean {
  return factsOfConfigType(type).name !== undefined;
}

/** Returns whether resources of the type get a stack's tags. */
export function isTagged(type: string): boolean {
  return type !== accountType && !untaggedTypes.has(type);
}

/** Returns an address of the networks that are reserved for documentation (RFC 5737). */
function documentationAddress(random: Random): string {
  return `${random.pick(['192.0.2', '198.51.100', '203.0.113'])}.${random.between(1, 254)}`;
}
