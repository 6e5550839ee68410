import { type Cause, causes, own, referring } from './cause.ts';

const bucket = 'AWS::S3::Bucket';

/** Canned ACLs that give nothing to everybody; `AuthenticatedRead` means everybody with an AWS account. */
const privateAcls = [
  'Private',
  'BucketOwnerRead',
  'BucketOwnerFullControl',
  'LogDeliveryWrite',
  'AwsExecRead',
];

export const publicAccessBlock = own(bucket, 'PublicAccessBlockConfiguration', {
  look: ['all four of its settings must be true', '4 つの設定がすべて true である必要があります'],
  absent: [
    'nothing in this template blocks public access to it',
    'このテンプレートではパブリックアクセスがブロックされていません',
  ],
});

const openingPolicy = referring('AWS::S3::BucketPolicy', 'Bucket', 'PolicyDocument', [
  'may be what opens it: look for Principal "*" in its PolicyDocument',
  'が公開の原因かもしれません。PolicyDocument に Principal "*" がないか確認してください',
]);

/** The rule reads the block first, then ACL and policy as far as the block lets them through. */
const opened = (rightAcls: readonly string[]): Cause =>
  causes(
    publicAccessBlock,
    own(bucket, 'AccessControl', {
      right: rightAcls,
      look: [
        'a canned ACL may open the bucket to everyone',
        '定義済み ACL がバケットを公開することがあります',
      ],
    }),
    openingPolicy,
  );

export const readable = opened(privateAcls);
export const writable = opened([...privateAcls, 'PublicRead', 'AuthenticatedRead']);
export const notBlocked = causes(publicAccessBlock);

export const withoutTls = causes(
  referring(
    'AWS::S3::BucketPolicy',
    'Bucket',
    'PolicyDocument',
    [
      'must deny what comes without TLS: a Deny where aws:SecureTransport is false',
      'で TLS なしのリクエストを拒否する必要があります。aws:SecureTransport が false の場合の Deny を追加します',
    ],
    {
      missing: [
        'No AWS::S3::BucketPolicy of this bucket is in this template: one that denies what comes without TLS mends it.',
        'このテンプレートにはこのバケットの AWS::S3::BucketPolicy がありません。TLS なしのリクエストを拒否するポリシーを追加します。',
      ],
    },
  ),
);

export const notEncrypted = causes(
  own(bucket, 'BucketEncryption', {
    right: 'set',
    absent: ['setting it with an SSEAlgorithm mends this', 'SSEAlgorithm を指定して設定すると直ります'],
  }),
);

/** Somebody reads or writes who should not: who may reach the bucket is what a template can narrow. */
export const reached = causes(openingPolicy, publicAccessBlock);

export const notLogged = causes(
  own(bucket, 'LoggingConfiguration', {
    right: 'set',
    absent: ['setting it switches access logging on again', '設定するとアクセスログが再び有効になります'],
  }),
);
