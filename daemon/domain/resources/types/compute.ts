import type { Resource } from '#protocol/findings.ts';
import { configNameOf } from '../config-name.ts';
import { type ResourceTypes, regionalPage } from '../resource-type.ts';

export const computeTypes: ResourceTypes = {
  'AWS::Lambda::Function': {
    declaredAs: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
    configId: 'name',
    arn: 'arn:{partition}:lambda:{region}:{account}:function:{name}',
    name: 'FunctionName',
    maxNameCharacters: 64,
    console: regionalPage('lambda/home?region={region}#/functions/{name}'),
  },
  'AWS::StepFunctions::StateMachine': {
    declaredAs: ['AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine'],
    configId: 'arn',
    name: 'StateMachineName',
    nameInSam: 'Name',
  },
  'AWS::ECS::Service': { configId: 'arn', name: 'ServiceName' },
  'AWS::ECS::Cluster': { configId: 'arn', physicalId: 'name', name: 'ClusterName' },
  'AWS::ECS::TaskDefinition': { physicalId: 'arn', name: 'Family', namesIn: familyOf },
  'AWS::EKS::Cluster': { configId: 'name', name: 'Name' },
  'AWS::ElasticBeanstalk::Environment': {
    configId: { prefix: 'e-' },
    physicalId: 'name',
    name: 'EnvironmentName',
  },
};

/** Config's name may end with a revision: `family:revision`. */
function familyOf(resource: Resource): string[] {
  const name = configNameOf(resource);
  const family = name.replace(/:\d+$/, '');
  return family === name ? [name] : [name, family];
}
