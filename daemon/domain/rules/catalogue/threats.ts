import { accountType } from '../../resources/types/account.ts';
import type { Cause } from '../cause.ts';
import { publiclyAccessible } from './common.ts';
import { openCluster } from './eks.ts';
import { accessKey } from './iam.ts';
import { openingPolicy, publicAccessBlock, readableBucket, unblockedBucket } from './s3.ts';
import { causes, outsideTemplates, own } from './write-cause.ts';

const bucket = 'AWS::S3::Bucket';
const instance = 'AWS::EC2::Instance';
const database = 'AWS::RDS::DBInstance';
const samFunction = 'AWS::Serverless::Function';

const compromised = outsideTemplates({
  en: 'examine and replace the software that runs there; deploying the same again leaves it open to the same attack',
  ja: '実行中のものを調査して置き換えます。同じものを再デプロイしても侵入経路は残ります',
});

const accountWide = outsideTemplates({
  en: 'it was done to the account, not to a resource of a template',
  ja: 'テンプレートのリソースではなく、アカウントに対する操作です',
});

const unloggedBucket = causes(
  own(bucket, 'LoggingConfiguration', {
    right: 'set',
    absent: {
      en: 'setting it switches access logging on again',
      ja: '設定するとアクセスログが再び有効になります',
    },
  }),
);

/** Another party reads or writes the bucket. A template can narrow who reaches it. */
const reachedBucket = causes(openingPolicy, publicAccessBlock);

/** Probed or attacked from the internet. The security groups decide who can connect. */
const exposedInstance = causes(
  ...['SecurityGroupIds', 'SecurityGroups', 'NetworkInterfaces'].map((property) =>
    own(instance, property, {
      look: {
        en: 'the security groups named here decide who reaches the instance',
        ja: 'ここで指定したセキュリティグループがインスタンスに接続できる送信元を決めます',
      },
    }),
  ),
  own(instance, 'LaunchTemplate', {
    look: {
      en: 'the security groups of that launch template decide who reaches the instance',
      ja: '起動テンプレートのセキュリティグループがインスタンスに接続できる送信元を決めます',
    },
  }),
);

/** Another party signs in or tries to. The network decides from where that is possible. */
const attackedDatabase = causes(
  publiclyAccessible(database, {
    en: 'AWS then decides by the subnets whether the internet reaches it',
    ja: 'インターネットから接続できるかどうかはサブネットによって決まります',
  }),
  own(database, 'VPCSecurityGroups', {
    look: {
      en: 'these security groups decide who reaches the database',
      ja: 'これらのセキュリティグループがデータベースに接続できる送信元を決めます',
    },
  }),
);

/** The function's own code did it, or a library in it. */
const misbehavingFunction = causes(
  own('AWS::Lambda::Function', 'Code', { look: examineCode() }),
  ...['CodeUri', 'InlineCode', 'ImageUri'].map((property) =>
    own(samFunction, property, { look: examineCode() }),
  ),
);

function examineCode() {
  return {
    en: 'examine and replace the code that runs here',
    ja: '実行されているコードを調査し、置き換えます',
  };
}

const stolenKey = accessKey(
  {
    en: 'is an access key of this user: a greater Serial replaces it, if it is the one that was used',
    ja: 'はこのユーザーのアクセスキーです。使用されたのがこのキーであれば、Serial を増やして置き換えます',
  },
  {
    en: 'This template has no AWS::IAM::AccessKey of this user: the key that was used was created by hand and is disabled by hand.',
    ja: 'このテンプレートにはこのユーザーの AWS::IAM::AccessKey がありません。使用された認証情報は手作業で作成されたもので、無効化も手作業になります。',
  },
);

const misusedRole = causes(
  own(['AWS::IAM::Role', samFunction], 'AssumeRolePolicyDocument', {
    look: {
      en: 'it decides who may assume this role; revoke its running sessions in the account',
      ja: 'このロールを引き受けられる相手を決めます。実行中のセッションはアカウントで取り消します',
    },
  }),
);

/**
 * By the beginning of GuardDuty's type, which has the form `Purpose:Kind/Family.Detail`. The first match
 * counts.
 */
const byType: readonly (readonly [start: RegExp, cause: Cause])[] = [
  [/^Policy:S3\/AccountBlockPublicAccessDisabled/, accountWide],
  [/^Policy:S3\/BucketBlockPublicAccessDisabled/, unblockedBucket],
  [/^Policy:S3\//, readableBucket],
  [/^Stealth:S3\/ServerAccessLoggingDisabled/, unloggedBucket],
  [/^(Recon:EC2\/PortProbe|UnauthorizedAccess:EC2\/(SSH|RDP)BruteForce)/, exposedInstance],
  [/^Policy:Kubernetes\//, openCluster],
];

/** By the type of the resource as Config names it. */
const byResource: Readonly<Record<string, Cause>> = {
  [accountType]: accountWide,
  [bucket]: reachedBucket,
  [instance]: compromised,
  'AWS::EC2::Volume': compromised,
  'AWS::ECS::Cluster': compromised,
  'AWS::EKS::Cluster': openCluster,
  'AWS::IAM::Role': misusedRole,
  'AWS::IAM::User': stolenKey,
  'AWS::Lambda::Function': misbehavingFunction,
  [database]: attackedDatabase,
};

/**
 * Returns the property or resource that lets a threat through, or says that no template can stop it. Returns
 * `undefined` if that is not known.
 */
export function threatCause(type: string, resourceType: string): Cause | undefined {
  const found = byType.find(([start]) => start.test(type));
  if (found) return found[1];
  return Object.hasOwn(byResource, resourceType) ? byResource[resourceType] : undefined;
}
