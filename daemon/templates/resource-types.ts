/** How a resource type that AWS Config reports is written in templates. */
export interface DeclaredType {
  /** CloudFormation types that create it, where that is not simply the same type. */
  readonly declaredAs?: readonly string[];
  /** The property that may hold its name. */
  readonly name?: string;
}

/**
 * Config's types against CloudFormation's: renamed types (Config's `AWS::IAM::Policy` is CloudFormation's
 * ManagedPolicy), what SAM's types expand to, and the property that names the resource. A type that is not listed is
 * declared under its own name and has no known naming property. Sources: Config's recorded items and the
 * CloudFormation registry.
 */
export const declaredTypes: Readonly<Record<string, DeclaredType>> = {
  'AWS::S3::Bucket': { name: 'BucketName' },
  'AWS::IAM::Role': { name: 'RoleName' },
  'AWS::IAM::User': { name: 'UserName' },
  'AWS::IAM::Group': { name: 'GroupName' },
  'AWS::IAM::Policy': { declaredAs: ['AWS::IAM::ManagedPolicy'], name: 'ManagedPolicyName' },
  'AWS::EC2::SecurityGroup': { name: 'GroupName' },
  'AWS::EC2::LaunchTemplate': { name: 'LaunchTemplateName' },
  'AWS::RDS::DBInstance': { name: 'DBInstanceIdentifier' },
  'AWS::RDS::DBCluster': { name: 'DBClusterIdentifier' },
  'AWS::RDS::DBSubnetGroup': { name: 'DBSubnetGroupName' },
  'AWS::RDS::EventSubscription': { name: 'SubscriptionName' },
  'AWS::RDS::DBSnapshot': { name: 'DBSnapshotIdentifier' },
  'AWS::Lambda::Function': {
    declaredAs: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
    name: 'FunctionName',
  },
  'AWS::DynamoDB::Table': {
    declaredAs: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::Serverless::SimpleTable'],
    name: 'TableName',
  },
  'AWS::SNS::Topic': { name: 'TopicName' },
  'AWS::SQS::Queue': { name: 'QueueName' },
  'AWS::ElasticLoadBalancing::LoadBalancer': { name: 'LoadBalancerName' },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': { name: 'Name' },
  'AWS::AutoScaling::AutoScalingGroup': { name: 'AutoScalingGroupName' },
  'AWS::AutoScaling::LaunchConfiguration': { name: 'LaunchConfigurationName' },
  'AWS::CloudTrail::Trail': { name: 'TrailName' },
  'AWS::CloudWatch::Alarm': { name: 'AlarmName' },
  'AWS::ECS::Service': { name: 'ServiceName' },
  'AWS::ECS::Cluster': { name: 'ClusterName' },
  'AWS::ECS::TaskDefinition': { name: 'Family' },
  'AWS::ECR::Repository': { name: 'RepositoryName' },
  'AWS::EKS::Cluster': { name: 'Name' },
  'AWS::Elasticsearch::Domain': { name: 'DomainName' },
  'AWS::OpenSearch::Domain': { declaredAs: ['AWS::OpenSearchService::Domain'], name: 'DomainName' },
  'AWS::Redshift::Cluster': { name: 'ClusterIdentifier' },
  'AWS::Kinesis::Stream': { name: 'Name' },
  'AWS::KinesisFirehose::DeliveryStream': { name: 'DeliveryStreamName' },
  'AWS::ApiGateway::RestApi': {
    declaredAs: ['AWS::ApiGateway::RestApi', 'AWS::Serverless::Api'],
    name: 'Name',
  },
  'AWS::ApiGateway::Stage': { name: 'StageName' },
  'AWS::ApiGatewayV2::Api': {
    declaredAs: ['AWS::ApiGatewayV2::Api', 'AWS::Serverless::HttpApi'],
    name: 'Name',
  },
  'AWS::ApiGatewayV2::Stage': { name: 'StageName' },
  'AWS::ACM::Certificate': { declaredAs: ['AWS::CertificateManager::Certificate'] },
  'AWS::WAFv2::WebACL': { name: 'Name' },
  'AWS::CodeBuild::Project': { name: 'Name' },
  'AWS::CodePipeline::Pipeline': { name: 'Name' },
  'AWS::SecretsManager::Secret': { name: 'Name' },
  'AWS::StepFunctions::StateMachine': {
    declaredAs: ['AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine'],
    name: 'StateMachineName',
  },
  'AWS::ElasticBeanstalk::Environment': { name: 'EnvironmentName' },
  'AWS::NetworkFirewall::Firewall': { name: 'FirewallName' },
  'AWS::MSK::Cluster': { name: 'ClusterName' },
  'AWS::Cognito::UserPool': { name: 'UserPoolName' },
  'AWS::Backup::BackupVault': { name: 'BackupVaultName' },
  'AWS::SageMaker::NotebookInstance': { name: 'NotebookInstanceName' },
};

export function declaredAs(configType: string): readonly string[] {
  return declaredTypes[configType]?.declaredAs ?? [configType];
}

/** Names that AWS keeps in lower case whatever the template wrote. */
export function sameName(configType: string, literal: string, name: string): boolean {
  const folded = configType.startsWith('AWS::RDS::') || configType === 'AWS::S3::Bucket';
  return folded ? literal.toLowerCase() === name.toLowerCase() : literal === name;
}
