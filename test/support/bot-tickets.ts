import { textOfDocument } from '../../daemon/integrations/jira/cloud/adf.ts';

/** The facts that a bot writes into a ticket. */
export interface BotFacts {
  readonly account: string;
  readonly region: string;
  /** ARN of the resource. */
  readonly arn: string;
  /** The resource's id in Config. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** The rule as deployed. */
  readonly rule: string;
  /** Id of the Security Hub control. */
  readonly control: string;
}

export interface BotTicket {
  readonly summary: string;
  readonly description: string;
  readonly labels: readonly string[];
}

/** Tickets as public bots file them, by the bot: the structure of their templates, with other values. */
export const botTickets: Readonly<Record<string, (facts: BotFacts) => BotTicket>> = {
  // aws-samples/aws-securityhub-jira-software-integration, src/code/utils.py: resources are named in the id of the finding's link.
  'AWS samples, finding of a standard': ({ account, region, arn, control }) => ({
    summary: `AWS Security Issue :: ${account} :: ${region} :: ${control} Something should be so`,
    labels: ['aws-sec-0a1b2c3d4e5f60718293a4b5c6d7e8f9'],
    description: `*What is the problem?*
We detected a security finding within the AWS account ${account} you are responsible for.
Resources: ['${arn}']

This control checks something.

[Link to Security Hub finding|https://${region}.console.aws.amazon.com/securityhub/home?region=${region}#/findings?search=Id%3D%255Coperator%255C%253AEQUALS%255C%253Aarn:aws:securityhub:${region}:${account}:subscription/aws-foundational-security-best-practices/v/1.0.0/${control}/finding/8f3c6c1e-0000-4000-8000-000000000001]

*What do I need to do with the ticket?*
* Access the account and verify the configuration.`,
  }),
  'AWS samples, consolidated control': ({ account, region, arn, control }) => ({
    summary: `AWS Security Issue :: ${account} :: ${region} :: Something should be so`,
    labels: ['aws-sec-0a1b2c3d4e5f60718293a4b5c6d7e8f8'],
    description: `*What is the problem?*
We detected a security finding within the AWS account ${account} you are responsible for.
Resources: ['${arn}']
[Link to Security Hub finding|https://${region}.console.aws.amazon.com/securityhub/home?region=${region}#/findings?search=Id%3D%255Coperator%255C%253AEQUALS%255C%253Aarn%3Aaws%3Asecurityhub%3A${region}%3A${account}%3Asecurity-control%2F${control}%2Ffinding%2F8f3c6c1e-0000-4000-8000-000000000002]`,
  }),
  // schubergphilis/terraform-aws-mcaf-securityhub-findings-manager, findings-manager-jira/helpers.py: the event as JSON.
  'Schuberg Philis findings manager': ({ account, region, arn, type, rule, control }) => ({
    summary: `Security Hub (Something should be so) detected in ${account} (payments-prod)`,
    labels: [region, account, 'payments-prod', 'high', control, 'SecurityHub'],
    description: `This control checks something.

A Security Hub finding has been detected:
{code}${JSON.stringify(
      {
        findings: [
          {
            AwsAccountId: account,
            AwsAccountName: 'payments-prod',
            Compliance: { SecurityControlId: control, Status: 'FAILED' },
            GeneratorId: `security-control/${control}`,
            Id: `arn:aws:securityhub:${region}:${account}:security-control/${control}/finding/8f3c6c1e-0000-4000-8000-000000000003`,
            ProductArn: `arn:aws:securityhub:${region}::product/aws/securityhub`,
            ProductFields: {
              ControlId: control,
              'RelatedAWSResources:0/name': `securityhub-${rule}-1a2b3c4d`,
              'Resources:0/Id': arn,
            },
            Region: region,
            Resources: [{ Id: arn, Partition: 'aws', Region: region, Type: type }],
          },
        ],
      },
      null,
      2,
    )}{code}`,
  }),
  // prowler-cloud/prowler, prowler/lib/outputs/jira/jira.py: a table in a document, without the account.
  Prowler: ({ region, arn, name, control }) => ({
    summary: `[Prowler] HIGH - some_check_of_prowler - ${arn}`,
    labels: [],
    description: textOfDocument({
      type: 'doc',
      version: 1,
      content: [
        {
          type: 'paragraph',
          content: [{ type: 'text', text: 'Prowler has discovered the following finding:' }],
        },
        {
          type: 'table',
          content: [
            ['Check Id', 'some_check_of_prowler'],
            ['Severity', 'HIGH'],
            ['Status', 'FAIL'],
            ['Provider', 'aws'],
            ['Region', region],
            ['Resource UID', arn],
            ['Resource Name', name],
            ['Compliance', `AWS-Foundational-Security-Best-Practices: ${control}, NIST-CSF-1.1: ac_3`],
          ].map((cells) => ({
            type: 'tableRow',
            content: cells.map((text) => ({
              type: 'tableCell',
              content: [{ type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'code' }] }] }],
            })),
          })),
        },
      ],
    }),
  }),
  // EventBridge input transformers for "Config Rules Compliance Change", as teams publish them.
  'EventBridge, one line': ({ account, region, type, id, rule }) => ({
    summary: `AWS Config: ${rule} NON_COMPLIANT`,
    labels: [],
    description: `[AWS Config] NON_COMPLIANT: rule=${rule} type=${type} resource=${id} (account: ${account}, region: ${region})`,
  }),
  'EventBridge, lines': ({ account, region, type, id, rule }) => ({
    summary: 'AWS Config Compliance Alert',
    labels: [],
    description: `Time: 2026-11-20T01:02:03Z\nAccount: ${account}\nRegion: ${region}\nRule: ${rule}\nResource: ${type} / ${id}\nCompliance: NON_COMPLIANT\nAction: Review Config rule and remediate`,
  }),
  'EventBridge, JSON': ({ account, region, type, id, rule }) => ({
    summary: 'Config Rule Compliance Change',
    labels: [],
    description: JSON.stringify({
      rule_name: rule,
      resource_id: id,
      resource_type: type,
      compliance_type: 'NON_COMPLIANT',
      account_id: account,
      region,
    }),
  }),
  'EventBridge, Japanese lines': ({ account, region, type, id, rule }) => ({
    summary: '【AWS Config】コンプライアンス違反が検出されました',
    labels: [],
    description: `■ 詳細情報\n- 検出時刻：2026-11-20T01:02:03Z\n- リージョン：${region}\n- アカウント：${account}\n- リソースID：「${id}」\n- リソースタイプ：${type}\n- Config ルール：${rule}\n- コンプライアンス状態：NON_COMPLIANT`,
  }),
  'a person, Japanese, full width': ({ account, region, id, control }) => ({
    summary: `［${control}］の対応`,
    labels: [],
    description: `アカウント${fullWidth(account.replace(/(\d{4})(?=\d)/g, '$1-'))}の${region}リージョンにある${id}が${control}に違反しています。`,
  }),
  // AWS's own connector writes the OCSF finding's fields; its template is not public.
  'Security Hub, OCSF fields': ({ account, region, arn, control }) => ({
    summary: `[${control}] Something should be so`,
    labels: [],
    description: `Finding: arn:aws:securityhub:${region}:${account}:security-control/${control}/finding/8f3c6c1e-0000-4000-8000-000000000004\ncloud.account.uid: ${account}\ncloud.region: ${region}\ncompliance.control: ${control}\nresources[0].uid: ${arn}`,
  }),
};

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (character) =>
    String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0),
  );
}
