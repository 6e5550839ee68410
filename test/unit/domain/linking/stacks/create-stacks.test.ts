import { describe, expect, it } from 'vitest';
import { linkFindings } from '../../../../../daemon/domain/linking/link-findings.ts';
import { createStacks } from '../../../../../daemon/domain/linking/stacks/create-stacks.ts';
import { declaredAs } from '../../../../../daemon/domain/resources/declared-types.ts';
import { stackLookupIdsOf } from '../../../../../daemon/domain/resources/physical-ids.ts';
import { finding, member, workspace } from '../builders.ts';

const arnOf = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:111122223333:${rest}`;
const api = 'arn:aws:apigateway:eu-west-1::';

interface Recorded {
  readonly id: string;
  readonly name?: string;
  readonly arn?: string;
}

/** Config and CloudFormation identify it by the same id. */
const same = (id: string, name?: string): [Recorded, string] => [{ id, ...(name && { name }) }, id];
/** CloudFormation identifies it by its name, Config by an id. */
const named = (id: string, name: string, arn?: string): [Recorded, string] => [
  { id, name, ...(arn && { arn }) },
  name,
];
/** CloudFormation identifies it by its ARN, Config by an id or a name. */
const byArn = (id: string, arn: string, name?: string): [Recorded, string] => [
  { id, arn, ...(name && { name }) },
  arn,
];

/** The resource as Config records it, and its physical id: the `Ref` of CloudFormation's registry. */
const recorded: Readonly<Record<string, [Recorded, string]>> = {
  'AWS::S3::Bucket': same('shop-logs', 'shop-logs'),
  'AWS::IAM::Role': named('AROAEXAMPLE1', 'shop-app', 'arn:aws:iam::111122223333:role/service/shop-app'),
  'AWS::IAM::User': named('AIDAEXAMPLE1', 'ann', 'arn:aws:iam::111122223333:user/ann'),
  'AWS::IAM::Group': named('AGPAEXAMPLE1', 'admins', 'arn:aws:iam::111122223333:group/admins'),
  'AWS::IAM::Policy': byArn('ANPAEXAMPLE1', 'arn:aws:iam::111122223333:policy/team/write', 'write'),
  'AWS::EC2::Instance': same('i-0a1b'),
  'AWS::EC2::SecurityGroup': same('sg-0a1b', 'web'),
  'AWS::EC2::Volume': same('vol-0a1b'),
  'AWS::EC2::VPC': same('vpc-0a1b'),
  'AWS::EC2::Subnet': same('subnet-0a1b'),
  'AWS::EC2::NetworkAcl': same('acl-0a1b'),
  'AWS::EC2::InternetGateway': same('igw-0a1b'),
  'AWS::EC2::NatGateway': same('nat-0a1b'),
  'AWS::EC2::RouteTable': same('rtb-0a1b'),
  'AWS::EC2::NetworkInterface': same('eni-0a1b'),
  'AWS::EC2::VPCEndpoint': same('vpce-0a1b'),
  'AWS::EC2::FlowLog': same('fl-0a1b'),
  'AWS::EC2::LaunchTemplate': same('lt-0a1b', 'web'),
  'AWS::EC2::TransitGateway': same('tgw-0a1b'),
  'AWS::EC2::EIP': named('eipalloc-0a1b', '203.0.113.7', arnOf('ec2', 'eip-allocation/eipalloc-0a1b')),
  'AWS::RDS::DBInstance': named('db-ABCDEFGH', 'ledger', arnOf('rds', 'db:ledger')),
  'AWS::RDS::DBCluster': named('cluster-ABCDEFGH', 'ledger', arnOf('rds', 'cluster:ledger')),
  'AWS::RDS::DBSubnetGroup': same('ledger-subnets'),
  'AWS::RDS::EventSubscription': same('ledger-events'),
  'AWS::RDS::DBSnapshot': byArn('ledger-may', arnOf('rds', 'snapshot:ledger-may'), 'ledger-may'),
  'AWS::Lambda::Function': same('charge', 'charge'),
  'AWS::DynamoDB::Table': same('orders', 'orders'),
  'AWS::SNS::Topic': same(arnOf('sns', 'alarms'), 'alarms'),
  'AWS::SQS::Queue': same('https://sqs.eu-west-1.amazonaws.com/111122223333/jobs', 'jobs'),
  'AWS::KMS::Key': same('0a1b2c3d-1111-2222-3333-0a1b2c3d4e5f'),
  'AWS::ElasticLoadBalancing::LoadBalancer': same('old-edge', 'old-edge'),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': same(
    arnOf('elasticloadbalancing', 'loadbalancer/app/edge/0a1b'),
    'edge',
  ),
  'AWS::ElasticLoadBalancingV2::Listener': same(arnOf('elasticloadbalancing', 'listener/app/edge/0a1b/2c3d')),
  'AWS::AutoScaling::AutoScalingGroup': named(
    arnOf('autoscaling', 'autoScalingGroup:0a1b:autoScalingGroupName/workers'),
    'workers',
  ),
  'AWS::AutoScaling::LaunchConfiguration': named(
    arnOf('autoscaling', 'launchConfiguration:0a1b:launchConfigurationName/workers'),
    'workers',
  ),
  'AWS::CloudTrail::Trail': [
    { id: arnOf('cloudtrail', 'trail/audit'), arn: arnOf('cloudtrail', 'trail/audit') },
    'audit',
  ],
  'AWS::CloudFront::Distribution': same('E1EXAMPLE'),
  'AWS::CloudWatch::Alarm': same('queue-is-long', 'queue-is-long'),
  'AWS::CloudFormation::Stack': same(
    arnOf('cloudformation', 'stack/shop-Network-1ABC/0a1b'),
    'shop-Network-1ABC',
  ),
  'AWS::ECS::Service': same(arnOf('ecs', 'service/web/shop'), 'shop'),
  'AWS::ECS::Cluster': named(arnOf('ecs', 'cluster/web'), 'web'),
  'AWS::ECS::TaskDefinition': byArn('shop:12', arnOf('ecs', 'task-definition/shop:12'), 'shop:12'),
  'AWS::ECR::Repository': same('team/shop', 'team/shop'),
  'AWS::EKS::Cluster': same('platform', 'platform'),
  'AWS::EFS::FileSystem': same('fs-0a1b'),
  'AWS::Elasticsearch::Domain': named('111122223333/search', 'search', arnOf('es', 'domain/search')),
  'AWS::OpenSearch::Domain': named('111122223333/search', 'search', arnOf('es', 'domain/search')),
  'AWS::Redshift::Cluster': same('warehouse', 'warehouse'),
  'AWS::Kinesis::Stream': same('clicks', 'clicks'),
  'AWS::KinesisFirehose::DeliveryStream': same('clicks-to-lake', 'clicks-to-lake'),
  'AWS::ApiGateway::RestApi': [
    { id: `${api}/restapis/a1b2c3`, name: 'shop', arn: `${api}/restapis/a1b2c3` },
    'a1b2c3',
  ],
  'AWS::ApiGateway::Stage': [{ id: `${api}/restapis/a1b2c3/stages/prod`, name: 'prod' }, 'prod'],
  'AWS::ApiGatewayV2::Api': [{ id: `${api}/apis/d4e5f6`, name: 'shop', arn: `${api}/apis/d4e5f6` }, 'd4e5f6'],
  'AWS::ApiGatewayV2::Stage': [{ id: `${api}/apis/d4e5f6/stages/$default`, name: '$default' }, '$default'],
  'AWS::ACM::Certificate': same(arnOf('acm', 'certificate/0a1b')),
  'AWS::WAFv2::WebACL': [
    { id: '0a1b-2c3d', name: 'edge', arn: arnOf('wafv2', 'regional/webacl/edge/0a1b-2c3d') },
    'edge|0a1b-2c3d|REGIONAL',
  ],
  'AWS::CodeBuild::Project': [
    { id: '0a1b-2c3d', name: 'Built', arn: arnOf('codebuild', 'project/build') },
    'build',
  ],
  'AWS::CodePipeline::Pipeline': same('release', 'release'),
  'AWS::SecretsManager::Secret': byArn(
    'shop/db',
    arnOf('secretsmanager', 'secret:shop/db-AbCdEf'),
    'shop/db',
  ),
  'AWS::StepFunctions::StateMachine': same(arnOf('states', 'stateMachine:checkout'), 'checkout'),
  'AWS::ElasticBeanstalk::Environment': named(
    'e-0a1b2c',
    'shop-prod',
    arnOf('elasticbeanstalk', 'environment/shop/shop-prod'),
  ),
  'AWS::NetworkFirewall::Firewall': byArn('0a1b-2c3d', arnOf('network-firewall', 'firewall/edge'), 'edge'),
  'AWS::MSK::Cluster': same(arnOf('kafka', 'cluster/events/0a1b'), 'events'),
  'AWS::Cognito::UserPool': same('eu-west-1_AbCdEf', 'customers'),
  'AWS::Backup::BackupVault': same('vault', 'vault'),
  'AWS::SageMaker::NotebookInstance': same(arnOf('sagemaker', 'notebook-instance/lab'), 'lab'),
};

/** A stack that lists the resource, and the APIs of stages, under CloudFormation's ids. */
function listing(configType: string, physicalId: string) {
  return [
    member('Wanted', { type: declaredAs(configType)[0] ?? '', physicalId }),
    member('RestApi', { type: 'AWS::ApiGateway::RestApi', physicalId: 'a1b2c3' }),
    member('HttpApi', { type: 'AWS::ApiGatewayV2::Api', physicalId: 'd4e5f6' }),
  ].filter(({ type }, at) => at === 0 || type !== configType);
}

describe('a resource with different ids in Config and CloudFormation', () => {
  it.each(Object.entries(recorded))('%s joins the stack that lists it', (type, [resource, physicalId]) => {
    const found = finding({ type, ...resource });
    const stacks = createStacks(listing(type, physicalId), [found]);

    expect(stacks.byPhysicalId(found)).toMatchObject({ logicalId: 'Wanted', by: 'stack-list' });
  });

  it.each(Object.entries(recorded))(
    '%s is requested by the id that identifies it',
    (type, [resource, physicalId]) => {
      const [asked] = stackLookupIdsOf({ type, ...resource });

      expect(asked).toBe({ prod: 'a1b2c3', $default: 'd4e5f6' }[physicalId] ?? physicalId);
    },
  );

  it('an address without tags leads to its line', () => {
    const address = 'AWS::EC2::EIP';
    const declared = { Exit: address, Way: address, Hall: 'AWS::EC2::VPC' };
    const index = workspace({ '/shop/a.json': declared });
    const stacks = Object.entries(declared).map(([id, type], at) =>
      member(id, { type, physicalId: `203.0.113.${at}` }),
    );
    const linkOf = (name?: string) => {
      const found = finding({ type: address, id: 'eipalloc-0a1b', ...(name && { name }) });
      return linkFindings([found], { stacks, templateHashes: new Map() }, index).get(found.key)?.place;
    };

    expect(linkOf('203.0.113.1')?.logicalId).toBe('Way');
    expect(linkOf()).toBeUndefined();
  });

  it('a web ACL of CloudFront differs from one of its region', () => {
    const arn = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/0a1b';
    const acl = finding({ type: 'AWS::WAFv2::WebACL', id: '0a1b', name: 'edge', arn });
    const listed = (scope: string) => [
      member('Acl', { type: 'AWS::WAFv2::WebACL', physicalId: `edge|0a1b|${scope}` }),
    ];

    expect(createStacks(listed('CLOUDFRONT'), [acl]).byPhysicalId(acl)?.logicalId).toBe('Acl');
    expect(createStacks(listed('REGIONAL'), [acl]).byPhysicalId(acl)).toBeUndefined();
  });

  it('a stage does not join a stack with another API', () => {
    const stage = finding({
      type: 'AWS::ApiGateway::Stage',
      id: `${api}/restapis/zzz/stages/prod`,
      name: 'prod',
    });

    expect(createStacks(listing(stage.resource.type, 'prod'), [stage]).byPhysicalId(stage)).toBeUndefined();
  });
});
