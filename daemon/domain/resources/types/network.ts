import type { Resource } from '#protocol/findings.ts';
import type { ResourceType, ResourceTypes } from '../resource-type.ts';

export const networkTypes: ResourceTypes = {
  'AWS::ElasticLoadBalancing::LoadBalancer': {
    configId: 'name',
    name: 'LoadBalancerName',
    maxNameCharacters: 32,
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    configId: 'arn',
    arn: 'arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/app/{name}/{unique}',
    name: 'Name',
    maxNameCharacters: 32,
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': { name: 'Name', maxNameCharacters: 32 },
  'AWS::ApiGateway::RestApi': {
    declaredAs: ['AWS::ApiGateway::RestApi', 'AWS::Serverless::Api'],
    configId: 'arn',
    physicalId: 'arn-end',
    name: 'Name',
  },
  'AWS::ApiGateway::Stage': { configId: 'arn', stageOf: 'AWS::ApiGateway::RestApi' },
  'AWS::ApiGatewayV2::Api': {
    declaredAs: ['AWS::ApiGatewayV2::Api', 'AWS::Serverless::HttpApi', 'AWS::Serverless::WebSocketApi'],
    configId: 'arn',
    physicalId: 'arn-end',
    name: 'Name',
  },
  'AWS::ApiGatewayV2::Stage': { configId: 'arn', stageOf: 'AWS::ApiGatewayV2::Api' },
  'AWS::AppSync::GraphQLApi': { declaredAs: ['AWS::AppSync::GraphQLApi', 'AWS::Serverless::GraphQLApi'] },
  'AWS::NetworkFirewall::Firewall': { physicalId: 'arn', name: 'FirewallName' },
  'AWS::WAFv2::WebACL': { name: 'Name' },
};

/** Every type of WAF. */
export const wafv2: ResourceType = { physicalId: wafIdsOf };

/** `name|id|scope`; the ARN has all three: `…:regional/webacl/name/id`, `…:global/webacl/name/id`. */
function wafIdsOf({ id, name, arn = '' }: Resource): string[] {
  const parts = /:(regional|global)\/[^/]+\/([^/]+)\/([^/]+)$/.exec(arn);
  if (parts) return [`${parts[2]}|${parts[3]}|${parts[1] === 'global' ? 'CLOUDFRONT' : 'REGIONAL'}`];
  return ['REGIONAL', 'CLOUDFRONT'].map((scope) => `${name}|${id}|${scope}`);
}
