import { type ResourceType, type ResourceTypes, regionalPage } from '../resource-type.ts';

/** Every type of IAM. */
export const iam: ResourceType = { global: 'every-region' };

const principal = (prefix: string, kind: string, maxNameCharacters: number) => ({
  configId: { prefix },
  arn: `arn:{partition}:iam::{account}:${kind}/{name}`,
  physicalId: 'name' as const,
  maxNameCharacters,
});

export const iamTypes: ResourceTypes = {
  'AWS::IAM::Role': {
    ...principal('AROA', 'role', 64),
    name: 'RoleName',
    console: regionalPage('iam/home#/roles/details/{name}'),
  },
  'AWS::IAM::User': {
    ...principal('AIDA', 'user', 64),
    name: 'UserName',
    console: regionalPage('iam/home#/users/details/{name}'),
  },
  'AWS::IAM::Group': { ...principal('AGPA', 'group', 128), name: 'GroupName' },
  'AWS::IAM::Policy': {
    ...principal('ANPA', 'policy', 128),
    declaredAs: ['AWS::IAM::ManagedPolicy'],
    physicalId: 'arn',
    name: 'ManagedPolicyName',
    console: regionalPage('iam/home#/policies/details/{arn}'),
  },
};
