import type { ResourceTypes } from '../resource-type.ts';

export const operationsTypes: ResourceTypes = {
  'AWS::CloudFormation::Stack': {
    declaredAs: ['AWS::CloudFormation::Stack', 'AWS::Serverless::Application'],
    configId: 'arn',
  },
  'AWS::CloudTrail::Trail': { physicalId: 'arn-end', name: 'TrailName' },
  'AWS::CloudWatch::Alarm': { name: 'AlarmName' },
  'AWS::CodeBuild::Project': { physicalId: 'arn-end', name: 'Name' },
  'AWS::CodePipeline::Pipeline': { configId: 'name', name: 'Name' },
};
