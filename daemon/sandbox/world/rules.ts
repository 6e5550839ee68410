import type { Text } from '../../base/text.ts';
import { managedRule } from '../../domain/rules/find-rule.ts';
import type { ManagedRule } from '../../domain/rules/managed-rule.ts';

/** A managed rule that the organization deployed to every account. */
export interface RolledOutRule extends ManagedRule {
  /** The Config type on which the sandbox lets it fail. */
  readonly type: string;
  /** The sentence of a ticket. `{}` is the resource. */
  readonly says: Text;
  /** Its share of the findings, relative to the other rules. 0: never at random. */
  readonly weight: number;
}

export const publicDatabase = 'RDS_INSTANCE_PUBLIC_ACCESS_CHECK';
export const writableBucket = 'S3_BUCKET_PUBLIC_WRITE_PROHIBITED';

const rule = (identifier: string, weight: number, en: string, ja: string): RolledOutRule => {
  const known = managedRule(identifier);
  const type = known?.types[0];
  if (known === undefined || type === undefined) throw new RangeError(`no managed rule ${identifier}`);
  return { ...known, type, weight, says: { en, ja } };
};

// biome-ignore format: a table.
export const rolledOutRules: readonly RolledOutRule[] = [
  rule('S3_BUCKET_PUBLIC_READ_PROHIBITED', 6, 'S3 bucket {} can be read by everyone', 'S3 バケット {} が誰でも読み取れます'),
  rule(writableBucket, 0, 'S3 bucket {} can be written by everyone', 'S3 バケット {} が誰でも書き込めます'),
  rule('S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED', 10, 'S3 bucket {} does not block public access', 'S3 バケット {} でパブリックアクセスがブロックされていません'),
  rule('S3_BUCKET_SSL_REQUESTS_ONLY', 12, 'S3 bucket {} answers requests without TLS', 'S3 バケット {} が TLS なしのリクエストを受け付けます'),
  rule('S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED', 6, 'S3 bucket {} is not encrypted by default', 'S3 バケット {} のデフォルト暗号化が無効です'),
  rule(publicDatabase, 0, 'Database {} is publicly accessible', 'データベース {} がパブリックアクセス可能です'),
  rule('RDS_STORAGE_ENCRYPTED', 7, 'Storage of database {} is not encrypted', 'データベース {} のストレージが暗号化されていません'),
  rule('RDS_SNAPSHOTS_PUBLIC_PROHIBITED', 1, 'Database snapshot {} is public', 'データベーススナップショット {} が公開されています'),
  rule('INCOMING_SSH_DISABLED', 12, 'Security group {} lets everyone reach port 22', 'セキュリティグループ {} がすべての送信元に 22 番ポートを開放しています'),
  rule('RESTRICTED_INCOMING_TRAFFIC', 8, 'Security group {} lets everyone reach high-risk ports', 'セキュリティグループ {} がリスクの高いポートを開放しています'),
  rule('VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS', 6, 'Security group {} opens ports that are not authorized', 'セキュリティグループ {} が許可されていないポートを開放しています'),
  rule('IAM_USER_MFA_ENABLED', 6, 'User {} has no MFA device', 'ユーザー {} に MFA デバイスがありません'),
  rule('MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS', 6, 'User {} signs in to the console without MFA', 'ユーザー {} が MFA なしでコンソールにサインインできます'),
  rule('ACCESS_KEYS_ROTATED', 8, 'User {} has access keys that were not rotated', 'ユーザー {} のアクセスキーがローテーションされていません'),
  rule('IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS', 5, 'Policy {} allows everything', 'ポリシー {} がすべての操作を許可しています'),
  rule('IAM_ROOT_ACCESS_KEY_CHECK', 1, 'The root user of account {} has access keys', 'アカウント {} のルートユーザーにアクセスキーがあります'),
  rule('ROOT_ACCOUNT_MFA_ENABLED', 2, 'The root user of account {} has no MFA', 'アカウント {} のルートユーザーで MFA が有効になっていません'),
  rule('S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC', 3, 'Account {} does not block public access to S3', 'アカウント {} で S3 のパブリックアクセスがブロックされていません'),
  rule('MULTI_REGION_CLOUD_TRAIL_ENABLED', 2, 'Account {} has no multi-region trail', 'アカウント {} にマルチリージョンの証跡がありません'),
  rule('ENCRYPTED_VOLUMES', 12, 'Volume {} is not encrypted', 'ボリューム {} が暗号化されていません'),
  rule('EC2_IMDSV2_CHECK', 10, 'Instance {} accepts IMDSv1', 'インスタンス {} が IMDSv1 を受け付けます'),
  rule('EC2_INSTANCE_NO_PUBLIC_IP', 6, 'Instance {} has a public address', 'インスタンス {} にパブリック IP アドレスがあります'),
  rule('EIP_ATTACHED', 3, 'Elastic IP address {} is not used', 'Elastic IP アドレス {} が使われていません'),
  rule('SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED', 9, 'Subnet {} gives out public addresses', 'サブネット {} がパブリック IP アドレスを自動で割り当てます'),
  rule('LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED', 2, 'Function {} can be invoked by everyone', '関数 {} を誰でも呼び出せます'),
  rule('ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK', 3, 'Load balancer {} does not redirect HTTP to HTTPS', 'ロードバランサー {} が HTTP を HTTPS にリダイレクトしません'),
];

const byIdentifier = new Map(rolledOutRules.map((each) => [each.identifier, each]));

/** @throws RangeError for a rule that the sandbox does not deploy. */
export function ruleOf(identifier: string): RolledOutRule {
  const found = byIdentifier.get(identifier);
  if (found === undefined) throw new RangeError(`no managed rule ${identifier}`);
  return found;
}

const byType = Map.groupBy(rolledOutRules, ({ type }) => type);

/** Returns the rules that evaluate resources of a Config type. */
export function rulesFor(type: string): readonly RolledOutRule[] {
  return byType.get(type) ?? [];
}
