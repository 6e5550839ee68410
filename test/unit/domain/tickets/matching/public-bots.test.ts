import { describe, expect, it } from 'vitest';
import type { MatchableFinding } from '../../../../../daemon/domain/tickets/matching/finding-index.ts';
import { matchTickets } from '../../../../../daemon/domain/tickets/matching/ticket-matcher.ts';
import { type BotFacts, botTickets } from '../../../../support/bot-tickets.ts';
import { buildTicket } from '../../../../support/ticket-builder.ts';

const account = '012345678901';
const otherAccount = '111122223333';

/** One resource of each kind, with the control and the managed rule that fail on it. */
const facts: readonly (BotFacts & { readonly identifier: string })[] = [
  {
    account,
    region: 'eu-west-1',
    type: 'AWS::S3::Bucket',
    id: 'pay-logs',
    name: 'pay-logs',
    arn: 'arn:aws:s3:::pay-logs',
    rule: 's3-bucket-level-public-access-prohibited',
    control: 'S3.8',
    identifier: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
  },
  {
    account,
    region: 'eu-west-1',
    type: 'AWS::RDS::DBInstance',
    id: 'db-ABCDEFGHIJKL01234',
    name: 'orders',
    arn: `arn:aws:rds:eu-west-1:${account}:db:orders`,
    rule: 'rds-instance-public-access-check',
    control: 'RDS.2',
    identifier: 'RDS_INSTANCE_PUBLIC_ACCESS_CHECK',
  },
  {
    account,
    region: 'ap-northeast-1',
    type: 'AWS::Lambda::Function',
    id: 'pay',
    name: 'pay',
    arn: `arn:aws:lambda:ap-northeast-1:${account}:function:pay`,
    rule: 'lambda-function-public-access-prohibited',
    control: 'Lambda.1',
    identifier: 'LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED',
  },
  {
    account,
    region: 'us-east-1',
    type: 'AWS::SQS::Queue',
    id: `https://sqs.us-east-1.amazonaws.com/${account}/jobs`,
    name: 'jobs',
    arn: `arn:aws:sqs:us-east-1:${account}:jobs`,
    rule: 'OrgConfigRule-sns-encrypted-kms-1a2b3c4d',
    control: 'SNS.1',
    identifier: 'SNS_ENCRYPTED_KMS',
  },
];

function findingOf({ account, region, type, id, name, rule, identifier }: (typeof facts)[number]) {
  return (changes: Partial<MatchableFinding> = {}): MatchableFinding => ({
    key: 'right',
    account,
    region,
    rule,
    ruleIdentifier: identifier,
    resource: { type, id, name },
    ...changes,
  });
}

/**
 * Findings that resemble the right one: each must not be matched in its place. A bucket of this name exists in one account
 * only, so that its ARN names the account.
 */
function nearMisses(fact: (typeof facts)[number]): Record<string, MatchableFinding> {
  const near = findingOf(fact);
  const { type, id, name } = fact;
  const rename = (change: (text: string) => string) => ({
    resource: { type, id: change(id), name: change(name) },
  });
  return {
    ...(type !== 'AWS::S3::Bucket' && { 'another account': near({ account: otherAccount }) }),
    'another region': near({ region: 'sa-east-1' }),
    'a longer name': near(rename((text) => `${text}-old`)),
    'a name with another beginning': near(rename((text) => `old-${text}`)),
    'a domain name': near(rename((text) => `${text}.example.com`)),
    'another rule': near({ rule: 'required-tags', ruleIdentifier: 'REQUIRED_TAGS' }),
    'a rule with a longer name': near({
      rule: `${fact.rule}-v2`,
      ruleIdentifier: `${fact.identifier}_V2`,
    }),
  };
}

const cases = Object.entries(botTickets).flatMap(([bot, write]) =>
  facts.map((fact) => ({ bot, resource: fact.name, fact, ticket: buildTicket(write(fact)) })),
);

const matchAmong = (ticket: (typeof cases)[number]['ticket'], findings: MatchableFinding[]) =>
  matchTickets({ tickets: [ticket], findings, isOpen: () => true });

describe('tickets of public bots', () => {
  it.each(cases)('$bot: the finding of $resource is recognised among near misses', ({ fact, ticket }) => {
    const misses = Object.entries(nearMisses(fact)).map(([key, finding]) => ({ ...finding, key }));
    const { matches, several } = matchAmong(ticket, [findingOf(fact)(), ...misses]);
    expect(several.size).toBe(0);
    expect(matches.get(ticket.key)).toEqual({ finding: 'right', match: 'text' });
  });

  it.each(cases)('$bot: nothing else than the finding of $resource is matched', ({ fact, ticket }) => {
    for (const [why, finding] of Object.entries(nearMisses(fact))) {
      const { matches, several } = matchAmong(ticket, [finding]);
      expect([why, [...matches], [...several]]).toEqual([why, [], []]);
    }
  });

  it.each(cases.filter(({ bot }) => bot !== 'Prowler'))(
    '$bot: a finding of $resource in an account that the ticket does not name is not matched',
    ({ fact, ticket }) => {
      const { matches, several } = matchAmong(ticket, [findingOf(fact)({ account: otherAccount })]);
      expect([matches.size, several.size]).toEqual([0, 0]);
    },
  );

  it('name the control of an orphan', () => {
    for (const { fact, ticket } of cases) {
      const { orphans } = matchAmong(ticket, []);
      const [orphan] = orphans;
      expect([...(orphan?.controls ?? []), ...(orphan?.rules ?? [])].join()).toMatch(
        new RegExp(`${fact.control}|${fact.identifier}`),
      );
    }
  });
});
