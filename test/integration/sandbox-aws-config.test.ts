import {
  BatchGetAggregateResourceConfigCommand,
  BatchGetResourceConfigCommand,
  ConfigServiceClient,
  DescribeAggregateComplianceByConfigRulesCommand,
  DescribeComplianceByConfigRuleCommand,
  DescribeConfigRulesCommand,
  DescribeConfigurationAggregatorSourcesStatusCommand,
  DescribeConfigurationAggregatorsCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  GetAggregateComplianceDetailsByConfigRuleCommand,
  GetComplianceDetailsByConfigRuleCommand,
  paginateDescribeAggregateComplianceByConfigRules,
  paginateDescribeConfigurationAggregatorSourcesStatus,
  paginateGetAggregateComplianceDetailsByConfigRule,
  paginateGetComplianceDetailsByConfigRule,
  paginateSelectAggregateResourceConfig,
  paginateSelectResourceConfig,
  SelectAggregateResourceConfigCommand,
  type SelectAggregateResourceConfigCommandInput,
} from '@aws-sdk/client-config-service';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SandboxAws, startAws } from '../../daemon/sandbox/aws/server.ts';
import type { World } from '../../daemon/sandbox/model.ts';
import { accounts, bucket, evaluation, home, smallWorld, stack, user } from '../support/small-world.ts';

const aggregator = 'organization';
const rule = 's3-bucket-level-public-access-prohibited';
const failing =
  "resourceType = 'AWS::Config::ResourceCompliance' AND configuration.complianceType = 'NON_COMPLIANT'";

let aws: SandboxAws;
let world: World;
let security: ConfigServiceClient;
let payments: ConfigServiceClient;

const clientOf = (account: string, region = home) =>
  new ConfigServiceClient({
    region,
    maxAttempts: 1,
    endpoint: aws.url,
    credentials: aws.credentialsOf(account),
  });

beforeEach(async () => {
  const many = Array.from({ length: 60 }, (_, index) => bucket(`logs-${String(index).padStart(2, '0')}`));
  world = smallWorld({
    resources: [
      ...many,
      bucket('mixed', {
        evaluations: [
          evaluation({ ruleName: 'encrypted', identifier: 'S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED' }),
          evaluation({ compliance: 'COMPLIANT' }),
        ],
        tags: { team: 'payments', 'aws:cloudformation:stack-name': 'site' },
      }),
      bucket('fine', { evaluations: [evaluation({ compliance: 'COMPLIANT' })] }),
      bucket('shop', { account: accounts.checkout, region: 'us-east-1' }),
      user('sato'),
      user('payments-root', { type: 'AWS::::Account', id: accounts.payments }),
    ],
    stacks: [stack('site', ['mixed']), stack('unrecorded', ['fine'], { recorded: false })],
  });
  aws = await startAws(world);
  security = clientOf(accounts.security);
  payments = clientOf(accounts.payments);
});
afterEach(() => aws.close());

async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const page of pages) read.push(page);
  return read;
}

async function select(Expression: string, more: Partial<SelectAggregateResourceConfigCommandInput> = {}) {
  const pages = await all(
    paginateSelectAggregateResourceConfig(
      { client: security },
      { Expression, ConfigurationAggregatorName: aggregator, ...more },
    ),
  );
  return {
    sizes: pages.map(({ Results = [] }) => Results.length),
    rows: pages.flatMap(({ Results = [] }) =>
      Results.map((row) => JSON.parse(row) as Record<string, unknown>),
    ),
  };
}

async function selectOwn(client: ConfigServiceClient, Expression: string) {
  const pages = await all(paginateSelectResourceConfig({ client }, { Expression }));
  return pages.flatMap(({ Results = [] }) =>
    Results.map((row) => JSON.parse(row) as Record<string, unknown>),
  );
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error));

test('a query pages to its end: 25 rows by default, 100 at most', async () => {
  const query = `SELECT resourceId WHERE ${failing} AND accountId = '${accounts.payments}' AND awsRegion = '${home}'`;
  const usual = await select(query);
  expect(usual.sizes).toEqual([25, 25, 13]);
  expect(new Set(usual.rows.map(({ resourceId }) => resourceId)).size).toBe(63);
  expect((await select(query, { Limit: 100 })).sizes).toEqual([63]);
  expect((await select(query, { MaxResults: 50 })).sizes).toEqual([50, 13]);
});

test('a compliance row mixes the rules that fail with those that do not', async () => {
  const { rows } = await select(
    `SELECT accountId, awsRegion, resourceId, configuration.targetResourceId, configuration.targetResourceType, configuration.configRuleList WHERE ${failing} AND resourceId = 'AWS::S3::Bucket/mixed'`,
  );
  expect(rows).toEqual([
    {
      accountId: accounts.payments,
      awsRegion: home,
      resourceId: 'AWS::S3::Bucket/mixed',
      configuration: {
        targetResourceId: 'mixed',
        targetResourceType: 'AWS::S3::Bucket',
        configRuleList: [
          expect.objectContaining({ configRuleName: 'encrypted', complianceType: 'NON_COMPLIANT' }),
          expect.objectContaining({ configRuleName: rule, complianceType: 'COMPLIANT' }),
        ],
      },
    },
  ]);
});

test('a fixed resource complies in the next query', async () => {
  const query = `SELECT resourceId WHERE ${failing} AND resourceId = 'AWS::S3::Bucket/shop'`;
  expect((await select(query)).rows).toHaveLength(1);
  const [first] = world.resources.find(({ id }) => id === 'shop')?.evaluations ?? [];
  if (first) first.compliance = 'COMPLIANT';
  expect((await select(query)).rows).toEqual([]);
});

test("a global resource's compliance is repeated in every region, the resource is not", async () => {
  const compliance = await select(
    `SELECT awsRegion WHERE resourceType = 'AWS::Config::ResourceCompliance' AND resourceId = 'AWS::IAM::User/AIDASATO'`,
  );
  expect(compliance.rows.map(({ awsRegion }) => awsRegion).sort()).toEqual([...world.regions].sort());
  const { rows } = await select("SELECT awsRegion, arn WHERE resourceType = 'AWS::IAM::User'");
  expect(rows).toEqual([{ awsRegion: 'global', arn: `arn:aws:iam::${accounts.payments}:user/sato` }]);
});

test('the account itself is evaluated but is not a recorded resource', async () => {
  expect((await select("SELECT resourceId WHERE resourceType = 'AWS::::Account'")).rows).toEqual([]);
  const { rows } = await select(
    "SELECT resourceId WHERE configuration.targetResourceType = 'AWS::::Account'",
  );
  expect(rows).toHaveLength(world.regions.length);
});

test('resources are found by tag, and a recorded stack lists its resources', async () => {
  const tagged = await select(
    "SELECT resourceId, tags WHERE tags.tag = 'aws:cloudformation:stack-name=site'",
  );
  expect(tagged.rows).toEqual([
    {
      resourceId: 'mixed',
      tags: [
        { key: 'team', value: 'payments', tag: 'team=payments' },
        {
          key: 'aws:cloudformation:stack-name',
          value: 'site',
          tag: 'aws:cloudformation:stack-name=site',
        },
      ],
    },
  ]);
  const stacks = await select(
    "SELECT resourceName, resourceId, supplementaryConfiguration.StackResourceSummaries WHERE resourceType = 'AWS::CloudFormation::Stack'",
  );
  expect(stacks.rows).toEqual([
    {
      resourceName: 'site',
      resourceId: world.stacks[0]?.id,
      supplementaryConfiguration: {
        StackResourceSummaries: [
          expect.objectContaining({
            logicalResourceId: 'Bucket0',
            physicalResourceId: 'mixed',
            resourceType: 'AWS::S3::Bucket',
          }),
        ],
      },
    },
  ]);
});

test('groups come on one page and name their columns', async () => {
  const { Results, QueryInfo, NextToken } = await security.send(
    new SelectAggregateResourceConfigCommand({
      ConfigurationAggregatorName: aggregator,
      Expression: "SELECT accountId, COUNT(*) WHERE resourceType = 'AWS::S3::Bucket' GROUP BY accountId",
    }),
  );
  expect(Results?.map((row) => JSON.parse(row))).toEqual([
    { accountId: accounts.payments, 'COUNT(*)': 62 },
    { accountId: accounts.checkout, 'COUNT(*)': 1 },
  ]);
  expect(QueryInfo?.SelectFields).toEqual([{ Name: 'accountId' }, { Name: 'COUNT(*)' }]);
  expect(NextToken).toBeUndefined();
});

test('an account queries its own items in the region, and no others', async () => {
  const query =
    "SELECT accountId, awsRegion, resourceId WHERE resourceType IN ('AWS::S3::Bucket', 'AWS::IAM::User')";
  const rows = await selectOwn(payments, query);
  expect(rows).toHaveLength(63);
  expect(new Set(rows.map(({ accountId }) => accountId))).toEqual(new Set([accounts.payments]));
  expect(await selectOwn(clientOf(accounts.payments, 'us-east-1'), query)).toMatchObject([
    { awsRegion: 'global', resourceId: 'AIDASATO' },
  ]);
  expect(await selectOwn(payments, `${query} AND accountId = '${accounts.checkout}'`)).toEqual([]);
  expect(await selectOwn(clientOf(accounts.payments, 'eu-south-2'), query)).toEqual([]);
});

test('a query that AWS would refuse is refused with the error name of AWS', async () => {
  const ask = (given: Partial<SelectAggregateResourceConfigCommandInput>) =>
    security
      .send(
        new SelectAggregateResourceConfigCommand({
          Expression: 'SELECT resourceId',
          ConfigurationAggregatorName: aggregator,
          ...given,
        }),
      )
      .then(() => 'answered', nameOf);

  expect(await ask({ Limit: 101 })).toBe('InvalidLimitException');
  expect(await ask({ Limit: -1 })).toBe('InvalidLimitException');
  expect(await ask({ Limit: 0 })).toBe('answered');
  expect(await ask({ Expression: 'SELECT resourceId FROM x' })).toBe('InvalidExpressionException');
  expect(await ask({ Expression: `SELECT resourceId WHERE resourceId = '${'x'.repeat(4096)}'` })).toBe(
    'ValidationException',
  );
  expect(await ask({ Expression: undefined })).toBe('ValidationException');
  expect(await ask({ ConfigurationAggregatorName: undefined })).toBe('ValidationException');
  expect(await ask({ ConfigurationAggregatorName: 'other' })).toBe('NoSuchConfigurationAggregatorException');
  expect(await ask({ NextToken: 'nonsense' })).toBe('InvalidNextTokenException');
});

test('a token of one list is refused by another', async () => {
  const first = await security.send(
    new SelectAggregateResourceConfigCommand({
      Expression: 'SELECT resourceId',
      ConfigurationAggregatorName: aggregator,
    }),
  );
  const other = security.send(
    new SelectAggregateResourceConfigCommand({
      Expression: 'SELECT arn',
      ConfigurationAggregatorName: aggregator,
      NextToken: first.NextToken,
    }),
  );
  expect(await other.catch(nameOf)).toBe('InvalidNextTokenException');
});

test('the aggregator is in one region of the security account alone', async () => {
  const ask = new DescribeConfigurationAggregatorsCommand({});
  const { ConfigurationAggregators } = await security.send(ask);
  expect(ConfigurationAggregators).toMatchObject([
    {
      ConfigurationAggregatorName: aggregator,
      OrganizationAggregationSource: { AwsRegions: world.regions },
      CreationTime: expect.any(Date),
    },
  ]);
  for (const client of [payments, clientOf(accounts.security, 'us-east-1')]) {
    expect((await client.send(ask)).ConfigurationAggregators).toEqual([]);
    const named = client.send(
      new DescribeConfigurationAggregatorsCommand({ ConfigurationAggregatorNames: [aggregator] }),
    );
    expect(await named.catch(nameOf)).toBe('NoSuchConfigurationAggregatorException');
  }
});

test('each account and region is a source, with its error', async () => {
  aws.faults.deny(accounts.checkout, 'us-east-1');
  aws.faults.outdate(accounts.paymentsLab);
  const input = { ConfigurationAggregatorName: aggregator };
  const pages = await all(
    paginateDescribeConfigurationAggregatorSourcesStatus({ client: security }, { ...input, Limit: 5 }),
  );
  expect(pages.map(({ AggregatedSourceStatusList }) => AggregatedSourceStatusList?.length)).toEqual([
    5, 5, 2,
  ]);
  const sources = pages.flatMap(({ AggregatedSourceStatusList = [] }) => AggregatedSourceStatusList);
  expect(new Set(sources.map(({ SourceId, AwsRegion }) => `${SourceId} ${AwsRegion}`)).size).toBe(12);
  expect(sources.filter(({ LastUpdateStatus }) => LastUpdateStatus === 'OUTDATED')).toHaveLength(3);

  const { AggregatedSourceStatusList } = await security.send(
    new DescribeConfigurationAggregatorSourcesStatusCommand({ ...input, UpdateStatus: ['FAILED'] }),
  );
  expect(AggregatedSourceStatusList).toMatchObject([
    {
      SourceId: accounts.checkout,
      AwsRegion: 'us-east-1',
      LastErrorCode: 'AccessDeniedException',
      LastUpdateTime: expect.any(Date),
    },
  ]);
  expect((await select("SELECT resourceId WHERE resourceId = 'shop'")).rows).toEqual([]);
});

test('if compliance is not recorded, queries do not find it and the rules still report it', async () => {
  aws.faults.complianceNotRecorded({ account: accounts.payments, region: home });
  const { rows } = await select(
    `SELECT accountId, awsRegion, COUNT(*) WHERE ${failing} GROUP BY accountId, awsRegion`,
  );
  expect(rows).not.toContainEqual(expect.objectContaining({ accountId: accounts.payments, awsRegion: home }));
  expect(rows).toContainEqual(
    expect.objectContaining({ accountId: accounts.payments, awsRegion: 'us-east-1' }),
  );
  expect(await selectOwn(payments, `SELECT resourceId WHERE ${failing}`)).toEqual([]);
  expect((await select("SELECT COUNT(*) WHERE resourceType = 'AWS::S3::Bucket'")).rows).toEqual([
    { 'COUNT(*)': 63 },
  ]);
  const { ConfigurationRecorders } = await payments.send(new DescribeConfigurationRecordersCommand({}));
  expect(ConfigurationRecorders?.[0]?.recordingGroup?.exclusionByResourceTypes?.resourceTypes).toEqual([
    'AWS::Config::ResourceCompliance',
  ]);
  const { EvaluationResults } = await payments.send(
    new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName: rule }),
  );
  expect(EvaluationResults).toHaveLength(10);

  aws.faults.complianceNotRecorded('all');
  expect((await select(`SELECT resourceId WHERE ${failing}`)).rows).toEqual([]);
  aws.faults.complianceNotRecorded();
  expect(await selectOwn(payments, `SELECT resourceId WHERE ${failing}`)).toHaveLength(63);
});

test('rules are described by name: 25 at most, all known', async () => {
  const ask = (ConfigRuleNames: string[]) =>
    payments.send(new DescribeConfigRulesCommand({ ConfigRuleNames }));
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
  const { ComplianceByConfigRules } = await payments.send(
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
      { client: payments },
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
  const unknown = payments.send(new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName: 'unknown' }));
  expect(await unknown.catch(nameOf)).toBe('NoSuchConfigRuleException');
});

test('the aggregator reports the compliance of every account, narrowed by filters', async () => {
  const input = { ConfigurationAggregatorName: aggregator };
  const of = async (Filters: object) => {
    const config = { client: security };
    const pages = await all(paginateDescribeAggregateComplianceByConfigRules(config, { ...input, Filters }));
    return pages.flatMap(({ AggregateComplianceByConfigRules = [] }) => AggregateComplianceByConfigRules);
  };
  expect(await of({ AccountId: accounts.checkout })).toMatchObject([
    { ConfigRuleName: rule, AwsRegion: 'us-east-1', Compliance: { ComplianceType: 'NON_COMPLIANT' } },
  ]);
  expect(await of({ ComplianceType: 'COMPLIANT' })).toEqual([]);
  expect(await of({ ConfigRuleName: 'iam-user-mfa-enabled' })).toHaveLength(3);
  const tooMany = security.send(
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
  const pages = await all(paginateGetAggregateComplianceDetailsByConfigRule({ client: security }, input));
  const results = pages.flatMap(({ AggregateEvaluationResults = [] }) => AggregateEvaluationResults);
  expect(results).toHaveLength(60);
  expect(
    Math.max(...pages.map(({ AggregateEvaluationResults = [] }) => AggregateEvaluationResults.length)),
  ).toBe(50);
  for (const field of ['AccountId', 'AwsRegion'] as const) {
    const without = new GetAggregateComplianceDetailsByConfigRuleCommand({ ...input, [field]: undefined });
    expect(await security.send(without).catch(nameOf)).toBe('ValidationException');
  }
});

test('items are read by key, without tags', async () => {
  const { baseConfigurationItems, unprocessedResourceKeys } = await payments.send(
    new BatchGetResourceConfigCommand({
      resourceKeys: [
        { resourceType: 'AWS::S3::Bucket', resourceId: 'mixed' },
        { resourceType: 'AWS::S3::Bucket', resourceId: 'shop' },
      ],
    }),
  );
  expect(baseConfigurationItems).toMatchObject([
    { resourceId: 'mixed', arn: 'arn:aws:s3:::mixed', configuration: expect.stringContaining('"mixed"') },
  ]);
  expect(baseConfigurationItems?.[0]).not.toHaveProperty('tags');
  expect(unprocessedResourceKeys).toEqual([{ resourceType: 'AWS::S3::Bucket', resourceId: 'shop' }]);

  const key = (ResourceId: string) => ({
    SourceAccountId: accounts.checkout,
    SourceRegion: 'us-east-1',
    ResourceId,
    ResourceType: 'AWS::S3::Bucket' as const,
  });
  const aggregated = await security.send(
    new BatchGetAggregateResourceConfigCommand({
      ConfigurationAggregatorName: aggregator,
      ResourceIdentifiers: [key('shop'), key('mixed')],
    }),
  );
  expect(aggregated.BaseConfigurationItems).toMatchObject([{ resourceId: 'shop' }]);
  expect(aggregated.UnprocessedResourceIdentifiers).toEqual([key('mixed')]);
  const tooMany = new BatchGetAggregateResourceConfigCommand({
    ConfigurationAggregatorName: aggregator,
    ResourceIdentifiers: Array.from({ length: 101 }, () => key('shop')),
  });
  expect(await security.send(tooMany).catch(nameOf)).toBe('ValidationException');
});

test('a recorder is on in every region of the world, and in no other', async () => {
  const ask = new DescribeConfigurationRecorderStatusCommand({});
  expect((await payments.send(ask)).ConfigurationRecordersStatus).toMatchObject([{ recording: true }]);
  const elsewhere = clientOf(accounts.payments, 'eu-south-2');
  expect((await elsewhere.send(ask)).ConfigurationRecordersStatus).toEqual([]);
});
