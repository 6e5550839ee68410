import type { Text } from '../../base/text.ts';
import type { GuardDutyFinding } from '../model.ts';

/** A finding type of GuardDuty. */
export interface ThreatKind {
  readonly type: string;
  readonly resourceType: GuardDutyFinding['resourceType'];
  /** 1.0 to 10.0 */
  readonly severity: number;
  /** `{}` is the resource. GuardDuty itself writes only English. */
  readonly says: Text;
}

const threat = (
  type: string,
  resourceType: ThreatKind['resourceType'],
  severity: number,
  en: string,
  ja: string,
): ThreatKind => ({ type, resourceType, severity, says: { en, ja } });

// biome-ignore format: a table.
export const threatKinds: readonly ThreatKind[] = [
  threat('UnauthorizedAccess:EC2/SSHBruteForce', 'Instance', 2, 'SSH brute force attacks against {}', '{} に対する SSH ブルートフォース攻撃'),
  threat('Recon:EC2/PortProbeUnprotectedPort', 'Instance', 2, 'Unprotected port on EC2 instance {} is being probed', 'EC2 インスタンス {} の保護されていないポートが探索されています'),
  threat('CryptoCurrency:EC2/BitcoinTool.B!DNS', 'Instance', 8, 'EC2 instance {} asks for a domain that is used for cryptocurrency', 'EC2 インスタンス {} が暗号通貨関連のドメインを照会しています'),
  threat('Backdoor:EC2/C&CActivity.B!DNS', 'Instance', 8, 'Command and control server domain name queried by EC2 instance {}', 'EC2 インスタンス {} が C&C サーバーのドメインを照会しています'),
  threat('UnauthorizedAccess:EC2/MaliciousIPCaller.Custom', 'Instance', 5, 'EC2 instance {} talks to an address on a threat list', 'EC2 インスタンス {} が脅威リストの IP アドレスと通信しています'),
  threat('UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B', 'AccessKey', 5, 'Unusual successful console logins by user {}', 'ユーザー {} の通常と異なるコンソールログイン'),
  threat('PenTest:IAMUser/KaliLinux', 'AccessKey', 5, 'API calls from a Kali Linux machine by user {}', 'ユーザー {} が Kali Linux から API を呼び出しています'),
  threat('Stealth:IAMUser/CloudTrailLoggingDisabled', 'AccessKey', 2, 'CloudTrail logging was disabled by user {}', 'ユーザー {} が CloudTrail のログ記録を無効にしました'),
  threat('CredentialAccess:IAMUser/AnomalousBehavior', 'AccessKey', 5, 'User {} behaves unusually while reading credentials', 'ユーザー {} が通常と異なる方法で認証情報にアクセスしています'),
  threat('Policy:S3/BucketAnonymousAccessGranted', 'S3Bucket', 8, 'S3 bucket {} was opened to anonymous access', 'S3 バケット {} に匿名アクセスが許可されました'),
  threat('Policy:S3/BucketBlockPublicAccessDisabled', 'S3Bucket', 2, 'Block public access was disabled for S3 bucket {}', 'S3 バケット {} のパブリックアクセスブロックが無効になりました'),
  threat('Exfiltration:S3/MaliciousIPCaller', 'S3Bucket', 8, 'A known malicious address reads from S3 bucket {}', '既知の悪意ある IP アドレスが S3 バケット {} から読み取っています'),
];

/** Config's type of the resources in GuardDuty's findings. */
export const threatenedType = {
  Instance: 'AWS::EC2::Instance',
  AccessKey: 'AWS::IAM::User',
  S3Bucket: 'AWS::S3::Bucket',
} as const;

/** @throws RangeError for a type that the sandbox does not know. */
export function threatOf(type: string): ThreatKind {
  const kind = threatKinds.find((each) => each.type === type);
  if (kind === undefined) throw new RangeError(`no threat ${type}`);
  return kind;
}
