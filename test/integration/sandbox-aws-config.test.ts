import {
  BatchGetAggregateResourceConfigCommand,
  BatchGetResourceConfigCommand,
  DescribeConfigurationAggregatorSourcesStatusCommand,
  DescribeConfigurationAggregatorsCommand,
  DescribeConfigurationRecorderStatusCommand,
  paginateDescribeConfigurationAggregatorSourcesStatus,
} from '@aws-sdk/client-config-service';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aggregator, all, nameOf, openSandboxConfig, type SandboxConfig } from '../support/sandbox-config.ts';
import { accounts } from '../support/small-world.ts';

let config: SandboxConfig;
beforeEach(async () => {
  config = await openSandboxConfig();
});
afterEach(() => config.aws.close());

test('the aggregator is in one region of the security account alone', async () => {
  const ask = new DescribeConfigurationAggregatorsCommand({});
  const { ConfigurationAggregators } = await config.security.send(ask);
  expect(ConfigurationAggregators).toMatchObject([
    {
      ConfigurationAggregatorName: aggregator,
      OrganizationAggregationSource: { AwsRegions: config.world.regions },
      CreationTime: expect.any(Date),
    },
  ]);
  for (const client of [config.payments, config.clientOf(accounts.security, 'us-east-1')]) {
    expect((await client.send(ask)).ConfigurationAggregators).toEqual([]);
    const named = client.send(
      new DescribeConfigurationAggregatorsCommand({ ConfigurationAggregatorNames: [aggregator] }),
    );
    expect(await named.catch(nameOf)).toBe('NoSuchConfigurationAggregatorException');
  }
});

test('each account and region is a source, with its error', async () => {
  config.aws.faults.deny(accounts.checkout, 'us-east-1');
  config.aws.faults.outdate(accounts.paymentsLab);
  const input = { ConfigurationAggregatorName: aggregator };
  const pages = await all(
    paginateDescribeConfigurationAggregatorSourcesStatus({ client: config.security }, { ...input, Limit: 5 }),
  );
  expect(pages.map(({ AggregatedSourceStatusList }) => AggregatedSourceStatusList?.length)).toEqual([
    5, 5, 2,
  ]);
  const sources = pages.flatMap(({ AggregatedSourceStatusList = [] }) => AggregatedSourceStatusList);
  expect(new Set(sources.map(({ SourceId, AwsRegion }) => `${SourceId} ${AwsRegion}`)).size).toBe(12);
  expect(sources.filter(({ LastUpdateStatus }) => LastUpdateStatus === 'OUTDATED')).toHaveLength(3);

  const { AggregatedSourceStatusList } = await config.security.send(
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
  expect((await config.select("SELECT resourceId WHERE resourceId = 'shop'")).rows).toEqual([]);
});

test('items are read by key, without tags', async () => {
  const { baseConfigurationItems, unprocessedResourceKeys } = await config.payments.send(
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
  const aggregated = await config.security.send(
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
  expect(await config.security.send(tooMany).catch(nameOf)).toBe('ValidationException');
});

test('a recorder is on in every region of the world, and in no other', async () => {
  const ask = new DescribeConfigurationRecorderStatusCommand({});
  expect((await config.payments.send(ask)).ConfigurationRecordersStatus).toMatchObject([{ recording: true }]);
  const elsewhere = config.clientOf(accounts.payments, 'eu-south-2');
  expect((await elsewhere.send(ask)).ConfigurationRecordersStatus).toEqual([]);
});
