import type { Fate } from './builder.ts';

/** One of the sample team's accounts, by its stage, and the preferred region. */
export interface SamplePlace {
  readonly stage: 'prod' | 'staging' | 'dev' | 'data' | 'network' | 'sandbox';
  readonly region: string;
}

/** A resource of the sample team and its findings. */
export interface SampleResource {
  /** Config's type. */
  readonly type: string;
  readonly logicalId?: string;
  /** The name in its template. `{account}` is the account's id. Absent: CloudFormation generates a name. */
  readonly name?: string;
  /** By managed rule or GuardDuty type. */
  readonly findings?: Readonly<Record<string, Fate>>;
}

export interface SampleStack {
  readonly name: string;
  /**
   * Paths in the sample workspace. If there are two, only CloudFormation's own copy shows that the stack came from the first.
   */
  readonly templates: readonly string[];
  /** The difference between the deployed text and the first template. */
  readonly deployed?: 'packaged by SAM' | 'from Windows';
  readonly at: SamplePlace;
  /** Whether Config has the stack as an item. */
  readonly recorded: boolean;
  readonly resources: readonly SampleResource[];
  /** Its other resources, whose types have no items in Config: logical id → CloudFormation type. */
  readonly unrecordedTypes: Readonly<Record<string, string>>;
}

const api = {
  templates: ['payments-api/template.yaml'],
  deployed: 'packaged by SAM',
  recorded: true,
  // SAM creates these from the functions' events and permissions.
  unrecordedTypes: {
    PaymentsTable: 'AWS::DynamoDB::Table',
    ServerlessHttpApi: 'AWS::ApiGatewayV2::Api',
    ServerlessHttpApiApiGatewayDefaultStage: 'AWS::ApiGatewayV2::Stage',
    WebhookInvokePermission: 'AWS::Lambda::Permission',
  },
} as const;

const lambda = 'AWS::Lambda::Function';
const bucket = 'AWS::S3::Bucket';
const database = 'AWS::RDS::DBInstance';
const securityGroup = 'AWS::EC2::SecurityGroup';
const instance = 'AWS::EC2::Instance';
const volume = 'AWS::EC2::Volume';
const role = 'AWS::IAM::Role';

export const sampleStacks: readonly SampleStack[] = [
  {
    ...api,
    name: 'payments-api',
    at: { stage: 'prod', region: 'ap-northeast-1' },
    resources: [
      { logicalId: 'ChargeFunction', type: lambda },
      { logicalId: 'ChargeFunctionRole', type: role },
      {
        logicalId: 'WebhookFunction',
        type: lambda,
        findings: { LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED: 'todo' },
      },
      { logicalId: 'WebhookFunctionRole', type: role },
      {
        logicalId: 'ReceiptBucket',
        type: bucket,
        findings: {
          S3_BUCKET_SSL_REQUESTS_ONLY: 'todo',
          S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED: 'todo',
          S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED: 'resolved',
        },
      },
    ],
  },
  {
    ...api,
    name: 'payments-api-staging',
    at: { stage: 'staging', region: 'eu-west-1' },
    resources: [
      { logicalId: 'ChargeFunction', type: lambda },
      { logicalId: 'ChargeFunctionRole', type: role },
      {
        logicalId: 'WebhookFunction',
        type: lambda,
        findings: { LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED: 'resolved' },
      },
      { logicalId: 'WebhookFunctionRole', type: role },
      { logicalId: 'ReceiptBucket', type: bucket, findings: { S3_BUCKET_SSL_REQUESTS_ONLY: 'review' } },
    ],
  },
  {
    name: 'payments-data-database',
    templates: ['payments-data/database.yaml'],
    at: { stage: 'data', region: 'ap-northeast-1' },
    recorded: true,
    resources: [
      {
        logicalId: 'LedgerDatabase',
        name: 'payments-ledger',
        type: database,
        findings: { RDS_INSTANCE_PUBLIC_ACCESS_CHECK: 'todo', RDS_STORAGE_ENCRYPTED: 'todo' },
      },
      { logicalId: 'LedgerReplica', type: database, findings: { RDS_STORAGE_ENCRYPTED: 'review' } },
      {
        logicalId: 'ReportingDatabase',
        name: 'payments-data-database-reporting',
        type: database,
        findings: { RDS_INSTANCE_PUBLIC_ACCESS_CHECK: 'review', RDS_STORAGE_ENCRYPTED: 'resolved' },
      },
      {
        logicalId: 'DatabaseSecurityGroup',
        type: securityGroup,
        findings: { RESTRICTED_INCOMING_TRAFFIC: 'todo', INCOMING_SSH_DISABLED: 'resolved' },
      },
    ],
    unrecordedTypes: {
      DatabaseSubnets: 'AWS::RDS::DBSubnetGroup',
      DatabaseSecret: 'AWS::SecretsManager::Secret',
    },
  },
  {
    name: 'payments-data-buckets',
    templates: ['payments-data/buckets.json'],
    at: { stage: 'data', region: 'eu-west-1' },
    recorded: true,
    resources: [
      {
        logicalId: 'StatementsBucket',
        name: 'acme-payments-statements',
        type: bucket,
        findings: {
          S3_BUCKET_PUBLIC_READ_PROHIBITED: 'todo',
          S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED: 'resolved',
          'Policy:S3/BucketBlockPublicAccessDisabled': 'resolved',
        },
      },
      {
        logicalId: 'PartnerDropBucket',
        type: bucket,
        findings: {
          S3_BUCKET_PUBLIC_WRITE_PROHIBITED: 'todo',
          S3_BUCKET_PUBLIC_READ_PROHIBITED: 'resolved',
          'Policy:S3/BucketAnonymousAccessGranted': 'todo',
        },
      },
      {
        logicalId: 'ArchiveBucket',
        name: 'acme-payments-archive-{account}',
        type: bucket,
        findings: { S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED: 'intended' },
      },
    ],
    unrecordedTypes: { PartnerDropPolicy: 'AWS::S3::BucketPolicy' },
  },
  {
    name: 'payments-network-vpc',
    templates: ['network/vpc.yaml'],
    at: { stage: 'network', region: 'us-east-1' },
    recorded: true,
    resources: [
      {
        logicalId: 'PublicSubnetA',
        type: 'AWS::EC2::Subnet',
        findings: { SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED: 'todo' },
      },
      {
        logicalId: 'PublicSubnetB',
        type: 'AWS::EC2::Subnet',
        findings: { SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED: 'intended' },
      },
      {
        logicalId: 'BastionInstance',
        type: instance,
        findings: {
          EC2_IMDSV2_CHECK: 'todo',
          EC2_INSTANCE_NO_PUBLIC_IP: 'review',
          'UnauthorizedAccess:EC2/SSHBruteForce': 'todo',
          'Recon:EC2/PortProbeUnprotectedPort': 'review',
        },
      },
      { logicalId: 'BastionVolume', type: volume, findings: { ENCRYPTED_VOLUMES: 'todo' } },
    ],
    unrecordedTypes: {
      Network: 'AWS::EC2::VPC',
      Gateway: 'AWS::EC2::InternetGateway',
      GatewayAttachment: 'AWS::EC2::VPCGatewayAttachment',
      BastionVolumeAttachment: 'AWS::EC2::VolumeAttachment',
    },
  },
  {
    name: 'payments-network-security-groups',
    templates: ['network/security-groups.yml'],
    at: { stage: 'network', region: 'us-east-1' },
    recorded: true,
    resources: [
      {
        logicalId: 'BastionSecurityGroup',
        type: securityGroup,
        findings: { INCOMING_SSH_DISABLED: 'todo' },
      },
      {
        logicalId: 'LegacyAdminSecurityGroup',
        type: securityGroup,
        findings: { RESTRICTED_INCOMING_TRAFFIC: 'todo', INCOMING_SSH_DISABLED: 'resolved' },
      },
    ],
    unrecordedTypes: { LegacyAdminIngress: 'AWS::EC2::SecurityGroupIngress' },
  },
  {
    name: 'payments-iam',
    templates: ['iam/roles.json'],
    deployed: 'from Windows',
    at: { stage: 'prod', region: 'us-east-1' },
    recorded: true,
    resources: [
      {
        logicalId: 'DeployUser',
        name: 'payments-deployer',
        type: 'AWS::IAM::User',
        findings: {
          ACCESS_KEYS_ROTATED: 'todo',
          IAM_USER_MFA_ENABLED: 'resolved',
          'PenTest:IAMUser/KaliLinux': 'todo',
        },
      },
      {
        logicalId: 'OperatorsPolicy',
        type: 'AWS::IAM::Policy',
        findings: { IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS: 'todo' },
      },
      { logicalId: 'OperatorsRole', name: 'payments-operators', type: role },
      { logicalId: 'AuditorsRole', type: role },
    ],
    unrecordedTypes: { DeployKey: 'AWS::IAM::AccessKey' },
  },
  {
    name: 'payments-audit',
    templates: ['audit/primary/template.yaml', 'audit/secondary/template.yaml'],
    at: { stage: 'prod', region: 'eu-west-1' },
    recorded: true,
    resources: [
      { logicalId: 'AuditBucket', type: bucket, findings: { S3_BUCKET_SSL_REQUESTS_ONLY: 'todo' } },
    ],
    unrecordedTypes: { AuditBucketPolicy: 'AWS::S3::BucketPolicy', AuditTrail: 'AWS::CloudTrail::Trail' },
  },
  {
    name: 'payments-batch',
    templates: ['batch/worker.yaml'],
    at: { stage: 'sandbox', region: 'us-west-2' },
    recorded: false,
    resources: [
      {
        logicalId: 'WorkerInstance',
        type: instance,
        findings: { EC2_IMDSV2_CHECK: 'todo', 'CryptoCurrency:EC2/BitcoinTool.B!DNS': 'todo' },
      },
      { logicalId: 'WorkerRole', type: role },
      // Users do not get tags, and Config does not know this stack: only CloudFormation's API links them.
      { logicalId: 'WorkerUser', type: 'AWS::IAM::User', findings: { ACCESS_KEYS_ROTATED: 'todo' } },
    ],
    unrecordedTypes: { WorkerProfile: 'AWS::IAM::InstanceProfile' },
  },
];
