import {
  DescribeAggregateComplianceByConfigRulesCommand,
  DescribeComplianceByConfigRuleCommand,
  DescribeConfigRulesCommand,
  DescribeConfigurationRecordersCommand,
  GetAggregateComplianceDetailsByConfigRuleCommand,
  GetComplianceDetailsByConfigRuleCommand,
  paginateDescribeAggregateComplianceByConfigRules,
  paginateGetAggregateComplianceDetailsByConfigRule,
  paginateGetComplianceDetailsByConfigRule,
} from '@aws-sdk/client-config-service';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  aggregator,
  all,
  failing,
  nameOf,
  openSandboxConfig,
  rule,
  type SandboxConfig,
} from '../support/sandbox-config.ts';
import { accounts, home } from '../support/small-world.ts';

let config: SandboxConfig;
beforeEach(async () => {
  config = await openSandboxConfig();
});
afterEach(() => config.aws.close());

test('if compliance is not recorded, queries do not find it and the rules still report it', async () => {
  config.aws.faults.complianceNotRecorded({ account: accounts.payments, region: home });
  const { rows } = await config.select(
    `SELECT accountId, awsRegion, COUNT(*) WHERE ${failing} GROUP BY accountId, awsRegion`,
  );
  expect(rows).not.toContainEqual(expect.objectContaining({ accountId: accounts.payments, awsRegion: home }));
  expect(rows).toContainEqual(
    expect.objectContaining({ accountId: accounts.payments, awsRegion: 'us-east-1' }),
  );
  expect(await config.selectOwn(config.payments, `SELECT resourceId WHERE ${failing}`)).toEqual([]);
  expect((await config.select("SELECT COUNT(*) WHERE resourceType = 'AWS::S3::Bucket'")).rows).toEqual([
    { 'COUNT(*)': 63 },
  ]);
  const { ConfigurationRecorders } = await config.payments.send(
    new DescribeConfigurationRecordersCommand({}),
  );
  expect(ConfigurationRecorders?.[0]?.recordingGroup?.exclusionByResourceTypes?.resourceTypes).toEqual([
    'AWS::Config::ResourceCompliance',
  ]);
  const { EvaluationResults } = await config.payments.send(
    new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName: rule }),
  );
  expect(EvaluationResults).toHaveLength(10);

  config.aws.faults.complianceNotRecorded('all');
  expect((await config.select(`SELECT resourceId WHERE ${failing}`)).rows).toEqual([]);
  config.aws.faults.complianceNotRecorded();
  expect(await config.selectOwn(config.payments, `SELECT resourceId WHERE ${failing}`)).toHaveLength(63);
});

test('rules are described by name: 25 at most, all known', async () => {
  const ask = (ConfigRuleNames: string[]) =>
    config.payments.send(new DescribeConfigRulesCommand({ ConfigRuleNames }));
  const { ConfigRules } = await ask([rule]);
  expect(ConfigRules).toMatchObject([
    {
      ConfigRuleName: rule,
      Source: { Owner: 'AWS', SourceIdentifier: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED' },
    },
  ]);
  expect(await ask([rule, 'unknown']).catch(nameOf)).toBe('NoSuchConfigRuleException');
  expect(await ask(Array.from({ length: 26 }, () => rule)).catch(nameOf)).toBe('ValidationException');
});

test('an account reports its compliance by rule, ten resources a page', async () => {
  const { ComplianceByConfigRules } = await config.payments.send(
    new DescribeComplianceByConfigRuleCommand({ ComplianceTypes: ['NON_COMPLIANT'] }),
  );
  expect(ComplianceByConfigRules).toContainEqual({
    ConfigRuleName: rule,
    Compliance: {
      ComplianceType: 'NON_COMPLIANT',
      ComplianceContributorCount: { CappedCount: 25, CapExceeded: true },
    },
  });
  const pages = await all(
    paginateGetComplianceDetailsByConfigRule(
      { client: config.payments },
      { ConfigRuleName: rule, ComplianceTypes: ['NON_COMPLIANT'] },
    ),
  );
  expect(pages.map(({ EvaluationResults }) => EvaluationResults?.length)).toEqual([10, 10, 10, 10, 10, 10]);
  expect(pages[0]?.EvaluationResults?.[0]).toMatchObject({
    ComplianceType: 'NON_COMPLIANT',
    EvaluationResultIdentifier: {
      EvaluationResultQualifier: { ResourceType: 'AWS::S3::Bucket', ResourceId: 'logs-00' },
    },
    ResultRecordedTime: new Date('2026-01-02T03:04:05Z'),
  });
  const unknown = config.payments.send(
    new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName: 'unknown' }),
  );
  expect(await unknown.catch(nameOf)).toBe('NoSuchConfigRuleException');
});

test('the aggregator reports the compliance of every account, narrowed by filters', async () => {
  const input = { ConfigurationAggregatorName: aggregator };
  const complianceOf = async (Filters: object) => {
    const client = { client: config.security };
    const pages = await all(paginateDescribeAggregateComplianceByConfigRules(client, { ...input, Filters }));
    return pages.flatMap(({ AggregateComplianceByConfigRules = [] }) => AggregateComplianceByConfigRules);
  };
  expect(await complianceOf({ AccountId: accounts.checkout })).toMatchObject([
    { ConfigRuleName: rule, AwsRegion: 'us-east-1', Compliance: { ComplianceType: 'NON_COMPLIANT' } },
  ]);
  expect(await complianceOf({ ComplianceType: 'COMPLIANT' })).toEqual([]);
  expect(await complianceOf({ ConfigRuleName: 'iam-user-mfa-enabled' })).toHaveLength(3);
  const tooMany = config.security.send(
    new DescribeAggregateComplianceByConfigRulesCommand({ ...input, Limit: 1001 }),
  );
  expect(await tooMany.catch(nameOf)).toBe('InvalidLimitException');
});

test('the aggregator reports the resources of a rule in one account and region, which the request must name', async () => {
  const input = {
    ConfigurationAggregatorName: aggregator,
    ConfigRuleName: rule,
    AccountId: accounts.payments,
    AwsRegion: home,
    ComplianceType: 'NON_COMPLIANT',
  } as const;
  const pages = await all(
    paginateGetAggregateComplianceDetailsByConfigRule({ client: config.security }, input),
  );
  const results = pages.flatMap(({ AggregateEvaluationResults = [] }) => AggregateEvaluationResults);
  expect(results).toHaveLength(60);
  expect(
    Math.max(...pages.map(({ AggregateEvaluationResults = [] }) => AggregateEvaluationResults.length)),
  ).toBe(50);
  for (const field of ['AccountId', 'AwsRegion'] as const) {
    const without = new GetAggregateComplianceDetailsByConfigRuleCommand({ ...input, [field]: undefined });
    expect(await config.security.send(without).catch(nameOf)).toBe('ValidationException');
  }
});
