import type { ResourceType, ResourceTypes } from './resource-type.ts';
import { accountTypes } from './types/account.ts';
import { computeTypes } from './types/compute.ts';
import { dataTypes, rds } from './types/data.ts';
import { ec2Types } from './types/ec2.ts';
import { iam, iamTypes } from './types/iam.ts';
import { messagingTypes } from './types/messaging.ts';
import { networkTypes, wafv2 } from './types/network.ts';
import { operationsTypes } from './types/operations.ts';
import { securityTypes } from './types/security.ts';
import { storageTypes } from './types/storage.ts';

/**
 * Every resource type that Guardrail knows facts about, by Config type. A type that is not listed has the facts of its
 * service, or the usual ones: it is declared under its own name and has no known naming property. Sources: Config's
 * recorded items, the CloudFormation registry and the services' documentation.
 */
export const resourceTypes: ResourceTypes = {
  ...accountTypes,
  ...computeTypes,
  ...dataTypes,
  ...ec2Types,
  ...iamTypes,
  ...messagingTypes,
  ...networkTypes,
  ...operationsTypes,
  ...securityTypes,
  ...storageTypes,
};

/** Facts of every type of a service, by the beginning of its types. */
const services = new Map<string, ResourceType>([
  ['AWS::CloudFront', { global: 'home-region' }],
  ['AWS::IAM', iam],
  ['AWS::RDS', rds],
  ['AWS::Route53', { global: 'home-region' }],
  ['AWS::WAFv2', wafv2],
]);

/** Every fact has its usual value. */
const usual: ResourceType = {};

const byConfigType = new Map<string, ResourceType>();
const byDeclaredType = new Map<string, ResourceType>();
for (const [type, listed] of Object.entries(resourceTypes)) {
  const facts = { ...serviceOf(type), ...listed };
  byConfigType.set(type, facts);
  for (const declared of facts.declaredAs ?? [type]) byDeclaredType.set(declared, facts);
}

/** Returns the facts of a type as Config names it. */
export function factsOfConfigType(type: string): ResourceType {
  return byConfigType.get(type) ?? serviceOf(type);
}

/** Returns the facts of a type as templates and stacks name it. */
export function factsOfDeclaredType(type: string): ResourceType {
  return byDeclaredType.get(type) ?? serviceOf(type);
}

/** Returns the facts of a type that Config or CloudFormation names. */
export function factsOf(type: string): ResourceType {
  return byConfigType.get(type) ?? factsOfDeclaredType(type);
}

function serviceOf(type: string): ResourceType {
  return services.get(type.split('::', 2).join('::')) ?? usual;
}
