import { describe, expect, test } from 'vitest';
import {
  aggregatedRegions,
  findAggregator,
  regionsFrom,
} from '../../../../../daemon/integrations/aws/config/aggregator.ts';
import {
  type ConfigApi,
  selectAggregate,
  selectOwn,
} from '../../../../../daemon/integrations/aws/config/client.ts';
import { aggregateCompliance } from '../../../../../daemon/integrations/aws/config/compliance.ts';
import { askIdentifiers } from '../../../../../daemon/integrations/aws/config/rule-identifiers.ts';
import { english } from '../../../../support/english.ts';
import { all, awsError, fakeClient } from '../fake-client.ts';

const { signal } = new AbortController();

describe('a query', () => {
  test('follows the token through empty pages to the end', async () => {
    const results: Record<string, object> = {
      first: { Results: ['{"n":1}'], NextToken: 'second' },
      second: { Results: [], NextToken: 'third' },
      third: { Results: ['{"n":2}'] },
    };
    const { client, asked } = fakeClient<ConfigApi>({
      SelectAggregateResourceConfig: ({ NextToken = 'first' }: { NextToken?: string }) =>
        results[NextToken] ?? {},
    });
    expect(await all(selectAggregate(client, 'all', signal)('SELECT n'))).toEqual([{ n: 1 }, { n: 2 }]);
    expect(asked).toHaveLength(3);
    expect(asked[0]?.input).toMatchObject({ ConfigurationAggregatorName: 'all', Limit: 100 });
  });

  test('with grouping uses its own, larger pages', async () => {
    const { client, asked } = fakeClient<ConfigApi>({ SelectResourceConfig: () => ({ Results: [] }) });
    await all(selectOwn(client, signal)('SELECT COUNT(*) GROUP BY awsRegion'));
    expect(asked[0]?.input).not.toHaveProperty('Limit');
  });

  test('survives a row that is not JSON', async () => {
    const { client } = fakeClient<ConfigApi>({
      SelectResourceConfig: () => ({ Results: ['<html>', '{"n":1}'] }),
    });
    expect(await all(selectOwn(client, signal)('SELECT n'))).toEqual([undefined, { n: 1 }]);
  });
});

describe('the aggregator', () => {
  const small = {
    ConfigurationAggregatorName: 'few',
    AccountAggregationSources: [{ AccountIds: ['1', '2'], AllAwsRegions: true }],
  };
  const large = {
    ConfigurationAggregatorName: 'organization',
    OrganizationAggregationSource: { RoleArn: 'r', AwsRegions: ['eu-west-1'] },
  };

  test('with the largest coverage is chosen', async () => {
    const { client } = fakeClient<ConfigApi>({
      DescribeConfigurationAggregators: ({ NextToken }: { NextToken?: string }) =>
        NextToken
          ? { ConfigurationAggregators: [large] }
          : { ConfigurationAggregators: [small], NextToken: 'more' },
    });
    expect(await findAggregator(client, 'eu-west-1', undefined, signal)).toEqual({
      name: 'organization',
      regions: ['eu-west-1'],
    });
  });

  test('that collects all regions does not list them', async () => {
    const { client } = fakeClient<ConfigApi>({
      DescribeConfigurationAggregators: () => ({ ConfigurationAggregators: [small] }),
    });
    expect(await findAggregator(client, 'eu-west-1', undefined, signal)).toEqual({ name: 'few' });
  });

  test('that is configured but does not exist is a problem that names region and aggregator', async () => {
    const { client } = fakeClient<ConfigApi>({
      DescribeConfigurationAggregators: () => {
        throw awsError('NoSuchConfigurationAggregatorException');
      },
    });
    await expect(findAggregator(client, 'eu-west-1', 'mine', signal)).rejects.toMatchObject({
      code: 'aggregator-missing',
      facts: { name: 'mine', region: 'eu-west-1' },
    });
  });

  test('reports which regions are read, out of date, failed or never seen', () => {
    const source = (
      SourceId: string,
      AwsRegion: string,
      LastUpdateStatus: 'SUCCEEDED' | 'OUTDATED' | 'FAILED',
    ) => ({
      SourceId,
      AwsRegion,
      LastUpdateStatus,
      SourceType: 'ACCOUNT' as const,
      LastErrorCode: 'AccessDenied',
    });
    const statuses = [
      source('1', 'eu-west-1', 'SUCCEEDED'),
      source('1', 'us-east-1', 'OUTDATED'),
      source('2', 'eu-west-1', 'FAILED'),
      source('9', 'eu-west-1', 'SUCCEEDED'),
    ];
    const places = regionsFrom(statuses, ['1', '2'], 'eu-west-1');
    expect(
      places.map(({ account, region, problem }) => `${account} ${region} ${problem ? 'problem' : 'read'}`),
    ).toEqual(['1 eu-west-1 read', '1 us-east-1 problem', '2 eu-west-1 problem', '2 us-east-1 problem']);
    expect(english(places[1]?.problem)).toContain('out of date');
    expect(english(places[2]?.problem)).toContain('AccessDenied');
    expect(english(places[3]?.problem)).toContain('does not include');
  });

  test('that has collected nothing does not make an account look clean', () => {
    const places = regionsFrom([], ['1'], 'eu-west-1');
    expect(places).toMatchObject([
      { account: '1', region: 'eu-west-1', problem: { code: 'aggregator-without-account' } },
    ]);
  });
});

describe('the regions of a team', () => {
  type Status = 'SUCCEEDED' | 'OUTDATED' | 'FAILED';
  const source = (SourceId: string, AwsRegion: string, LastUpdateStatus: Status, SourceType = 'ACCOUNT') => ({
    SourceId,
    AwsRegion,
    LastUpdateStatus,
    SourceType,
  });
  const aggregatorOf = (...sources: ReturnType<typeof source>[]) =>
    fakeClient<ConfigApi>({
      DescribeConfigurationAggregatorSourcesStatus: ({ UpdateStatus }: { UpdateStatus?: string[] }) => ({
        AggregatedSourceStatusList: sources.filter(
          ({ LastUpdateStatus }) => UpdateStatus?.includes(LastUpdateStatus) ?? true,
        ),
      }),
    });
  const regions = ['us-east-1', 'eu-west-1'];
  const everywhere = ['1 eu-west-1', '1 us-east-1', '2 eu-west-1', '2 us-east-1'];
  const read = (client: ConfigApi, collected: string[], aggregator: { regions?: string[] } = { regions }) =>
    aggregatedRegions(
      client,
      { name: 'organization', ...aggregator },
      ['1', '2'],
      { home: 'eu-west-1', recordedIn: new Set(collected) },
      signal,
    );
  const shown = (places: Awaited<ReturnType<typeof read>>) =>
    places.map(({ account, region, problem }) => `${account} ${region} ${problem ? 'problem' : 'read'}`);

  test('are known after one call if all were collected or are reported as failed', async () => {
    const { client, asked } = aggregatorOf(
      source('1', 'us-east-1', 'OUTDATED'),
      source('9', 'eu-west-1', 'FAILED'),
    );
    expect(shown(await read(client, everywhere))).toEqual([
      '1 eu-west-1 read',
      '1 us-east-1 problem',
      '2 eu-west-1 read',
      '2 us-east-1 read',
    ]);
    expect(asked.map(({ input }) => input.UpdateStatus)).toEqual([['FAILED', 'OUTDATED']]);
  });

  test('without data are requested: empty is not the same as never collected', async () => {
    const { client } = aggregatorOf(
      source('1', 'eu-west-1', 'SUCCEEDED'),
      source('1', 'us-east-1', 'SUCCEEDED'),
      source('2', 'eu-west-1', 'SUCCEEDED'),
    );
    const places = await read(client, everywhere.slice(1, 3));
    expect(shown(places)).toEqual([
      '1 eu-west-1 read',
      '1 us-east-1 read',
      '2 eu-west-1 read',
      '2 us-east-1 problem',
    ]);
    expect(english(places[3]?.problem)).toContain('does not include');
  });

  test('accounts with their own status keep it if the organization fails as a whole', async () => {
    const { client } = aggregatorOf(
      source('o-1', 'eu-west-1', 'FAILED', 'ORGANIZATION'),
      source('1', 'eu-west-1', 'SUCCEEDED'),
    );
    expect(shown(await read(client, ['1 eu-west-1', '2 eu-west-1'], { regions: ['eu-west-1'] }))).toEqual([
      '1 eu-west-1 read',
      '2 eu-west-1 problem',
    ]);
  });

  test('are those of the sources if an aggregator collects all regions', async () => {
    const { client, asked } = aggregatorOf(
      source('1', 'eu-west-1', 'SUCCEEDED'),
      source('2', 'eu-west-1', 'SUCCEEDED'),
    );
    expect(shown(await read(client, everywhere, {}))).toEqual(['1 eu-west-1 read', '2 eu-west-1 read']);
    expect(asked).toHaveLength(1);
  });
});

async function* wrapped<T>(pages: AsyncIterable<T>): AsyncGenerator<T[]> {
  for await (const page of pages) yield [page];
}

describe('compliance, rule by rule', () => {
  test('counts the rows that it cannot read, with account and region if they are named', async () => {
    const { client } = fakeClient<ConfigApi>({
      DescribeAggregateComplianceByConfigRules: ({ NextToken }: { NextToken?: string }) =>
        NextToken
          ? {}
          : {
              AggregateComplianceByConfigRules: [
                { ConfigRuleName: '', AccountId: '1', AwsRegion: 'eu-west-1' },
                { ConfigRuleName: 'ssh', AccountId: 1, AwsRegion: 'eu-west-1' },
                null,
              ],
              NextToken: 'more',
            },
      GetAggregateComplianceDetailsByConfigRule: () => ({
        AggregateEvaluationResults: [{}, { EvaluationResultIdentifier: { EvaluationResultQualifier: {} } }],
      }),
    });
    const calls = aggregateCompliance(client, 'all', signal);
    const listed = await all(wrapped(calls.failingRules(['1'])));
    expect(listed.flatMap(({ unread }) => unread)).toEqual([
      { account: '1', region: 'eu-west-1' },
      undefined,
      undefined,
      undefined,
    ]);
    const found = await all(wrapped(calls.failures({ rule: 'ssh', account: '1', region: 'eu-west-1' })));
    expect(found).toEqual([{ observations: [], unread: 2 }]);
  });

  test('asks for the failing resources of each failing rule', async () => {
    const { client, asked } = fakeClient<ConfigApi>({
      DescribeAggregateComplianceByConfigRules: ({ NextToken }: { NextToken?: string }) =>
        NextToken
          ? {
              AggregateComplianceByConfigRules: [
                { ConfigRuleName: 'ssh', AccountId: '1', AwsRegion: 'eu-west-1' },
              ],
            }
          : { AggregateComplianceByConfigRules: [], NextToken: 'after an empty page' },
      GetAggregateComplianceDetailsByConfigRule: () => ({
        AggregateEvaluationResults: [
          {
            EvaluationResultIdentifier: {
              EvaluationResultQualifier: { ResourceType: 'AWS::EC2::SecurityGroup', ResourceId: 'sg-1' },
            },
            ResultRecordedTime: new Date('2026-11-01T00:00:00Z'),
          },
        ],
      }),
    });
    const calls = aggregateCompliance(client, 'all', signal);
    const [rule] = (await all(wrapped(calls.failingRules(['1'])))).flatMap(({ rules }) => rules);
    expect(rule).toEqual({ rule: 'ssh', account: '1', region: 'eu-west-1' });
    const found = rule && (await all(wrapped(calls.failures(rule))));
    expect(found?.flatMap(({ observations }) => observations)).toEqual([
      {
        source: 'config',
        rule: 'ssh',
        account: '1',
        region: 'eu-west-1',
        resource: { type: 'AWS::EC2::SecurityGroup', id: 'sg-1' },
        observedAt: '2026-11-01T00:00:00.000Z',
      },
    ]);
    expect(asked.at(-1)?.input).toMatchObject({
      ConfigRuleName: 'ssh',
      AccountId: '1',
      AwsRegion: 'eu-west-1',
      ComplianceType: 'NON_COMPLIANT',
    });
  });
});

describe('identifiers of rules', () => {
  const deployed: Record<string, { Owner: string; SourceIdentifier: string }> = {
    custom: { Owner: 'CUSTOM_LAMBDA', SourceIdentifier: 'arn:aws:lambda:x' },
  };
  for (let at = 0; at < 60; at++)
    deployed[`rule-${at}`] = { Owner: 'AWS', SourceIdentifier: `IDENTIFIER_${at}` };

  const rulesOf = () =>
    fakeClient<ConfigApi>({
      DescribeConfigRules: ({ ConfigRuleNames }: { ConfigRuleNames: string[] }) => {
        if (ConfigRuleNames.length > 25 || ConfigRuleNames.some((name) => !deployed[name])) {
          throw awsError('NoSuchConfigRuleException');
        }
        return {
          ConfigRules: ConfigRuleNames.map((name) => ({ ConfigRuleName: name, Source: deployed[name] })),
        };
      },
    });

  test('are requested in batches', async () => {
    const { client, asked } = rulesOf();
    const names = Object.keys(deployed);
    const identifiers = await askIdentifiers(client, names, signal);
    expect(asked).toHaveLength(3);
    expect(identifiers.get('rule-59')).toBe('IDENTIFIER_59');
    expect(identifiers.get('custom')).toBeUndefined();
  });

  test('are found even if AWS does not know one of the names, which is remembered as unknown', async () => {
    const { client, asked } = rulesOf();
    const identifiers = await askIdentifiers(client, ['rule-1', 'gone', 'rule-2', 'rule-3'], signal);
    expect([...identifiers]).toEqual([
      ['rule-1', 'IDENTIFIER_1'],
      ['gone', undefined],
      ['rule-2', 'IDENTIFIER_2'],
      ['rule-3', 'IDENTIFIER_3'],
    ]);
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  test('that AWS denies are a failure, not unknown names', async () => {
    const { client } = fakeClient<ConfigApi>({
      DescribeConfigRules: () => {
        throw awsError('AccessDeniedException');
      },
    });
    await expect(askIdentifiers(client, ['a'], signal)).rejects.toThrow();
  });
});
