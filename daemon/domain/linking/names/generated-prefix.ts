import { foldsCase } from '../../resources/declared-types.ts';

/** The longest name a type may have; CloudFormation shortens what it makes up to that. In characters. */
const longestNames: Readonly<Record<string, number>> = {
  'AWS::IAM::Role': 64,
  'AWS::IAM::User': 64,
  'AWS::IAM::ManagedPolicy': 128,
  'AWS::Lambda::Function': 64,
  'AWS::Serverless::Function': 64,
  'AWS::S3::Bucket': 63,
  'AWS::RDS::DBInstance': 63,
  'AWS::RDS::DBCluster': 63,
  'AWS::ElasticLoadBalancing::LoadBalancer': 32,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 32,
  'AWS::ElasticLoadBalancingV2::TargetGroup': 32,
  'AWS::SQS::Queue': 80,
};
const otherwise = 255;
/** Characters of the random part and the dashes around the logical id. */
const reserved = 14;

/**
 * What stands before the random part of a name that CloudFormation makes up: `{stack}-{logicalId}`, each cut to a fair
 * share where both are too long together. Source: `IdentifierUtils` of AWS's cloudformation-cli-java-plugin.
 */
export function generatedPrefix(type: string, stack: string, logicalId: string): string {
  const longest = Object.hasOwn(longestNames, type) ? longestNames[type] : undefined;
  const free = (longest ?? otherwise) - reserved;
  const [forStack, forId] = fairSplit(free, stack.length, logicalId.length);
  const prefix = `${stack.slice(0, forStack)}-${logicalId.slice(0, forId)}`;
  return foldsCase(type) ? prefix.toLowerCase() : prefix;
}

/** A name without the random part that CloudFormation puts behind it: 12 or 13 letters and digits. */
export function withoutSuffix(name: string): string | undefined {
  return /^(.+)-[A-Za-z0-9]{12,13}$/.exec(name)?.[1];
}

function fairSplit(free: number, first: number, second: number): [number, number] {
  if (first + second <= free) return [first, second];
  const half = Math.floor(free / 2);
  if (first <= half) return [first, free - first];
  if (second <= half) return [free - second, second];
  return [free - half, half];
}
