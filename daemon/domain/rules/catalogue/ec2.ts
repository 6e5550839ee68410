import { accountType } from '../../resources/types/account.ts';
import type { ManagedRule } from '../managed-rule.ts';
import { accountSetting, fixInAccount, mustBeTrue, sharedOutside } from './common.ts';
import { causes, own, referred, referring } from './write-cause.ts';

const instance = 'AWS::EC2::Instance';
const volume = 'AWS::EC2::Volume';
const address = 'AWS::EC2::EIP';

export const ec2Rules: readonly ManagedRule[] = [
  {
    identifier: 'EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK',
    types: [accountType],
    severity: 'critical',
    title: { en: 'EBS snapshots are public', ja: 'EBS スナップショットが公開されています' },
    short: { en: 'public snapshots', ja: 'スナップショット公開' },
    remedy: fixInAccount,
    perRegion: true,
    cause: sharedOutside,
  },
  {
    identifier: 'ENCRYPTED_VOLUMES',
    types: [volume],
    severity: 'medium',
    title: { en: 'The volume is not encrypted', ja: 'ボリュームが暗号化されていません' },
    short: { en: 'not encrypted', ja: '暗号化なし' },
    remedy: {
      en: 'Set Encrypted to true; this replaces the volume.',
      ja: 'Encrypted を true にします（ボリュームは置き換えられます）。',
    },
    cause: causes(
      own(volume, 'Encrypted', {
        right: ['true'],
        look: mustBeTrue,
        absent: {
          en: 'only the account’s default or an encrypted snapshot would encrypt it',
          ja: 'アカウントの既定の設定か暗号化されたスナップショットがなければ暗号化されません',
        },
      }),
    ),
  },
  {
    identifier: 'EC2_EBS_ENCRYPTION_BY_DEFAULT',
    types: [accountType],
    severity: 'medium',
    title: {
      en: 'New volumes are not encrypted by default',
      ja: '新しいボリュームがデフォルトで暗号化されません',
    },
    short: { en: 'new volumes not encrypted', ja: '新規ボリューム暗号化なし' },
    remedy: fixInAccount,
    perRegion: true,
    cause: accountSetting,
  },
  {
    identifier: 'EC2_IMDSV2_CHECK',
    types: [instance],
    severity: 'medium',
    title: {
      en: 'The instance answers the old metadata protocol (IMDSv1)',
      ja: 'インスタンスが IMDSv1 に応答します',
    },
    short: { en: 'IMDSv1', ja: 'IMDSv1' },
    remedy: { en: 'Set HttpTokens to required.', ja: 'HttpTokens を required にします。' },
    cause: causes(
      own(instance, 'MetadataOptions', {
        look: { en: 'HttpTokens must be required', ja: 'HttpTokens を required にする必要があります' },
        absent: {
          en: 'HttpTokens: required in it fixes this, whatever the image and the account set',
          ja: 'イメージやアカウントの設定にかかわらず、HttpTokens: required を指定すると解消します',
        },
      }),
      own(instance, 'LaunchTemplate', {
        look: {
          en: 'HttpTokens in the MetadataOptions of that launch template must be required',
          ja: '起動テンプレートの MetadataOptions で HttpTokens を required にする必要があります',
        },
      }),
    ),
  },
  {
    identifier: 'EC2_INSTANCE_NO_PUBLIC_IP',
    types: [instance],
    severity: 'high',
    title: {
      en: 'The instance has a public address',
      ja: 'インスタンスにパブリック IP アドレスがあります',
    },
    short: { en: 'public address', ja: 'パブリック IP あり' },
    remedy: {
      en: 'Set AssociatePublicIpAddress to false.',
      ja: 'AssociatePublicIpAddress を false にします。',
    },
    cause: causes(
      own(instance, 'NetworkInterfaces', {
        look: {
          en: 'AssociatePublicIpAddress must be false in each',
          ja: 'すべての要素で AssociatePublicIpAddress を false にする必要があります',
        },
      }),
      referred(
        'SubnetId',
        'AWS::EC2::Subnet',
        'MapPublicIpOnLaunch',
        {
          en: 'may assign the address: its MapPublicIpOnLaunch decides unless NetworkInterfaces of the instance does',
          ja: 'がアドレスを割り当てているかもしれません。NetworkInterfaces で指定しない限り、MapPublicIpOnLaunch によって決まります',
        },
        { suspect: ({ literals }) => literals.MapPublicIpOnLaunch?.toLowerCase() !== 'false' },
      ),
      own(instance, 'LaunchTemplate', {
        look: {
          en: 'AssociatePublicIpAddress in the NetworkInterfaces of that launch template must be false',
          ja: '起動テンプレートの NetworkInterfaces で AssociatePublicIpAddress を false にする必要があります',
        },
      }),
      ...[address, 'AWS::EC2::EIPAssociation'].map((type) =>
        referring(type, 'InstanceId', 'InstanceId', {
          en: 'gives it a fixed public address',
          ja: 'が固定のパブリック IP アドレスを割り当てています',
        }),
      ),
    ),
  },
  {
    identifier: 'EIP_ATTACHED',
    types: [address],
    severity: 'low',
    title: { en: 'This Elastic IP address is not used', ja: 'この Elastic IP アドレスは使われていません' },
    short: { en: 'not used', ja: '未使用' },
    remedy: {
      en: 'Attach it, or remove it from the template.',
      ja: '使うリソースに関連付けるか、テンプレートから削除します。',
    },
    cause: causes(
      own(address, 'InstanceId', {
        right: 'set',
        absent: {
          en: 'an instance here, an AWS::EC2::EIPAssociation or a NAT gateway would use it',
          ja: 'ここで指定するインスタンス、AWS::EC2::EIPAssociation、NAT ゲートウェイのいずれかで使われます',
        },
      }),
    ),
  },
];
