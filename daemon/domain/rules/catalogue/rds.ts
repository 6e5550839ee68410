import type { ManagedRule } from '../managed-rule.ts';
import {
  fixInAccount,
  mustBeTrue,
  notPubliclyAccessible,
  publiclyAccessible,
  sharedOutside,
} from './common.ts';
import { causes, own, referred } from './write-cause.ts';

const instance = 'AWS::RDS::DBInstance';

export const rdsRules: readonly ManagedRule[] = [
  {
    identifier: 'RDS_INSTANCE_PUBLIC_ACCESS_CHECK',
    types: [instance],
    severity: 'critical',
    title: {
      en: 'The database can be reached from the internet',
      ja: 'データベースにインターネットから接続できます',
    },
    short: { en: 'open to the internet', ja: 'インターネットに公開' },
    remedy: notPubliclyAccessible,
    cause: causes(
      publiclyAccessible(instance, {
        en: 'AWS then decides by the subnets; false fixes this',
        ja: '既定値はサブネットによって決まります。false を指定すると解消します',
      }),
    ),
  },
  {
    identifier: 'RDS_SNAPSHOTS_PUBLIC_PROHIBITED',
    types: ['AWS::RDS::DBSnapshot', 'AWS::RDS::DBClusterSnapshot'],
    severity: 'critical',
    title: { en: 'The database snapshot is public', ja: 'データベースのスナップショットが公開されています' },
    short: { en: 'public snapshot', ja: 'スナップショット公開' },
    remedy: fixInAccount,
    cause: sharedOutside,
  },
  {
    identifier: 'RDS_STORAGE_ENCRYPTED',
    types: [instance],
    severity: 'medium',
    title: {
      en: 'The database storage is not encrypted',
      ja: 'データベースのストレージが暗号化されていません',
    },
    short: { en: 'storage not encrypted', ja: 'ストレージ暗号化なし' },
    remedy: {
      en: 'Set StorageEncrypted to true; this replaces the instance.',
      ja: 'StorageEncrypted を true にします（インスタンスは置き換えられます）。',
    },
    // A replica is encrypted like its source, an instance of a cluster like its cluster: CloudFormation ignores their own setting.
    cause: causes(
      referred('SourceDBInstanceIdentifier', instance, 'StorageEncrypted', {
        en: 'decides this with its StorageEncrypted: a replica is encrypted only if its source is',
        ja: 'の StorageEncrypted で決まります。リードレプリカは元のインスタンスが暗号化されている場合だけ暗号化されます',
      }),
      referred('DBClusterIdentifier', 'AWS::RDS::DBCluster', 'StorageEncrypted', {
        en: 'decides this with its StorageEncrypted: a cluster encrypts all its instances or none',
        ja: 'の StorageEncrypted で決まります。暗号化はクラスター全体に適用されます',
      }),
      own(instance, 'StorageEncrypted', {
        right: ['true'],
        look: mustBeTrue,
        absent: {
          en: 'the storage is then not encrypted, unless it is restored from an encrypted snapshot',
          ja: 'スナップショットから復元する場合を除き、暗号化されません',
        },
      }),
    ),
  },
];
