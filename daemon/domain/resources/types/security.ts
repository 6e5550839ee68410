import type { Resource } from '#protocol/findings.ts';
import { configNameOf } from '../config-name.ts';
import type { ResourceTypes } from '../resource-type.ts';

export const securityTypes: ResourceTypes = {
  'AWS::ACM::Certificate': { declaredAs: ['AWS::CertificateManager::Certificate'], configId: 'arn' },
  'AWS::Cognito::UserPool': { name: 'UserPoolName' },
  'AWS::SecretsManager::Secret': { configId: 'arn', physicalId: 'arn', name: 'Name', namesIn: secretNames },
};

/** The ARN ends with `secret:name-AbCdEf`. Whether Config's name includes those six characters is not documented. */
function secretNames(resource: Resource): string[] {
  const { id, arn = id } = resource;
  return [/:secret:(.+)-\w{6}$/.exec(arn)?.[1] ?? configNameOf(resource)];
}
