import type { Severity } from '#protocol/findings.ts';
import type { Text } from '../../base/text.ts';

/** One AWS managed rule as the catalogue knows it. */
export interface ManagedRule {
  readonly identifier: string;
  readonly severity: Severity;
  /** What is wrong, as a person would say it. */
  readonly title: Text;
  /** What mends it, one sentence. */
  readonly remedy: Text;
  /** Names that AWS's console proposes where they are not the identifier in kebab case. */
  readonly names?: readonly string[];
  /** Evaluated for each region by itself although it is about the account. */
  readonly perRegion?: boolean;
}

type Extra = Pick<ManagedRule, 'names' | 'perRegion'>;
type Words = readonly [en: string, ja: string];

const rule = (
  identifier: string,
  severity: Severity,
  title: Words,
  remedy: Words,
  extra: Extra = {},
): ManagedRule => ({
  identifier,
  severity,
  title: { en: title[0], ja: title[1] },
  remedy: { en: remedy[0], ja: remedy[1] },
  ...extra,
});

const blockPublicAccess: Words = [
  'Set the four PublicAccessBlockConfiguration properties to true.',
  'PublicAccessBlockConfiguration の 4 つのプロパティを true にします。',
];
const narrowIngress: Words = [
  'Narrow the CidrIp of the ingress rules, or remove those that nobody needs.',
  'インバウンドルールの CidrIp を絞るか、不要なルールを削除します。',
];
const notPublic: Words = ['Set PubliclyAccessible to false.', 'PubliclyAccessible を false にします。'];
const byHand: Words = [
  'Nothing in a template changes this: sign in to the account and mend it there.',
  'テンプレートでは直せません。アカウントにサインインして設定を変更します。',
];
const inVpc: Words = [
  'Put the domain into a VPC with VPCOptions.',
  'VPCOptions でドメインを VPC 内に置きます。',
];

/** 40 managed rules that sites roll out; severities are Guardrail's. Other rules are `medium`. */
export const managedRules: readonly ManagedRule[] = [
  rule(
    'S3_BUCKET_PUBLIC_READ_PROHIBITED',
    'high',
    ['Everyone can read this bucket', 'バケットを誰でも読み取れます'],
    blockPublicAccess,
  ),
  rule(
    'S3_BUCKET_PUBLIC_WRITE_PROHIBITED',
    'critical',
    ['Everyone can write to this bucket', 'バケットに誰でも書き込めます'],
    blockPublicAccess,
  ),
  rule(
    'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
    'high',
    ['The bucket does not block public access', 'バケットがパブリックアクセスをブロックしていません'],
    blockPublicAccess,
  ),
  rule(
    'S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC',
    'high',
    [
      'The account does not block public S3 access',
      'アカウントが S3 のパブリックアクセスをブロックしていません',
    ],
    byHand,
  ),
  rule(
    'S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS',
    'high',
    [
      'The account does not block public S3 access',
      'アカウントが S3 のパブリックアクセスをブロックしていません',
    ],
    byHand,
  ),
  rule(
    'S3_BUCKET_SSL_REQUESTS_ONLY',
    'medium',
    ['The bucket answers requests without TLS', 'バケットが TLS なしのリクエストを受け付けます'],
    [
      'Deny aws:SecureTransport = false in the bucket policy.',
      'バケットポリシーで aws:SecureTransport = false を拒否します。',
    ],
  ),
  rule(
    'S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED',
    'medium',
    ['The bucket is not encrypted by default', 'バケットのデフォルト暗号化が設定されていません'],
    ['Set BucketEncryption.', 'BucketEncryption を設定します。'],
  ),
  rule(
    'RDS_INSTANCE_PUBLIC_ACCESS_CHECK',
    'critical',
    ['The database can be reached from the internet', 'データベースにインターネットから接続できます'],
    notPublic,
  ),
  rule(
    'RDS_SNAPSHOTS_PUBLIC_PROHIBITED',
    'critical',
    ['The database snapshot is public', 'データベースのスナップショットが公開されています'],
    byHand,
  ),
  rule(
    'RDS_STORAGE_ENCRYPTED',
    'medium',
    ['The database storage is not encrypted', 'データベースのストレージが暗号化されていません'],
    [
      'Set StorageEncrypted to true; this replaces the instance.',
      'StorageEncrypted を true にします（インスタンスは置き換えられます）。',
    ],
  ),
  rule(
    'INCOMING_SSH_DISABLED',
    'high',
    ['SSH is open to the internet', 'SSH がインターネットに開放されています'],
    narrowIngress,
    { names: ['restricted-ssh'] },
  ),
  rule(
    'RESTRICTED_INCOMING_TRAFFIC',
    'high',
    ['High-risk ports are open to the internet', '危険なポートがインターネットに開放されています'],
    narrowIngress,
    { names: ['restricted-common-ports'] },
  ),
  rule(
    'VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS',
    'high',
    [
      'Ports that are not authorized are open to the internet',
      '許可されていないポートがインターネットに開放されています',
    ],
    narrowIngress,
  ),
  rule(
    'VPC_DEFAULT_SECURITY_GROUP_CLOSED',
    'medium',
    [
      'The default security group lets traffic through',
      'デフォルトセキュリティグループが通信を許可しています',
    ],
    byHand,
  ),
  rule(
    'IAM_ROOT_ACCESS_KEY_CHECK',
    'critical',
    ['The root user has an access key', 'ルートユーザーにアクセスキーがあります'],
    byHand,
  ),
  rule(
    'ROOT_ACCOUNT_MFA_ENABLED',
    'critical',
    ['The root user has no MFA', 'ルートユーザーに MFA が設定されていません'],
    byHand,
  ),
  rule(
    'MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS',
    'high',
    ['A console user has no MFA', 'コンソールを使うユーザーに MFA が設定されていません'],
    byHand,
  ),
  rule(
    'IAM_USER_MFA_ENABLED',
    'medium',
    ['The user has no MFA', 'ユーザーに MFA が設定されていません'],
    byHand,
  ),
  rule(
    'ACCESS_KEYS_ROTATED',
    'medium',
    ['An access key was not rotated in time', 'アクセスキーが期限内に更新されていません'],
    [
      'Create a new key, change over, delete the old one.',
      '新しいキーを作成して切り替え、古いキーを削除します。',
    ],
  ),
  rule(
    'IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS',
    'high',
    [
      'The policy allows everything on everything',
      'ポリシーがすべてのリソースへのすべての操作を許可しています',
    ],
    ['Allow only the actions and resources that are needed.', '必要な操作とリソースだけを許可します。'],
  ),
  rule(
    'CLOUD_TRAIL_ENABLED',
    'high',
    ['CloudTrail is off', 'CloudTrail が無効です'],
    ['Create a trail with IsLogging true.', 'IsLogging を true にした証跡を作成します。'],
    { names: ['cloudtrail-enabled'] },
  ),
  rule(
    'MULTI_REGION_CLOUD_TRAIL_ENABLED',
    'medium',
    ['No trail covers all regions', 'すべてのリージョンを対象とする証跡がありません'],
    ['Set IsMultiRegionTrail to true on a trail.', '証跡の IsMultiRegionTrail を true にします。'],
    { names: ['multi-region-cloudtrail-enabled'] },
  ),
  rule(
    'EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK',
    'critical',
    ['EBS snapshots are public', 'EBS スナップショットが公開されています'],
    byHand,
    { perRegion: true },
  ),
  rule(
    'ENCRYPTED_VOLUMES',
    'medium',
    ['The volume is not encrypted', 'ボリュームが暗号化されていません'],
    [
      'Set Encrypted to true; this replaces the volume.',
      'Encrypted を true にします（ボリュームは置き換えられます）。',
    ],
  ),
  rule(
    'EC2_EBS_ENCRYPTION_BY_DEFAULT',
    'medium',
    ['New volumes are not encrypted by default', '新しいボリュームがデフォルトで暗号化されません'],
    byHand,
    { perRegion: true },
  ),
  rule(
    'LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED',
    'high',
    ['Everyone can invoke this function', '関数を誰でも呼び出せます'],
    [
      'Name a principal and a SourceAccount in the AWS::Lambda::Permission.',
      'AWS::Lambda::Permission で呼び出し元と SourceAccount を限定します。',
    ],
  ),
  rule(
    'EC2_IMDSV2_CHECK',
    'medium',
    ['The instance answers the old metadata protocol (IMDSv1)', 'インスタンスが IMDSv1 に応答します'],
    ['Set HttpTokens to required.', 'HttpTokens を required にします。'],
  ),
  rule(
    'EC2_INSTANCE_NO_PUBLIC_IP',
    'high',
    ['The instance has a public address', 'インスタンスにパブリック IP アドレスがあります'],
    ['Set AssociatePublicIpAddress to false.', 'AssociatePublicIpAddress を false にします。'],
  ),
  rule(
    'DMS_REPLICATION_NOT_PUBLIC',
    'critical',
    [
      'The replication instance can be reached from the internet',
      'レプリケーションインスタンスにインターネットから接続できます',
    ],
    notPublic,
  ),
  rule(
    'REDSHIFT_CLUSTER_PUBLIC_ACCESS_CHECK',
    'critical',
    ['The warehouse can be reached from the internet', 'Redshift クラスターにインターネットから接続できます'],
    notPublic,
  ),
  rule(
    'OPENSEARCH_IN_VPC_ONLY',
    'high',
    ['The search domain is outside any VPC', '検索ドメインが VPC の外にあります'],
    inVpc,
  ),
  rule(
    'EKS_ENDPOINT_NO_PUBLIC_ACCESS',
    'high',
    ['The cluster’s API is open to the internet', 'クラスターの API がインターネットに公開されています'],
    ['Set EndpointPublicAccess to false.', 'EndpointPublicAccess を false にします。'],
  ),
  rule(
    'GUARDDUTY_ENABLED_CENTRALIZED',
    'high',
    ['GuardDuty is off', 'GuardDuty が無効です'],
    [
      'Enable GuardDuty for the organization, or with an AWS::GuardDuty::Detector.',
      '組織全体で、または AWS::GuardDuty::Detector で GuardDuty を有効にします。',
    ],
    { perRegion: true },
  ),
  rule(
    'SSM_DOCUMENT_NOT_PUBLIC',
    'high',
    ['The SSM document is public', 'SSM ドキュメントが公開されています'],
    byHand,
  ),
  rule(
    'EIP_ATTACHED',
    'low',
    ['Nothing uses this Elastic IP address', 'この Elastic IP アドレスは使われていません'],
    [
      'Attach it, or remove it from the template.',
      '使うリソースに関連付けるか、テンプレートから削除します。',
    ],
  ),
  rule(
    'SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED',
    'medium',
    ['The subnet gives public addresses by itself', 'サブネットがパブリック IP アドレスを自動で割り当てます'],
    ['Set MapPublicIpOnLaunch to false.', 'MapPublicIpOnLaunch を false にします。'],
  ),
  rule(
    'ELASTICSEARCH_IN_VPC_ONLY',
    'high',
    ['The search domain is outside any VPC', '検索ドメインが VPC の外にあります'],
    inVpc,
  ),
  rule(
    'SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS',
    'high',
    ['The notebook has direct internet access', 'ノートブックがインターネットに直接つながっています'],
    ['Set DirectInternetAccess to Disabled.', 'DirectInternetAccess を Disabled にします。'],
  ),
  rule(
    'ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK',
    'medium',
    ['The load balancer does not send HTTP on to HTTPS', 'ロードバランサーが HTTP を HTTPS に転送しません'],
    ['Give the HTTP listener a redirect action.', 'HTTP リスナーにリダイレクトアクションを設定します。'],
  ),
  rule(
    'EMR_MASTER_NO_PUBLIC_IP',
    'high',
    [
      'The cluster’s primary node has a public address',
      'クラスターのプライマリノードにパブリック IP アドレスがあります',
    ],
    ['Launch the cluster in a private subnet.', 'クラスターをプライベートサブネットで起動します。'],
  ),
];
