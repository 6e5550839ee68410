import { causes, own, referred, referring, type Written } from './cause.ts';

const group = 'AWS::EC2::SecurityGroup';
const instance = 'AWS::EC2::Instance';

/** Whether a standalone rule may let everybody in; `port` narrows it down where the ports are written plainly. */
const lets = (port?: number) => (rule: Written) => {
  const { properties, literals } = rule;
  const everybody = (property: string, all: string) =>
    property in properties && (literals[property] ?? all) === all;
  if (!everybody('CidrIp', '0.0.0.0/0') && !everybody('CidrIpv6', '::/0')) return false;
  if (port === undefined || literals.IpProtocol === '-1') return true;
  const [from = port, to = port] = [literals.FromPort, literals.ToPort].map(numberOf);
  return from <= port && port <= to;
};

function numberOf(literal: string | undefined): number | undefined {
  return literal !== undefined && /^\d+$/.test(literal) ? Number(literal) : undefined;
}

const openTo = (port?: number) =>
  causes(
    own(group, 'SecurityGroupIngress', {
      look: [
        'look for CidrIp 0.0.0.0/0 and CidrIpv6 ::/0',
        'CidrIp が 0.0.0.0/0 または CidrIpv6 が ::/0 のルールを確認してください',
      ],
      absent: ['the group itself lets nobody in', 'このグループ自体にはインバウンドルールがありません'],
    }),
    referring(
      'AWS::EC2::SecurityGroupIngress',
      ['GroupId', 'GroupName'],
      'CidrIp',
      [
        'adds a rule to it that may let everyone in: look at its CidrIp and ports',
        'がこのグループにすべての送信元を許可するルールを追加しているかもしれません。CidrIp とポートを確認してください',
      ],
      { suspect: lets(port) },
    ),
  );

export const openToSsh = openTo(22);
export const openPorts = openTo();

export const oldMetadata = causes(
  own(instance, 'MetadataOptions', {
    look: ['HttpTokens must be required', 'HttpTokens を required にする必要があります'],
    absent: [
      'HttpTokens: required in it mends this, whatever image and account say',
      'イメージやアカウントの設定にかかわらず、HttpTokens: required を指定すると直ります',
    ],
  }),
  own(instance, 'LaunchTemplate', {
    look: [
      'HttpTokens in the MetadataOptions of that launch template must be required',
      '起動テンプレートの MetadataOptions で HttpTokens を required にする必要があります',
    ],
  }),
);

export const publicAddress = causes(
  own(instance, 'NetworkInterfaces', {
    look: [
      'AssociatePublicIpAddress must be false in each',
      'すべての要素で AssociatePublicIpAddress を false にする必要があります',
    ],
  }),
  referred(
    'SubnetId',
    'AWS::EC2::Subnet',
    'MapPublicIpOnLaunch',
    [
      'may give it the address: MapPublicIpOnLaunch there decides unless NetworkInterfaces does here',
      'がアドレスを割り当てているかもしれません。NetworkInterfaces で指定しない限り、MapPublicIpOnLaunch によって決まります',
    ],
    ({ literals }) => literals.MapPublicIpOnLaunch?.toLowerCase() !== 'false',
  ),
  own(instance, 'LaunchTemplate', {
    look: [
      'AssociatePublicIpAddress in the NetworkInterfaces of that launch template must be false',
      '起動テンプレートの NetworkInterfaces で AssociatePublicIpAddress を false にする必要があります',
    ],
  }),
  ...['AWS::EC2::EIP', 'AWS::EC2::EIPAssociation'].map((type) =>
    referring(type, 'InstanceId', 'InstanceId', [
      'gives it a fixed public address',
      'が固定のパブリック IP アドレスを割り当てています',
    ]),
  ),
);

export const unusedAddress = causes(
  own('AWS::EC2::EIP', 'InstanceId', {
    right: 'set',
    absent: [
      'an instance here, an AWS::EC2::EIPAssociation or a NAT gateway would use it',
      'ここで指定するインスタンス、AWS::EC2::EIPAssociation、NAT ゲートウェイのいずれかで使われます',
    ],
  }),
);

export const publicAddressesBySubnet = causes(
  own('AWS::EC2::Subnet', 'MapPublicIpOnLaunch', {
    right: ['false'],
    look: ['it must be false', 'false にする必要があります'],
    absent: [
      'it is false then, so what is deployed differs from this template',
      'この場合は false になるため、デプロイ済みのサブネットはこのテンプレートと異なります',
    ],
  }),
);

export const notEncryptedVolume = causes(
  own('AWS::EC2::Volume', 'Encrypted', {
    right: ['true'],
    look: ['it must be true', 'true にする必要があります'],
    absent: [
      'only the account’s default or an encrypted snapshot would encrypt it',
      'アカウントの既定の設定か暗号化されたスナップショットがなければ暗号化されません',
    ],
  }),
);

export const withoutRedirect = causes(
  referring(
    'AWS::ElasticLoadBalancingV2::Listener',
    'LoadBalancerArn',
    'DefaultActions',
    [
      'is to send HTTP on: its DefaultActions need a redirect to HTTPS',
      'で HTTP を転送する必要があります。DefaultActions に HTTPS へのリダイレクトを設定します',
    ],
    {
      suspect: ({ literals }) => literals.Protocol !== 'HTTPS',
      missing: [
        'No AWS::ElasticLoadBalancingV2::Listener in this template answers HTTP for it: the listener stands elsewhere.',
        'このテンプレートには HTTP を受け付ける AWS::ElasticLoadBalancingV2::Listener がありません。リスナーは別の場所にあります。',
      ],
    },
  ),
);

/** Probed or attacked from the internet: which groups let the world in. */
export const exposed = causes(
  ...['SecurityGroupIds', 'SecurityGroups', 'NetworkInterfaces'].map((property) =>
    own(instance, property, {
      look: [
        'the security groups named here decide who reaches the instance',
        'ここで指定したセキュリティグループがインスタンスに接続できる送信元を決めます',
      ],
    }),
  ),
  own(instance, 'LaunchTemplate', {
    look: [
      'the security groups of that launch template decide who reaches the instance',
      '起動テンプレートのセキュリティグループがインスタンスに接続できる送信元を決めます',
    ],
  }),
);
