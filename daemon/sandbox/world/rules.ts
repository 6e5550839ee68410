import type { Text } from '../../base/text.ts';

/** A managed rule that the organization rolled out to every account. */
export interface ManagedRule {
  readonly identifier: string;
  /** As AWS's console suggests it; where that is not simply the identifier in kebab case. */
  readonly consoleName?: string;
  readonly type: string;
  /** What a ticket says of the resource, which `{}` stands for. */
  readonly says: Text;
  /** How often it is found, against the others. 0: never by chance. */
  readonly weight: number;
}

export const publicDatabase = 'RDS_INSTANCE_PUBLIC_ACCESS_CHECK';
export const writableBucket = 'S3_BUCKET_PUBLIC_WRITE_PROHIBITED';

const rule = (
  identifier: string,
  type: string,
  weight: number,
  en: string,
  ja: string,
  consoleName?: string,
): ManagedRule => ({
  identifier,
  type: `AWS::${type}`,
  weight,
  says: { en, ja },
  ...(consoleName !== undefined && { consoleName }),
});

// biome-ignore format: a table.
export const managedRules: readonly ManagedRule[] = [
  rule('S3_BUCKET_PUBLIC_READ_PROHIBITED', 'S3::Bucket', 6, 'S3 bucket {} can be read by everyone', 'S3 バケット {} が誰でも読み取れます'),
  rule(writableBucket, 'S3::Bucket', 0, 'S3 bucket {} can be written by everyone', 'S3 バケット {} が誰でも書き込めます'),
  rule('S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED', 'S3::Bucket', 10, 'S3 bucket {} does not block public access', 'S3 バケット {} でパブリックアクセスがブロックされていません'),
  rule('S3_BUCKET_SSL_REQUESTS_ONLY', 'S3::Bucket', 12, 'S3 bucket {} answers requests without TLS', 'S3 バケット {} が TLS なしのリクエストを受け付けます'),
  rule('S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED', 'S3::Bucket', 6, 'S3 bucket {} is not encrypted by default', 'S3 バケット {} のデフォルト暗号化が無効です'),
  rule(publicDatabase, 'RDS::DBInstance', 0, 'Database {} is publicly accessible', 'データベース {} がパブリックアクセス可能です'),
  rule('RDS_STORAGE_ENCRYPTED', 'RDS::DBInstance', 7, 'Storage of database {} is not encrypted', 'データベース {} のストレージが暗号化されていません'),
  rule('RDS_SNAPSHOTS_PUBLIC_PROHIBITED', 'RDS::DBSnapshot', 1, 'Database snapshot {} is public', 'データベーススナップショット {} が公開されています'),
  rule('INCOMING_SSH_DISABLED', 'EC2::SecurityGroup', 12, 'Security group {} lets everyone reach port 22', 'セキュリティグループ {} がすべての送信元に 22 番ポートを開放しています', 'restricted-ssh'),
  rule('RESTRICTED_INCOMING_TRAFFIC', 'EC2::SecurityGroup', 8, 'Security group {} lets everyone reach high-risk ports', 'セキュリティグループ {} がリスクの高いポートを開放しています', 'restricted-common-ports'),
  rule('VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS', 'EC2::SecurityGroup', 6, 'Security group {} opens ports that are not authorized', 'セキュリティグループ {} が許可されていないポートを開放しています'),
  rule('IAM_USER_MFA_ENABLED', 'IAM::User', 6, 'User {} has no MFA device', 'ユーザー {} に MFA デバイスがありません'),
  rule('MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS', 'IAM::User', 6, 'User {} signs in to the console without MFA', 'ユーザー {} が MFA なしでコンソールにサインインできます'),
  rule('ACCESS_KEYS_ROTATED', 'IAM::User', 8, 'User {} has access keys that were not rotated', 'ユーザー {} のアクセスキーがローテーションされていません'),
  rule('IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS', 'IAM::Policy', 5, 'Policy {} allows everything', 'ポリシー {} がすべての操作を許可しています'),
  rule('IAM_ROOT_ACCESS_KEY_CHECK', '::Account', 1, 'The root user of account {} has access keys', 'アカウント {} のルートユーザーにアクセスキーがあります'),
  rule('ROOT_ACCOUNT_MFA_ENABLED', '::Account', 2, 'The root user of account {} has no MFA', 'アカウント {} のルートユーザーで MFA が有効になっていません'),
  rule('S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC', '::Account', 3, 'Account {} does not block public access to S3', 'アカウント {} で S3 のパブリックアクセスがブロックされていません'),
  rule('MULTI_REGION_CLOUD_TRAIL_ENABLED', '::Account', 2, 'Account {} has no multi-region trail', 'アカウント {} にマルチリージョンの証跡がありません', 'multi-region-cloudtrail-enabled'),
  rule('ENCRYPTED_VOLUMES', 'EC2::Volume', 12, 'Volume {} is not encrypted', 'ボリューム {} が暗号化されていません'),
  rule('EC2_IMDSV2_CHECK', 'EC2::Instance', 10, 'Instance {} accepts IMDSv1', 'インスタンス {} が IMDSv1 を受け付けます'),
  rule('EC2_INSTANCE_NO_PUBLIC_IP', 'EC2::Instance', 6, 'Instance {} has a public address', 'インスタンス {} にパブリック IP アドレスがあります'),
  rule('EIP_ATTACHED', 'EC2::EIP', 3, 'Elastic IP address {} is not used', 'Elastic IP アドレス {} が使われていません'),
  rule('SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED', 'EC2::Subnet', 9, 'Subnet {} gives out public addresses', 'サブネット {} がパブリック IP アドレスを自動で割り当てます'),
  rule('LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED', 'Lambda::Function', 2, 'Function {} can be invoked by everyone', '関数 {} を誰でも呼び出せます'),
  rule('ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK', 'ElasticLoadBalancingV2::LoadBalancer', 3, 'Load balancer {} does not redirect HTTP to HTTPS', 'ロードバランサー {} が HTTP を HTTPS にリダイレクトしません'),
];

const byIdentifier = new Map(managedRules.map((each) => [each.identifier, each]));

export function ruleOf(identifier: string): ManagedRule {
  const found = byIdentifier.get(identifier);
  if (found === undefined) throw new RangeError(`no managed rule ${identifier}`);
  return found;
}

const byType = Map.groupBy(managedRules, ({ type }) => type);

export function rulesFor(type: string): readonly ManagedRule[] {
  return byType.get(type) ?? [];
}
