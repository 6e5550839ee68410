import { causes, own, referring, type Words, type Written } from './cause.ts';

const lambda = 'AWS::Lambda::Function';
const samFunction = 'AWS::Serverless::Function';
const user = 'AWS::IAM::User';

/** Everybody, or any bucket that names the function: unless a condition with a fixed value narrows it. */
function letsEverybodyInvoke({ literals, properties }: Written): boolean {
  if ('SourceAccount' in properties || 'PrincipalOrgID' in properties) return false;
  const { Principal = '*' } = literals;
  return Principal === '*' || Principal === 's3.amazonaws.com';
}

export const invocable = causes(
  own(samFunction, 'FunctionUrlConfig', {
    look: [
      'with AuthType NONE everyone may invoke the function',
      'AuthType が NONE の場合、誰でも関数を呼び出せます',
    ],
  }),
  referring(
    'AWS::Lambda::Permission',
    'FunctionName',
    'Principal',
    [
      'may be what lets everyone invoke it: look at its Principal and SourceAccount',
      'により誰でも呼び出せるのかもしれません。Principal と SourceAccount を確認してください',
    ],
    {
      suspect: letsEverybodyInvoke,
      missing: [
        'No AWS::Lambda::Permission in this template lets everyone invoke it: the permission was given elsewhere.',
        'このテンプレートには誰にでも呼び出しを許可する AWS::Lambda::Permission がありません。許可は別の場所で与えられています。',
      ],
    },
  ),
);

/** The code did it, or a library in it. */
export const misbehavingFunction = causes(
  own(lambda, 'Code', {
    look: ['what runs here must be examined and replaced', '実行されているコードを調査し、置き換えます'],
  }),
  ...['CodeUri', 'InlineCode', 'ImageUri'].map((property) =>
    own(samFunction, property, {
      look: ['what runs here must be examined and replaced', '実行されているコードを調査し、置き換えます'],
    }),
  ),
);

const keyOf = (says: Words, missing: Words) =>
  causes(referring('AWS::IAM::AccessKey', 'UserName', 'Serial', says, { missing }));

export const oldKey = keyOf(
  [
    'is an access key of this user: a greater Serial makes CloudFormation replace it',
    'はこのユーザーのアクセスキーです。Serial を増やすと CloudFormation が新しいキーに置き換えます',
  ],
  [
    'No AWS::IAM::AccessKey of this user is in this template: the key was made by hand and is rotated by hand.',
    'このテンプレートにはこのユーザーの AWS::IAM::AccessKey がありません。キーは手作業で作成されたもので、更新も手作業になります。',
  ],
);

export const stolenKey = keyOf(
  [
    'is an access key of this user: a greater Serial replaces it, should it be the one that was used',
    'はこのユーザーのアクセスキーです。使用されたのがこのキーであれば、Serial を増やして置き換えます',
  ],
  [
    'No AWS::IAM::AccessKey of this user is in this template: what was used was made by hand and is disabled by hand.',
    'このテンプレートにはこのユーザーの AWS::IAM::AccessKey がありません。使用された認証情報は手作業で作成されたもので、無効化も手作業になります。',
  ],
);

export const takenRole = causes(
  own(['AWS::IAM::Role', samFunction], 'AssumeRolePolicyDocument', {
    look: [
      'it says who may take this role; sessions that are running are revoked in the account',
      'このロールを引き受けられる相手を決めます。実行中のセッションはアカウントで取り消します',
    ],
  }),
);

export const consoleWithoutMfa = causes(
  own(user, 'LoginProfile', {
    look: [
      'it gives this user a password for the console; a template cannot switch MFA on',
      'このユーザーにコンソールのパスワードを与えています。MFA はテンプレートでは有効にできません',
    ],
    absent: [
      'the password was given by hand, and MFA is switched on by hand',
      'パスワードは手作業で設定されたもので、MFA も手作業で有効にします',
    ],
  }),
);

export const allowsEverything = causes(
  own('AWS::IAM::ManagedPolicy', 'PolicyDocument', {
    look: [
      'look for a statement that allows Action "*" on Resource "*"',
      'Action "*" と Resource "*" を許可するステートメントを確認してください',
    ],
  }),
);
