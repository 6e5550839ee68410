import { type Cause, causes, own, referred, type Words } from './cause.ts';

const database = 'AWS::RDS::DBInstance';

const publiclyAccessible = (type: string, absent: Words): Cause['places'][number] =>
  own(type, 'PubliclyAccessible', {
    right: ['false'],
    look: ['it must be false', 'false にする必要があります'],
    absent,
  });

export const publicDatabase = causes(
  publiclyAccessible(database, [
    'AWS then decides by the subnets; false mends this',
    '既定値はサブネットによって決まります。false を指定すると直ります',
  ]),
);

export const publicReplication = causes(
  publiclyAccessible('AWS::DMS::ReplicationInstance', [
    'it is true then; false mends this',
    '既定値は true です。false を指定すると直ります',
  ]),
);

export const publicWarehouse = causes(
  publiclyAccessible('AWS::Redshift::Cluster', [
    'a cluster made while the default was true stays public; false mends this',
    '既定値が true だった時期に作成されたクラスターは公開されたままです。false を指定すると直ります',
  ]),
);

/** A replica and a member of a cluster are encrypted as the other is; CloudFormation takes no word of their own. */
export const notEncryptedDatabase = causes(
  referred('SourceDBInstanceIdentifier', database, 'StorageEncrypted', [
    'decides this with its StorageEncrypted: a replica is encrypted only where its source is',
    'の StorageEncrypted で決まります。リードレプリカは元のインスタンスが暗号化されている場合だけ暗号化されます',
  ]),
  referred('DBClusterIdentifier', 'AWS::RDS::DBCluster', 'StorageEncrypted', [
    'decides this with its StorageEncrypted: a cluster encrypts all its instances or none',
    'の StorageEncrypted で決まります。暗号化はクラスター全体に適用されます',
  ]),
  own(database, 'StorageEncrypted', {
    right: ['true'],
    look: ['it must be true', 'true にする必要があります'],
    absent: [
      'it is false then, unless a snapshot says otherwise',
      'スナップショットから復元する場合を除き、暗号化されません',
    ],
  }),
);

/** Somebody signs in, or tries to: from where that is possible. */
export const attackedDatabase = causes(
  publiclyAccessible(database, [
    'AWS then decides by the subnets whether the internet reaches it',
    'インターネットから接続できるかどうかはサブネットによって決まります',
  ]),
  own(database, 'VPCSecurityGroups', {
    look: [
      'these security groups decide who reaches the database',
      'これらのセキュリティグループがデータベースに接続できる送信元を決めます',
    ],
  }),
);

const outsideVpc = (type: string) =>
  causes(
    own(type, 'VPCOptions', {
      right: 'set',
      absent: [
        'the domain is outside any VPC then; setting it replaces the domain',
        'ドメインは VPC の外に置かれます。設定するとドメインは置き換えられます',
      ],
    }),
  );

export const searchOutsideVpc = outsideVpc('AWS::OpenSearchService::Domain');
export const elasticsearchOutsideVpc = outsideVpc('AWS::Elasticsearch::Domain');

export const openCluster = causes(
  own('AWS::EKS::Cluster', 'ResourcesVpcConfig', {
    look: [
      'EndpointPublicAccess in it must be false, and is true where it is not said',
      'EndpointPublicAccess を false にする必要があります（既定値は true）',
    ],
  }),
);

export const notebookOnInternet = causes(
  own('AWS::SageMaker::NotebookInstance', 'DirectInternetAccess', {
    right: ['Disabled'],
    look: ['it must be Disabled, with a SubnetId', 'SubnetId を指定したうえで Disabled にする必要があります'],
    absent: [
      'it is Enabled then; Disabled with a SubnetId mends this',
      '既定値は Enabled です。SubnetId を指定して Disabled にすると直ります',
    ],
  }),
);

export const publicPrimaryNode = causes(
  own('AWS::EMR::Cluster', 'Instances', {
    look: [
      'Ec2SubnetId in it must name a private subnet',
      'Ec2SubnetId にプライベートサブネットを指定する必要があります',
    ],
  }),
);

const trail = (property: string) =>
  causes(
    own('AWS::CloudTrail::Trail', property, {
      right: ['true'],
      look: ['it must be true', 'true にする必要があります'],
      absent: ['true mends this', 'true を指定すると直ります'],
    }),
  );

export const trailOff = trail('IsLogging');
export const trailOfOneRegion = trail('IsMultiRegionTrail');

export const detectorOff = causes(
  own('AWS::GuardDuty::Detector', 'Enable', {
    right: ['true'],
    look: ['it must be true', 'true にする必要があります'],
  }),
);
