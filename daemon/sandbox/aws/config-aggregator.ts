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

const mostOfAPage = 100;
const minute = 60_000;

const status = z.enum(['FAILED', 'SUCCEEDED', 'OUTDATED']);

/** The organization's aggregator and how fresh each account × region is in it. */
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

  function sources() {
    const now = Date.now();
    return world.accounts.flatMap(({ id }) =>
      world.regions.map((AwsRegion) => {
        const source = { SourceId: id, SourceType: 'ACCOUNT', AwsRegion };
        if (faults.isDenied(id, AwsRegion)) {
          return {
            ...source,
            LastUpdateStatus: 'FAILED',
            LastUpdateTime: (now - 24 * 60 * minute) / 1000,
            LastErrorCode: 'AccessDeniedException',
            LastErrorMessage: `Access to ${id} in ${AwsRegion} was denied.`,
          };
        }
        if (faults.isOutdated(id, AwsRegion)) {
          return { ...source, LastUpdateStatus: 'OUTDATED', LastUpdateTime: (now - 120 * minute) / 1000 };
        }
        return { ...source, LastUpdateStatus: 'SUCCEEDED', LastUpdateTime: (now - 5 * minute) / 1000 };
      }),
    );
  }

  return {
    DescribeConfigurationAggregators: operation(
      z.object({
        ConfigurationAggregatorNames: z.array(aggregatorName).max(10).optional(),
        Limit: limit(mostOfAPage),
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
        Limit: limit(mostOfAPage),
        NextToken: nextToken,
      }),
      ({ ConfigurationAggregatorName, UpdateStatus, Limit, NextToken }, call) => {
        aggregatedView(world, faults, ConfigurationAggregatorName, call);
        const wanted = new Set<string>(UpdateStatus ?? status.options);
        const { items, next } = pageOf(
          sources().filter(({ LastUpdateStatus }) => wanted.has(LastUpdateStatus)),
          { token: NextToken, limit: Limit, listing: `sources ${[...wanted]}`, refuse: tokenInvalid },
        );
        return { AggregatedSourceStatusList: items, NextToken: next };
      },
    ),
  };
}
