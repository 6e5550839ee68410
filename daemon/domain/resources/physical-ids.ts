import type { Resource } from '#protocol/findings.ts';

/** Config's types that CloudFormation calls otherwise than by Config's id: by their name, their ARN or its last part. */
const calledBy: Readonly<Record<string, 'name' | 'arn' | 'end'>> = {
  'AWS::IAM::Role': 'name',
  'AWS::IAM::User': 'name',
  'AWS::IAM::Group': 'name',
  'AWS::IAM::Policy': 'arn',
  // Its name is its public address.
  'AWS::EC2::EIP': 'name',
  'AWS::RDS::DBInstance': 'name',
  'AWS::RDS::DBCluster': 'name',
  'AWS::RDS::DBSnapshot': 'arn',
  'AWS::AutoScaling::AutoScalingGroup': 'name',
  'AWS::AutoScaling::LaunchConfiguration': 'name',
  'AWS::CloudTrail::Trail': 'end',
  'AWS::ECS::Cluster': 'name',
  'AWS::ECS::TaskDefinition': 'arn',
  'AWS::Elasticsearch::Domain': 'name',
  'AWS::OpenSearch::Domain': 'name',
  'AWS::ApiGateway::RestApi': 'end',
  'AWS::ApiGatewayV2::Api': 'end',
  'AWS::CodeBuild::Project': 'end',
  'AWS::SecretsManager::Secret': 'arn',
  'AWS::ElasticBeanstalk::Environment': 'name',
  'AWS::NetworkFirewall::Firewall': 'arn',
};

/**
 * What CloudFormation may call a resource that Config knows by id, name and ARN: the likeliest first, for types that
 * nobody listed, and items that lack a part, join by any other. Sources: Config's recorded items and what the
 * CloudFormation registry says that `Ref` returns.
 */
export function physicalIdsOf(resource: Resource): string[] {
  const { type, id, name, arn } = resource;
  if (type.startsWith('AWS::WAFv2::')) return wafIdsOf(resource);
  const end = arn && lastPartOf(arn);
  const likeliest = { name, arn, end, id }[calledBy[type] ?? 'id'];
  return [...new Set([likeliest, id, name, arn, end])].filter((value) => value !== undefined);
}

/**
 * Whether CloudFormation means this resource by a physical id of its type. Nothing if what is known of the resource
 * does not tell: its source left out the name or the ARN that CloudFormation calls it by.
 */
export function isCalled(resource: Resource, physicalId: string): boolean | undefined {
  const called = new Set(physicalIdsOf(resource).flatMap(formsOf));
  if (formsOf(physicalId).some((form) => called.has(form))) return true;
  const { type, id, name, arn = id } = resource;
  const by = calledBy[type];
  if (by === undefined || (by === 'name' ? name !== undefined : arn.startsWith('arn:'))) return false;
  return undefined;
}

/** An id in full and its last part, in lower case; a revision behind a colon is none of its own. */
function formsOf(id: string): string[] {
  const plain = id.toLowerCase().replace(/:\d+$/, '');
  return [plain, lastPartOf(plain)];
}

/**
 * By which of them CloudFormation finds the resource's stack. It calls each stage of an API by its mere name, as any
 * other stage `prod`: there the API tells.
 */
export function tellingIdsOf(resource: Resource): string[] {
  if (!isStage(resource)) return physicalIdsOf(resource);
  return [apiOfStage(resource)].filter((api) => api !== undefined);
}

export function isStage({ type }: Resource): boolean {
  return type === 'AWS::ApiGateway::Stage' || type === 'AWS::ApiGatewayV2::Stage';
}

/** The id of the API that a stage is of. */
export function apiOfStage({ id, arn = id }: Resource): string | undefined {
  return /\/(?:rest)?apis\/([^/]+)\/stages\//.exec(arn)?.[1];
}

/** `name|id|scope`, which the ARN has: `…:regional/webacl/name/id`, `…:global/webacl/name/id`. */
function wafIdsOf({ id, name, arn = '' }: Resource): string[] {
  const said = /:(regional|global)\/[^/]+\/([^/]+)\/([^/]+)$/.exec(arn);
  if (said) return [`${said[2]}|${said[3]}|${said[1] === 'global' ? 'CLOUDFRONT' : 'REGIONAL'}`];
  return ['REGIONAL', 'CLOUDFRONT'].map((scope) => `${name}|${id}|${scope}`);
}

function lastPartOf(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
}
