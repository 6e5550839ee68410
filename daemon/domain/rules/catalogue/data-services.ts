import type { ManagedRule } from '../managed-rule.ts';
import { notPubliclyAccessible, publiclyAccessible } from './common.ts';
import { causes, own } from './write-cause.ts';

const replication = 'AWS::DMS::ReplicationInstance';
const warehouse = 'AWS::Redshift::Cluster';
const notebook = 'AWS::SageMaker::NotebookInstance';

/** Rules of DMS, EMR, Redshift and SageMaker. */
export const dataServiceRules: readonly ManagedRule[] = [
  {
    identifier: 'DMS_REPLICATION_NOT_PUBLIC',
    types: [replication],
    severity: 'critical',
    title: {
      en: 'The replication instance can be reached from the internet',
      ja: 'レプリケーションインスタンスにインターネットから接続できます',
    },
    short: { en: 'open to the internet', ja: 'インターネットに公開' },
    remedy: notPubliclyAccessible,
    cause: causes(
      publiclyAccessible(replication, {
        en: 'it is then true; false fixes this',
        ja: '既定値は true です。false を指定すると解消します',
      }),
    ),
  },
  {
    identifier: 'EMR_MASTER_NO_PUBLIC_IP',
    types: ['AWS::EMR::Cluster'],
    severity: 'high',
    title: {
      en: 'The cluster’s primary node has a public address',
      ja: 'クラスターのプライマリノードにパブリック IP アドレスがあります',
    },
    short: { en: 'public address', ja: 'パブリック IP あり' },
    remedy: {
      en: 'Launch the cluster in a private subnet.',
      ja: 'クラスターをプライベートサブネットで起動します。',
    },
    cause: causes(
      own('AWS::EMR::Cluster', 'Instances', {
        look: {
          en: 'Ec2SubnetId in it must name a private subnet',
          ja: 'Ec2SubnetId にプライベートサブネットを指定する必要があります',
        },
      }),
    ),
  },
  {
    identifier: 'REDSHIFT_CLUSTER_PUBLIC_ACCESS_CHECK',
    types: [warehouse],
    severity: 'critical',
    title: {
      en: 'The Redshift cluster can be reached from the internet',
      ja: 'Redshift クラスターにインターネットから接続できます',
    },
    short: { en: 'open to the internet', ja: 'インターネットに公開' },
    remedy: notPubliclyAccessible,
    cause: causes(
      publiclyAccessible(warehouse, {
        en: 'a cluster that was created while the default was true stays public; false fixes this',
        ja: '既定値が true だった時期に作成されたクラスターは公開されたままです。false を指定すると解消します',
      }),
    ),
  },
  {
    identifier: 'SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS',
    types: [notebook],
    severity: 'high',
    title: {
      en: 'The notebook has direct internet access',
      ja: 'ノートブックからインターネットに直接アクセスできます',
    },
    short: { en: 'direct internet access', ja: 'インターネット直結' },
    remedy: {
      en: 'Set DirectInternetAccess to Disabled.',
      ja: 'DirectInternetAccess を Disabled にします。',
    },
    cause: causes(
      own(notebook, 'DirectInternetAccess', {
        right: ['Disabled'],
        look: {
          en: 'it must be Disabled, with a SubnetId',
          ja: 'SubnetId を指定したうえで Disabled にする必要があります',
        },
        absent: {
          en: 'it is then Enabled; Disabled with a SubnetId fixes this',
          ja: '既定値は Enabled です。SubnetId を指定して Disabled にすると解消します',
        },
      }),
    ),
  },
];
