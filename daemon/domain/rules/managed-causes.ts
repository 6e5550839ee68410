import * as access from './access-causes.ts';
import * as buckets from './bucket-causes.ts';
import { type Cause, nothing } from './cause.ts';
import * as data from './data-causes.ts';
import * as network from './network-causes.ts';

const account = nothing([
  'it is a setting of the account, which CloudFormation has no resource for',
  'CloudFormation にリソースのない、アカウントの設定です',
]);
const rootUser = nothing([
  'the root user signs in and mends it',
  'ルートユーザーでサインインして設定を変更します',
]);
const sharedByHand = nothing([
  'no template shares it; the sharing is taken back in the account',
  '共有はテンプレートの外で設定されたものです。アカウントで共有を取り消します',
]);

/** What in a template causes or mends what a managed rule finds. Properties are those of CloudFormation's registry. */
export const managedCauses: Readonly<Record<string, Cause>> = {
  S3_BUCKET_PUBLIC_READ_PROHIBITED: buckets.readable,
  S3_BUCKET_PUBLIC_WRITE_PROHIBITED: buckets.writable,
  S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED: buckets.notBlocked,
  S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC: account,
  S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS: account,
  S3_BUCKET_SSL_REQUESTS_ONLY: buckets.withoutTls,
  S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED: buckets.notEncrypted,
  RDS_INSTANCE_PUBLIC_ACCESS_CHECK: data.publicDatabase,
  RDS_SNAPSHOTS_PUBLIC_PROHIBITED: sharedByHand,
  RDS_STORAGE_ENCRYPTED: data.notEncryptedDatabase,
  INCOMING_SSH_DISABLED: network.openToSsh,
  RESTRICTED_INCOMING_TRAFFIC: network.openPorts,
  VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS: network.openPorts,
  VPC_DEFAULT_SECURITY_GROUP_CLOSED: nothing([
    'a VPC brings its default group along, and CloudFormation takes no rule out of it',
    'デフォルトグループは VPC とともに作成され、CloudFormation ではそのルールを削除できません',
  ]),
  IAM_ROOT_ACCESS_KEY_CHECK: rootUser,
  ROOT_ACCOUNT_MFA_ENABLED: rootUser,
  MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS: access.consoleWithoutMfa,
  IAM_USER_MFA_ENABLED: nothing([
    'the user’s own device is needed to switch MFA on',
    'MFA を有効にするには、そのユーザーのデバイスが必要です',
  ]),
  ACCESS_KEYS_ROTATED: access.oldKey,
  IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS: access.allowsEverything,
  CLOUD_TRAIL_ENABLED: data.trailOff,
  MULTI_REGION_CLOUD_TRAIL_ENABLED: data.trailOfOneRegion,
  EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK: sharedByHand,
  ENCRYPTED_VOLUMES: network.notEncryptedVolume,
  EC2_EBS_ENCRYPTION_BY_DEFAULT: account,
  LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED: access.invocable,
  EC2_IMDSV2_CHECK: network.oldMetadata,
  EC2_INSTANCE_NO_PUBLIC_IP: network.publicAddress,
  DMS_REPLICATION_NOT_PUBLIC: data.publicReplication,
  REDSHIFT_CLUSTER_PUBLIC_ACCESS_CHECK: data.publicWarehouse,
  OPENSEARCH_IN_VPC_ONLY: data.searchOutsideVpc,
  EKS_ENDPOINT_NO_PUBLIC_ACCESS: data.openCluster,
  GUARDDUTY_ENABLED_CENTRALIZED: data.detectorOff,
  SSM_DOCUMENT_NOT_PUBLIC: sharedByHand,
  EIP_ATTACHED: network.unusedAddress,
  SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED: network.publicAddressesBySubnet,
  ELASTICSEARCH_IN_VPC_ONLY: data.elasticsearchOutsideVpc,
  SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS: data.notebookOnInternet,
  ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK: network.withoutRedirect,
  EMR_MASTER_NO_PUBLIC_IP: data.publicPrimaryNode,
};
