import type { Text } from '../../../base/text.ts';
import { accountType } from '../../resources/types/account.ts';
import type { Cause } from '../cause.ts';
import type { ManagedRule } from '../managed-rule.ts';
import { accountSetting, fixInAccount } from './common.ts';
import { causes, own, referring } from './write-cause.ts';

const bucket = 'AWS::S3::Bucket';

const blockPublicAccess: Text = {
  en: 'Set the four PublicAccessBlockConfiguration properties to true.',
  ja: 'PublicAccessBlockConfiguration の 4 つのプロパティを true にします。',
};

/** Canned ACLs that give nothing to everyone; `AuthenticatedRead` means everyone with an AWS account. */
const privateAcls = [
  'Private',
  'BucketOwnerRead',
  'BucketOwnerFullControl',
  'LogDeliveryWrite',
  'AwsExecRead',
];

export const publicAccessBlock = own(bucket, 'PublicAccessBlockConfiguration', {
  look: { en: 'all four of its settings must be true', ja: '4 つの設定がすべて true である必要があります' },
  absent: {
    en: 'nothing in this template blocks public access to it',
    ja: 'このテンプレートではパブリックアクセスがブロックされていません',
  },
});

export const openingPolicy = referring('AWS::S3::BucketPolicy', 'Bucket', 'PolicyDocument', {
  en: 'may open it to everyone: look for Principal "*" in its PolicyDocument',
  ja: 'が公開の原因かもしれません。PolicyDocument に Principal "*" がないか確認してください',
});

/** The rules evaluate the block first, then ACL and policy as far as the block lets them through. */
const opened = (rightAcls: readonly string[]): Cause =>
  causes(
    publicAccessBlock,
    own(bucket, 'AccessControl', {
      right: rightAcls,
      look: {
        en: 'a canned ACL may open the bucket to everyone',
        ja: '定義済み ACL がバケットを公開することがあります',
      },
    }),
    openingPolicy,
  );

export const readableBucket = opened(privateAcls);
export const unblockedBucket = causes(publicAccessBlock);

export const s3Rules: readonly ManagedRule[] = [
  {
    identifier: 'S3_BUCKET_PUBLIC_READ_PROHIBITED',
    types: [bucket],
    severity: 'high',
    title: { en: 'Everyone can read this bucket', ja: 'バケットを誰でも読み取れます' },
    short: { en: 'public read', ja: '公開読み取り' },
    remedy: blockPublicAccess,
    cause: readableBucket,
  },
  {
    identifier: 'S3_BUCKET_PUBLIC_WRITE_PROHIBITED',
    types: [bucket],
    severity: 'critical',
    title: { en: 'Everyone can write to this bucket', ja: 'バケットに誰でも書き込めます' },
    short: { en: 'public write', ja: '公開書き込み' },
    remedy: blockPublicAccess,
    cause: opened([...privateAcls, 'PublicRead', 'AuthenticatedRead']),
  },
  {
    identifier: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
    types: [bucket],
    severity: 'high',
    title: {
      en: 'The bucket does not block public access',
      ja: 'バケットがパブリックアクセスをブロックしていません',
    },
    short: { en: 'no public access block', ja: '公開ブロックなし' },
    remedy: blockPublicAccess,
    cause: unblockedBucket,
  },
  {
    identifier: 'S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC',
    types: [accountType],
    severity: 'high',
    title: {
      en: 'The account does not block public S3 access',
      ja: 'アカウントが S3 のパブリックアクセスをブロックしていません',
    },
    short: { en: 'no public S3 block', ja: 'S3 公開ブロックなし' },
    remedy: fixInAccount,
    cause: accountSetting,
  },
  {
    identifier: 'S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS',
    types: ['AWS::S3::AccountPublicAccessBlock'],
    severity: 'high',
    title: {
      en: 'The account does not block public S3 access',
      ja: 'アカウントが S3 のパブリックアクセスをブロックしていません',
    },
    short: { en: 'no public S3 block', ja: 'S3 公開ブロックなし' },
    remedy: fixInAccount,
    cause: accountSetting,
  },
  {
    identifier: 'S3_BUCKET_SSL_REQUESTS_ONLY',
    types: [bucket],
    severity: 'medium',
    title: {
      en: 'The bucket answers requests without TLS',
      ja: 'バケットが TLS なしのリクエストを受け付けます',
    },
    short: { en: 'no TLS required', ja: 'TLS 必須でない' },
    remedy: {
      en: 'Deny aws:SecureTransport = false in the bucket policy.',
      ja: 'バケットポリシーで aws:SecureTransport = false を拒否します。',
    },
    cause: causes(
      referring(
        'AWS::S3::BucketPolicy',
        'Bucket',
        'PolicyDocument',
        {
          en: 'must deny requests without TLS: add a Deny for aws:SecureTransport = false',
          ja: 'で TLS なしのリクエストを拒否する必要があります。aws:SecureTransport が false の場合の Deny を追加します',
        },
        {
          missing: {
            en: 'This template has no AWS::S3::BucketPolicy for this bucket: add one that denies requests without TLS.',
            ja: 'このテンプレートにはこのバケットの AWS::S3::BucketPolicy がありません。TLS なしのリクエストを拒否するポリシーを追加します。',
          },
        },
      ),
    ),
  },
  {
    identifier: 'S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED',
    types: [bucket],
    severity: 'medium',
    title: {
      en: 'The bucket is not encrypted by default',
      ja: 'バケットのデフォルト暗号化が設定されていません',
    },
    short: { en: 'no default encryption', ja: '既定の暗号化なし' },
    remedy: { en: 'Set BucketEncryption.', ja: 'BucketEncryption を設定します。' },
    cause: causes(
      own(bucket, 'BucketEncryption', {
        right: 'set',
        absent: {
          en: 'setting it with an SSEAlgorithm fixes this',
          ja: 'SSEAlgorithm を指定して設定すると解消します',
        },
      }),
    ),
  },
];
