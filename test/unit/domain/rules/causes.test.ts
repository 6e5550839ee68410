import { describe, expect, it } from 'vitest';
import { managedRules } from '../../../../daemon/domain/rules/catalogue/index.ts';
import type { Cause } from '../../../../daemon/domain/rules/cause.ts';
import { causeOf } from '../../../../daemon/domain/rules/cause-of.ts';

const ofRule = (ruleIdentifier: string) =>
  causeOf({ source: 'config', rule: 'deployed-name', ruleIdentifier, resource: { type: 'AWS::S3::Bucket' } });
const ofThreat = (rule: string, type: string) => causeOf({ source: 'guardduty', rule, resource: { type } });

/** `Type.Property` of the resource itself, `Type.Property ← By` of a resource that refers to it, `By → Type.Property` of a resource that it refers to. */
function inShort(cause: Cause | undefined): string[] | 'nothing' | undefined {
  if (!cause || cause.nothing) return cause && 'nothing';
  return cause.places.flatMap((place) => {
    if (place.kind === 'own') return place.of.map((type) => `${type}.${place.property}`);
    const there = `${place.type}.${place.property}`;
    return place.kind === 'referred' ? `${place.by} → ${there}` : place.by.map((by) => `${there} ← ${by}`);
  });
}

const block = 'AWS::S3::Bucket.PublicAccessBlockConfiguration';
const acl = 'AWS::S3::Bucket.AccessControl';
const policy = 'AWS::S3::BucketPolicy.PolicyDocument ← Bucket';
const ingress = [
  'AWS::EC2::SecurityGroup.SecurityGroupIngress',
  'AWS::EC2::SecurityGroupIngress.CidrIp ← GroupId',
  'AWS::EC2::SecurityGroupIngress.CidrIp ← GroupName',
];
const key = ['AWS::IAM::AccessKey.Serial ← UserName'];

/** Names as CloudFormation's registry has them (`@aws-cdk/aws-service-spec` 0.1.216); SAM's as its specification does. */
const expected: Readonly<Record<string, string[] | 'nothing'>> = {
  S3_BUCKET_PUBLIC_READ_PROHIBITED: [block, acl, policy],
  S3_BUCKET_PUBLIC_WRITE_PROHIBITED: [block, acl, policy],
  S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED: [block],
  S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC: 'nothing',
  S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS: 'nothing',
  S3_BUCKET_SSL_REQUESTS_ONLY: [policy],
  S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED: ['AWS::S3::Bucket.BucketEncryption'],
  RDS_INSTANCE_PUBLIC_ACCESS_CHECK: ['AWS::RDS::DBInstance.PubliclyAccessible'],
  RDS_SNAPSHOTS_PUBLIC_PROHIBITED: 'nothing',
  RDS_STORAGE_ENCRYPTED: [
    'SourceDBInstanceIdentifier → AWS::RDS::DBInstance.StorageEncrypted',
    'DBClusterIdentifier → AWS::RDS::DBCluster.StorageEncrypted',
    'AWS::RDS::DBInstance.StorageEncrypted',
  ],
  INCOMING_SSH_DISABLED: ingress,
  RESTRICTED_INCOMING_TRAFFIC: ingress,
  VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS: ingress,
  VPC_DEFAULT_SECURITY_GROUP_CLOSED: 'nothing',
  IAM_ROOT_ACCESS_KEY_CHECK: 'nothing',
  ROOT_ACCOUNT_MFA_ENABLED: 'nothing',
  MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS: ['AWS::IAM::User.LoginProfile'],
  IAM_USER_MFA_ENABLED: 'nothing',
  ACCESS_KEYS_ROTATED: key,
  IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS: ['AWS::IAM::ManagedPolicy.PolicyDocument'],
  CLOUD_TRAIL_ENABLED: ['AWS::CloudTrail::Trail.IsLogging'],
  MULTI_REGION_CLOUD_TRAIL_ENABLED: ['AWS::CloudTrail::Trail.IsMultiRegionTrail'],
  EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK: 'nothing',
  ENCRYPTED_VOLUMES: ['AWS::EC2::Volume.Encrypted'],
  EC2_EBS_ENCRYPTION_BY_DEFAULT: 'nothing',
  LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED: [
    'AWS::Serverless::Function.FunctionUrlConfig',
    'AWS::Lambda::Permission.Principal ← FunctionName',
  ],
  EC2_IMDSV2_CHECK: ['AWS::EC2::Instance.MetadataOptions', 'AWS::EC2::Instance.LaunchTemplate'],
  EC2_INSTANCE_NO_PUBLIC_IP: [
    'AWS::EC2::Instance.NetworkInterfaces',
    'SubnetId → AWS::EC2::Subnet.MapPublicIpOnLaunch',
    'AWS::EC2::Instance.LaunchTemplate',
    'AWS::EC2::EIP.InstanceId ← InstanceId',
    'AWS::EC2::EIPAssociation.InstanceId ← InstanceId',
  ],
  EIP_ATTACHED: ['AWS::EC2::EIP.InstanceId'],
  DMS_REPLICATION_NOT_PUBLIC: ['AWS::DMS::ReplicationInstance.PubliclyAccessible'],
  REDSHIFT_CLUSTER_PUBLIC_ACCESS_CHECK: ['AWS::Redshift::Cluster.PubliclyAccessible'],
  OPENSEARCH_IN_VPC_ONLY: ['AWS::OpenSearchService::Domain.VPCOptions'],
  EKS_ENDPOINT_NO_PUBLIC_ACCESS: ['AWS::EKS::Cluster.ResourcesVpcConfig'],
  GUARDDUTY_ENABLED_CENTRALIZED: ['AWS::GuardDuty::Detector.Enable'],
  SSM_DOCUMENT_NOT_PUBLIC: 'nothing',
  SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED: ['AWS::EC2::Subnet.MapPublicIpOnLaunch'],
  ELASTICSEARCH_IN_VPC_ONLY: ['AWS::Elasticsearch::Domain.VPCOptions'],
  SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS: ['AWS::SageMaker::NotebookInstance.DirectInternetAccess'],
  ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK: [
    'AWS::ElasticLoadBalancingV2::Listener.DefaultActions ← LoadBalancerArn',
  ],
  EMR_MASTER_NO_PUBLIC_IP: ['AWS::EMR::Cluster.Instances'],
};

describe('the cause of a finding of a managed rule', () => {
  it.each(managedRules.map(({ identifier }) => identifier))('is known: %s', (identifier) => {
    expect(inShort(ofRule(identifier))).toEqual(expected[identifier]);
  });

  it('is not made up for rules outside the catalogue', () => {
    expect(ofRule('SOMETHING_ELSE')).toBeUndefined();
    expect(ofRule('constructor')).toBeUndefined();
    expect(
      causeOf({ source: 'config', rule: 'corp-check', resource: { type: 'AWS::S3::Bucket' } }),
    ).toBeUndefined();
  });
});

describe('the cause of a threat', () => {
  it.each([
    ['Policy:S3/BucketBlockPublicAccessDisabled', 'AWS::S3::Bucket', [block]],
    ['Policy:S3/BucketAnonymousAccessGranted', 'AWS::S3::Bucket', [block, acl, policy]],
    ['Policy:S3/AccountBlockPublicAccessDisabled', 'AWS::S3::Bucket', 'nothing'],
    ['Stealth:S3/ServerAccessLoggingDisabled', 'AWS::S3::Bucket', ['AWS::S3::Bucket.LoggingConfiguration']],
    ['Exfiltration:S3/MaliciousIPCaller', 'AWS::S3::Bucket', [policy, block]],
    ['CryptoCurrency:EC2/BitcoinTool.B!DNS', 'AWS::EC2::Instance', 'nothing'],
    ['PenTest:IAMUser/KaliLinux', 'AWS::IAM::User', key],
    [
      'CredentialAccess:IAMUser/AnomalousBehavior',
      'AWS::IAM::Role',
      ['AWS::IAM::Role.AssumeRolePolicyDocument', 'AWS::Serverless::Function.AssumeRolePolicyDocument'],
    ],
    ['Policy:IAMUser/RootCredentialUsage', 'AWS::::Account', 'nothing'],
    ['Policy:Kubernetes/ExposedDashboard', 'AWS::EKS::Cluster', ['AWS::EKS::Cluster.ResourcesVpcConfig']],
    ['Execution:Runtime/NewBinaryExecuted', 'AWS::ECS::Cluster', 'nothing'],
    ['Execution:EC2/MaliciousFile', 'AWS::EC2::Volume', 'nothing'],
    [
      'CredentialAccess:RDS/AnomalousBehavior.SuccessfulLogin',
      'AWS::RDS::DBInstance',
      ['AWS::RDS::DBInstance.PubliclyAccessible', 'AWS::RDS::DBInstance.VPCSecurityGroups'],
    ],
    [
      'Backdoor:Lambda/C&CActivity.B',
      'AWS::Lambda::Function',
      [
        'AWS::Lambda::Function.Code',
        'AWS::Serverless::Function.CodeUri',
        'AWS::Serverless::Function.InlineCode',
        'AWS::Serverless::Function.ImageUri',
      ],
    ],
    [
      'Recon:EC2/PortProbeUnprotectedPort',
      'AWS::EC2::Instance',
      [
        'AWS::EC2::Instance.SecurityGroupIds',
        'AWS::EC2::Instance.SecurityGroups',
        'AWS::EC2::Instance.NetworkInterfaces',
        'AWS::EC2::Instance.LaunchTemplate',
      ],
    ],
  ])('is known: %s on %s', (threat, type, cause) => {
    expect(inShort(ofThreat(threat, type))).toEqual(cause);
  });

  it('is not made up for kinds of resources that are not known', () => {
    expect(ofThreat('Execution:Container/MaliciousFile', 'GuardDuty::Container')).toBeUndefined();
    expect(ofThreat('Execution:Container/MaliciousFile', 'toString')).toBeUndefined();
  });
});
