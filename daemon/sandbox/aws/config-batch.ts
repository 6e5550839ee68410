import { z } from 'zod';
import type { World } from '../model.ts';
import type { Operations } from './call.ts';
import type { ConfigItems, Item } from './config-items.ts';
import { accountId, aggregatorName, awsRegion, epochSeconds, operation } from './config-requests.ts';
import { aggregatedView, ownView, type View } from './config-views.ts';
import type { FaultState } from './faults.ts';
import { fieldOf } from './fields.ts';
import { Refusal } from './refusal.ts';

const mostKeys = 100;
const id = z.string().min(1).max(768);
const type = z.string().min(1).max(196);

/** Returns the operations that read items by their identifiers, without tags and relationships; `configuration` is JSON text. */
export function batchOperations(world: World, items: ConfigItems, faults: FaultState): Operations {
  function find(view: View, account: string, resourceType: string, resourceId: string, region?: string) {
    return items
      .find([resourceType], [account])
      .find(
        (item) =>
          item.resourceId === resourceId &&
          (region === undefined || item.awsRegion === region || item.awsRegion === 'global') &&
          view.sees(item),
      );
  }

  return {
    BatchGetResourceConfig: operation(
      z.object({
        resourceKeys: z
          .array(z.object({ resourceType: type, resourceId: id }))
          .min(1)
          .max(mostKeys),
      }),
      ({ resourceKeys }, call) => {
        if (!world.regions.includes(call.region)) {
          throw new Refusal(
            'NoAvailableConfigurationRecorderException',
            'There are no configuration recorders available to provide the role needed to describe your resources. Create a configuration recorder.',
          );
        }
        const view = ownView(world, faults, call);
        const found = resourceKeys.map((key) => ({
          key,
          item: find(view, call.identity.account, key.resourceType, key.resourceId),
        }));
        return {
          baseConfigurationItems: found.flatMap(({ item }) => (item ? [baseItem(item)] : [])),
          unprocessedResourceKeys: found.flatMap(({ key, item }) => (item ? [] : [key])),
        };
      },
    ),
    BatchGetAggregateResourceConfig: operation(
      z.object({
        ConfigurationAggregatorName: aggregatorName,
        ResourceIdentifiers: z
          .array(
            z.object({
              SourceAccountId: accountId,
              SourceRegion: awsRegion,
              ResourceId: id,
              ResourceType: type,
              ResourceName: z.string().optional(),
            }),
          )
          .min(1)
          .max(mostKeys),
      }),
      ({ ConfigurationAggregatorName, ResourceIdentifiers }, call) => {
        const view = aggregatedView(world, faults, ConfigurationAggregatorName, call);
        const found = ResourceIdentifiers.map((key) => ({
          key,
          item: find(view, key.SourceAccountId, key.ResourceType, key.ResourceId, key.SourceRegion),
        }));
        return {
          BaseConfigurationItems: found.flatMap(({ item }) => (item ? [baseItem(item)] : [])),
          UnprocessedResourceIdentifiers: found.flatMap(({ key, item }) => (item ? [] : [key])),
        };
      },
    ),
  };
}

function baseItem(item: Item) {
  const dateOf = (name: string) => {
    const iso = fieldOf(item, name);
    return iso === undefined ? undefined : epochSeconds(String(iso));
  };
  const supplements = Object.entries(fieldOf(item, 'supplementaryConfiguration') ?? {});
  return {
    version: fieldOf(item, 'version'),
    accountId: item.accountId,
    configurationItemCaptureTime: dateOf('configurationItemCaptureTime'),
    configurationItemStatus: fieldOf(item, 'configurationItemStatus'),
    configurationStateId: fieldOf(item, 'configurationStateId'),
    arn: fieldOf(item, 'arn'),
    resourceType: item.resourceType,
    resourceId: item.resourceId,
    resourceName: fieldOf(item, 'resourceName'),
    awsRegion: item.awsRegion,
    availabilityZone: fieldOf(item, 'availabilityZone'),
    resourceCreationTime: dateOf('resourceCreationTime'),
    configuration: JSON.stringify(fieldOf(item, 'configuration')),
    supplementaryConfiguration: Object.fromEntries(
      supplements.map(([name, value]) => [name, JSON.stringify(value)]),
    ),
  };
}
