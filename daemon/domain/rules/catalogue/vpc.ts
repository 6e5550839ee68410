import type { Text } from '../../../base/text.ts';
import type { DeclaredResource } from '../cause.ts';
import type { ManagedRule } from '../managed-rule.ts';
import { fixInAccount, mustBeFalse } from './common.ts';
import { causes, outsideTemplates, own, referring } from './write-cause.ts';

const group = 'AWS::EC2::SecurityGroup';
const subnet = 'AWS::EC2::Subnet';

const narrowIngress: Text = {
  en: 'Narrow the CidrIp of the ingress rules, or remove the rules that are not needed.',
  ja: 'インバウンドルールの CidrIp を絞るか、不要なルールを削除します。',
};

/** Returns whether a separate ingress rule may let everyone in. A port narrows that down if the rule's ports are plain values. */
const letsEveryoneIn = (port?: number) => (rule: DeclaredResource) => {
  const { properties, literals } = rule;
  const isOpen = (property: string, all: string) =>
    property in properties && (literals[property] ?? all) === all;
  if (!isOpen('CidrIp', '0.0.0.0/0') && !isOpen('CidrIpv6', '::/0')) return false;
  const { IpProtocol: protocol } = literals;
  if (port === undefined || protocol === '-1') return true;
  // Each port that a rule asks about is one of TCP: 6.
  if (protocol !== undefined && !/^(tcp|6)$/i.test(protocol)) return false;
  const [from = port, to = port] = [literals.FromPort, literals.ToPort].map(numberOf);
  return from <= port && port <= to;
};

function numberOf(literal: string | undefined): number | undefined {
  return literal !== undefined && /^\d+$/.test(literal) ? Number(literal) : undefined;
}

const openTo = (port?: number) =>
  causes(
    own(group, 'SecurityGroupIngress', {
      look: {
        en: 'look for CidrIp 0.0.0.0/0 and CidrIpv6 ::/0',
        ja: 'CidrIp が 0.0.0.0/0 または CidrIpv6 が ::/0 のルールを確認してください',
      },
      absent: {
        en: 'the group itself has no inbound rules',
        ja: 'このグループ自体にはインバウンドルールがありません',
      },
    }),
    referring(
      'AWS::EC2::SecurityGroupIngress',
      ['GroupId', 'GroupName'],
      'CidrIp',
      {
        en: 'adds a rule to it that may let everyone in: look at its CidrIp and ports',
        ja: 'がこのグループにすべての送信元を許可するルールを追加しているかもしれません。CidrIp とポートを確認してください',
      },
      { suspect: letsEveryoneIn(port) },
    ),
  );

export const vpcRules: readonly ManagedRule[] = [
  {
    identifier: 'INCOMING_SSH_DISABLED',
    types: [group],
    severity: 'high',
    title: { en: 'SSH is open to the internet', ja: 'SSH がインターネットに開放されています' },
    short: { en: 'open SSH', ja: 'SSH 開放' },
    remedy: narrowIngress,
    names: ['restricted-ssh'],
    cause: openTo(22),
  },
  {
    identifier: 'RESTRICTED_INCOMING_TRAFFIC',
    types: [group],
    severity: 'high',
    title: {
      en: 'High-risk ports are open to the internet',
      ja: 'リスクの高いポートがインターネットに開放されています',
    },
    short: { en: 'open high-risk ports', ja: '高リスクポート開放' },
    remedy: narrowIngress,
    names: ['restricted-common-ports'],
    cause: openTo(),
  },
  {
    identifier: 'VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS',
    types: [group],
    severity: 'high',
    title: {
      en: 'Ports that are not authorized are open to the internet',
      ja: '許可されていないポートがインターネットに開放されています',
    },
    short: { en: 'open unauthorized ports', ja: '許可外ポート開放' },
    remedy: narrowIngress,
    cause: openTo(),
  },
  {
    identifier: 'VPC_DEFAULT_SECURITY_GROUP_CLOSED',
    types: [group],
    severity: 'medium',
    title: {
      en: 'The default security group lets traffic through',
      ja: 'デフォルトセキュリティグループが通信を許可しています',
    },
    short: { en: 'default group open', ja: 'デフォルトグループ開放' },
    remedy: fixInAccount,
    cause: outsideTemplates({
      en: 'a VPC creates its default group, and CloudFormation cannot remove rules from it',
      ja: 'デフォルトグループは VPC とともに作成され、CloudFormation ではそのルールを削除できません',
    }),
  },
  {
    identifier: 'SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED',
    types: [subnet],
    severity: 'medium',
    title: {
      en: 'The subnet assigns public addresses automatically',
      ja: 'サブネットがパブリック IP アドレスを自動で割り当てます',
    },
    short: { en: 'automatic public addresses', ja: 'パブリック IP 自動割当' },
    remedy: { en: 'Set MapPublicIpOnLaunch to false.', ja: 'MapPublicIpOnLaunch を false にします。' },
    cause: causes(
      own(subnet, 'MapPublicIpOnLaunch', {
        right: ['false'],
        look: mustBeFalse,
        absent: {
          en: 'it is then false, so the deployed subnet differs from this template',
          ja: 'この場合は false になるため、デプロイ済みのサブネットはこのテンプレートと異なります',
        },
      }),
    ),
  },
];
