import type { Text } from '../../../base/text.ts';
import { accountType } from '../../resources/types/account.ts';
import type { Cause } from '../cause.ts';
import type { ManagedRule } from '../managed-rule.ts';
import { fixInAccount } from './common.ts';
import { causes, outsideTemplates, own, referring } from './write-cause.ts';

const user = 'AWS::IAM::User';

const rootUser = outsideTemplates({
  en: 'sign in as the root user and change the setting',
  ja: 'ルートユーザーでサインインして設定を変更します',
});

/** @param says Predicate of an access key of the user. @param missing The sentence if the template has none. */
export function accessKey(says: Text, missing: Text): Cause {
  return causes(referring('AWS::IAM::AccessKey', 'UserName', 'Serial', says, { missing }));
}

export const iamRules: readonly ManagedRule[] = [
  {
    identifier: 'IAM_ROOT_ACCESS_KEY_CHECK',
    types: [accountType],
    severity: 'critical',
    title: { en: 'The root user has an access key', ja: 'ルートユーザーにアクセスキーがあります' },
    short: { en: 'root access key', ja: 'ルートのアクセスキー' },
    remedy: fixInAccount,
    cause: rootUser,
  },
  {
    identifier: 'ROOT_ACCOUNT_MFA_ENABLED',
    types: [accountType],
    severity: 'critical',
    title: { en: 'The root user has no MFA', ja: 'ルートユーザーに MFA が設定されていません' },
    short: { en: 'root without MFA', ja: 'ルートの MFA なし' },
    remedy: fixInAccount,
    cause: rootUser,
  },
  {
    identifier: 'MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS',
    types: [user],
    severity: 'high',
    title: { en: 'A console user has no MFA', ja: 'コンソールを使うユーザーに MFA が設定されていません' },
    short: { en: 'console without MFA', ja: 'コンソールの MFA なし' },
    remedy: fixInAccount,
    cause: causes(
      own(user, 'LoginProfile', {
        look: {
          en: 'it gives this user a password for the console; a template cannot switch MFA on',
          ja: 'このユーザーにコンソールのパスワードを与えています。MFA はテンプレートでは有効にできません',
        },
        absent: {
          en: 'the password was set outside of the template, and MFA is switched on there, too',
          ja: 'パスワードは手作業で設定されたもので、MFA も手作業で有効にします',
        },
      }),
    ),
  },
  {
    identifier: 'IAM_USER_MFA_ENABLED',
    types: [user],
    severity: 'medium',
    title: { en: 'The user has no MFA', ja: 'ユーザーに MFA が設定されていません' },
    short: { en: 'no MFA', ja: 'MFA なし' },
    remedy: fixInAccount,
    cause: outsideTemplates({
      en: 'the user’s own device is needed to switch MFA on',
      ja: 'MFA を有効にするには、そのユーザーのデバイスが必要です',
    }),
  },
  {
    identifier: 'ACCESS_KEYS_ROTATED',
    types: [user],
    severity: 'medium',
    title: { en: 'An access key was not rotated in time', ja: 'アクセスキーが期限内に更新されていません' },
    short: { en: 'old access key', ja: 'アクセスキー未更新' },
    remedy: {
      en: 'Create a new key, change over, delete the old one.',
      ja: '新しいキーを作成して切り替え、古いキーを削除します。',
    },
    cause: accessKey(
      {
        en: 'is an access key of this user: a greater Serial makes CloudFormation replace it',
        ja: 'はこのユーザーのアクセスキーです。Serial を増やすと CloudFormation が新しいキーに置き換えます',
      },
      {
        en: 'This template has no AWS::IAM::AccessKey of this user: the key was created by hand and is rotated by hand.',
        ja: 'このテンプレートにはこのユーザーの AWS::IAM::AccessKey がありません。キーは手作業で作成されたもので、更新も手作業になります。',
      },
    ),
  },
  {
    identifier: 'IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS',
    types: ['AWS::IAM::Policy'],
    severity: 'high',
    title: {
      en: 'The policy allows everything on everything',
      ja: 'ポリシーがすべてのリソースへのすべての操作を許可しています',
    },
    short: { en: 'allows everything', ja: 'すべて許可' },
    remedy: {
      en: 'Allow only the actions and resources that are needed.',
      ja: '必要な操作とリソースだけを許可します。',
    },
    cause: causes(
      own('AWS::IAM::ManagedPolicy', 'PolicyDocument', {
        look: {
          en: 'look for a statement that allows Action "*" on Resource "*"',
          ja: 'Action "*" と Resource "*" を許可するステートメントを確認してください',
        },
      }),
    ),
  },
];
