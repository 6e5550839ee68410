import {
  SelectAggregateResourceConfigCommand,
  type SelectAggregateResourceConfigCommandInput,
} from '@aws-sdk/client-config-service';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  aggregator,
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

test('a query pages to its end: 25 rows by default, 100 at most', async () => {
  const query = `SELECT resourceId WHERE ${failing} AND accountId = '${accounts.payments}' AND awsRegion = '${home}'`;
  const usual = await config.select(query);
  expect(usual.sizes).toEqual([25, 25, 13]);
  expect(new Set(usual.rows.map(({ resourceId }) => resourceId)).size).toBe(63);
  expect((await config.select(query, { Limit: 100 })).sizes).toEqual([63]);
  expect((await config.select(query, { MaxResults: 50 })).sizes).toEqual([50, 13]);
});

test('a compliance row mixes the rules that fail with those that do not', async () => {
  const { rows } = await config.select(
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
  expect((await config.select(query)).rows).toHaveLength(1);
  const [first] = config.world.resources.find(({ id }) => id === 'shop')?.evaluations ?? [];
  if (first) first.compliance = 'COMPLIANT';
  expect((await config.select(query)).rows).toEqual([]);
});

test("a global resource's compliance is repeated in every region, the resource is not", async () => {
  const compliance = await config.select(
    `SELECT awsRegion WHERE resourceType = 'AWS::Config::ResourceCompliance' AND resourceId = 'AWS::IAM::User/AIDASATO'`,
  );
  expect(compliance.rows.map(({ awsRegion }) => awsRegion).sort()).toEqual([...config.world.regions].sort());
  const { rows } = await config.select("SELECT awsRegion, arn WHERE resourceType = 'AWS::IAM::User'");
  expect(rows).toEqual([{ awsRegion: 'global', arn: `arn:aws:iam::${accounts.payments}:user/sato` }]);
});

test('the account itself is evaluated but is not a recorded resource', async () => {
  expect((await config.select("SELECT resourceId WHERE resourceType = 'AWS::::Account'")).rows).toEqual([]);
  const { rows } = await config.select(
    "SELECT resourceId WHERE configuration.targetResourceType = 'AWS::::Account'",
  );
  expect(rows).toHaveLength(config.world.regions.length);
});

test('resources are found by tag, and a recorded stack lists its resources', async () => {
  const tagged = await config.select(
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
  const stacks = await config.select(
    "SELECT resourceName, resourceId, supplementaryConfiguration.StackResourceSummaries WHERE resourceType = 'AWS::CloudFormation::Stack'",
  );
  expect(stacks.rows).toEqual([
    {
      resourceName: 'site',
      resourceId: config.world.stacks[0]?.id,
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

test('groups are on one page and name their columns', async () => {
  const { Results, QueryInfo, NextToken } = await config.security.send(
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
  const rows = await config.selectOwn(config.payments, query);
  expect(rows).toHaveLength(63);
  expect(new Set(rows.map(({ accountId }) => accountId))).toEqual(new Set([accounts.payments]));
  expect(await config.selectOwn(config.clientOf(accounts.payments, 'us-east-1'), query)).toMatchObject([
    { awsRegion: 'global', resourceId: 'AIDASATO' },
  ]);
  expect(await config.selectOwn(config.payments, `${query} AND accountId = '${accounts.checkout}'`)).toEqual(
    [],
  );
  expect(await config.selectOwn(config.clientOf(accounts.payments, 'eu-south-2'), query)).toEqual([]);
});

test('a query that AWS would refuse is refused with the error name of AWS', async () => {
  const ask = (given: Partial<SelectAggregateResourceConfigCommandInput>) =>
    config.security
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
  const first = await config.security.send(
    new SelectAggregateResourceConfigCommand({
      Expression: 'SELECT resourceId',
      ConfigurationAggregatorName: aggregator,
    }),
  );
  const other = config.security.send(
    new SelectAggregateResourceConfigCommand({
      Expression: 'SELECT arn',
      ConfigurationAggregatorName: aggregator,
      NextToken: first.NextToken,
    }),
  );
  expect(await other.catch(nameOf)).toBe('InvalidNextTokenException');
});
