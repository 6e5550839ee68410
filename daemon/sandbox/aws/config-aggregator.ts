import { z } from 'zod';
import type { World } from '../model.ts';
import type { Operations } from './call.ts';
import {
  aggregatorName,
  epochSeconds,
  limit,
  nextToken,
  operation,
  tokenInvalid,
} from './config-requests.ts';
import { aggregatedView, aggregatorUnknown, hasAggregator } from './config-views.ts';
import type { FaultState } from './faults.ts';
import { pageOf } from './pages.ts';
import { stableId } from './stable-ids.ts';

const maxItems = 100;
const minuteMs = 60_000;

const status = z.enum(['FAILED', 'SUCCEEDED', 'OUTDATED']);
const ageMinutes = { FAILED: 24 * 60, SUCCEEDED: 5, OUTDATED: 120 };

interface Source {
  readonly SourceId: string;
  readonly SourceType: string;
  readonly AwsRegion: string;
}

/** Returns the operations of the organization's aggregator, and how recent its data of each account and region is. */
export function aggregatorOperations(world: World, faults: FaultState): Operations {
  const { name, region } = world.aggregator;
  const account = world.securityAccount;
  const aggregator = {
    ConfigurationAggregatorName: name,
    ConfigurationAggregatorArn: `arn:aws:config:${region}:${account}:config-aggregator/config-aggregator-${stableId(8, name)}`,
    OrganizationAggregationSource: {
      RoleArn: `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
      AllAwsRegions: false,
      AwsRegions: world.regions,
    },
    CreationTime: epochSeconds('2024-04-01T09:00:00Z'),
    LastUpdatedTime: epochSeconds('2024-04-01T09:00:00Z'),
  };

  const sources: readonly Source[] = world.accounts.flatMap(({ id }) =>
    world.regions.map((AwsRegion) => ({ SourceId: id, SourceType: 'ACCOUNT', AwsRegion })),
  );

  function statusOf({ SourceId, AwsRegion }: Source): z.output<typeof status> {
    if (faults.isDenied(SourceId, AwsRegion)) return 'FAILED';
    return faults.isOutdated(SourceId, AwsRegion) ? 'OUTDATED' : 'SUCCEEDED';
  }

  function sourceOutput(source: Source) {
    const LastUpdateStatus = statusOf(source);
    return {
      ...source,
      LastUpdateStatus,
      LastUpdateTime: (Date.now() - ageMinutes[LastUpdateStatus] * minuteMs) / 1000,
      ...(LastUpdateStatus === 'FAILED' && {
        LastErrorCode: 'AccessDeniedException',
        LastErrorMessage: `Access to ${source.SourceId} in ${source.AwsRegion} was denied.`,
      }),
    };
  }

  return {
    DescribeConfigurationAggregators: operation(
      z.object({
        ConfigurationAggregatorNames: z.array(aggregatorName).max(10).optional(),
        Limit: limit(maxItems),
        NextToken: nextToken,
      }),
      ({ ConfigurationAggregatorNames: names = [], Limit, NextToken }, call) => {
        const here = hasAggregator(world, call) ? [aggregator] : [];
        if (names.some((wanted) => here[0]?.ConfigurationAggregatorName !== wanted))
          throw aggregatorUnknown();
        const listing = `aggregators ${names}`;
        const { items, next } = pageOf(here, {
          token: NextToken,
          limit: Limit,
          listing,
          refuse: tokenInvalid,
        });
        return { ConfigurationAggregators: items, NextToken: next };
      },
    ),
    DescribeConfigurationAggregatorSourcesStatus: operation(
      z.object({
        ConfigurationAggregatorName: aggregatorName,
        UpdateStatus: z.array(status).min(1).optional(),
        Limit: limit(maxItems),
        NextToken: nextToken,
      }),
      ({ ConfigurationAggregatorName, UpdateStatus, Limit, NextToken }, call) => {
        aggregatedView(world, faults, ConfigurationAggregatorName, call);
        const wanted = new Set(UpdateStatus ?? status.options);
        const { items, next } = pageOf(
          sources.filter((source) => wanted.has(statusOf(source))),
          { token: NextToken, limit: Limit, listing: `sources ${[...wanted]}`, refuse: tokenInvalid },
        );
        return { AggregatedSourceStatusList: items.map(sourceOutput), NextToken: next };
      },
    ),
  };
}
