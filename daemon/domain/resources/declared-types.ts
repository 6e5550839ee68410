import type { Resource } from '#protocol/findings.ts';

/** How a resource type that AWS Config reports is written in templates. */
export interface DeclaredType {
  /** CloudFormation types that create it, where that is not simply the same type. */
  readonly declaredAs?: readonly string[];
  /** The property that may hold its name, where a name tells the resource from others of its account. */
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
  'AWS::ApiGatewayV2::Api': {
    declaredAs: ['AWS::ApiGatewayV2::Api', 'AWS::Serverless::HttpApi', 'AWS::Serverless::WebSocketApi'],
    name: 'Name',
  },
  'AWS::AppSync::GraphQLApi': { declaredAs: ['AWS::AppSync::GraphQLApi', 'AWS::Serverless::GraphQLApi'] },
  'AWS::CloudFormation::Stack': {
    declaredAs: ['AWS::CloudFormation::Stack', 'AWS::Serverless::Application'],
  },
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

/** Declared type → the property that may hold its name. */
const namingProperties = new Map<string | null, string>();
for (const [type, { declaredAs = [type], name }] of Object.entries(declaredTypes)) {
  if (name !== undefined) for (const declared of declaredAs) namingProperties.set(declared, name);
}
namingProperties.set('AWS::Serverless::StateMachine', 'Name');

export function namingProperty(declaredType: string | null): string | undefined {
  return namingProperties.get(declaredType);
}

export function declaredAs(configType: string): readonly string[] {
  return declaredTypes[configType]?.declaredAs ?? [configType];
}

/** What makes instances that carry its tags, those of CloudFormation included. Source: Auto Scaling's documentation. */
export function carriersOf(configType: string): readonly string[] {
  return configType === 'AWS::EC2::Instance' ? ['AWS::AutoScaling::AutoScalingGroup'] : [];
}

/** Whether a template that writes this literal means this resource. */
export function isNamed(resource: Resource, literal: string): boolean {
  const folded = foldsCase(resource.type);
  return namesOf(resource).some((name) =>
    folded ? name.toLowerCase() === literal.toLowerCase() : name === literal,
  );
}

/** The names a template may have given to a resource: as AWS says it, and without what AWS puts behind it. */
export function namesOf({ type, id, name, arn = id }: Resource): string[] {
  // `secret:name-AbCdEf`: whether Config says the name with or without those six characters is not documented.
  const secret = type === 'AWS::SecretsManager::Secret' ? /:secret:(.+-\w{6})$/.exec(arn)?.[1] : undefined;
  if (secret !== undefined) return [secret.slice(0, -7)];
  const said =
    name ??
    (/^(arn|https):/.test(id) ? id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1) : id);
  // `family:revision`, where Config tells the revision.
  const family = type === 'AWS::ECS::TaskDefinition' ? said.replace(/:\d+$/, '') : said;
  return family === said ? [said] : [said, family];
}

/** An id as it is compared: RDS and S3 keep names in lower case, whatever the template or the stack says. */
export function comparableId(type: string, id: string): string {
  return foldsCase(type) ? id.toLowerCase() : id;
}

/** A service with one place for the whole account: its stack may be in another region than Config names. */
export function isGlobal(type: string): boolean {
  return /^AWS::(IAM|CloudFront|Route53)::/.test(type);
}

/** What a transform expands to several resources: SAM's types, and modules by any name. */
export function isExpanded(type: string | null): boolean {
  return type === null || isSam(type) || !type.includes('::') || type.endsWith('::MODULE');
}

export function isSam(type: string | null): boolean {
  return type?.startsWith('AWS::Serverless::') ?? false;
}

/** Logical ids that SAM makes without any id of the template in them. */
export function isSamImplicit(logicalId: string): boolean {
  return /^(Serverless(Rest|Http)Api|ServerlessDeploymentApplication|CodeDeployServiceRole)/.test(logicalId);
}

export function foldsCase(type: string): boolean {
  return type.startsWith('AWS::RDS::') || type === 'AWS::S3::Bucket';
}
