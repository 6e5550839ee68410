import { z } from 'zod';
import type { AccountRegion } from '../../../domain/accounts/account-region.ts';
import type { Observation } from '../../../domain/findings/finding.ts';
import type { ResourceDetail } from '../../../domain/resources/resource-detail.ts';
import { stackNameOf } from '../../../domain/stacks/stack-id.ts';
import type { StackResource } from '../../../domain/stacks/stack-resource.ts';
import type { StackState } from '../../../domain/stacks/stack-state.ts';
import { stateFrom } from '../cloudformation/rows.ts';
import { addressType } from './queries.ts';

/** Parsers of the rows of Config's queries. Each returns `undefined` for a row that it cannot use. */

const ofAccountRegion = { accountId: z.string().min(1), awsRegion: z.string().min(1) };

const accountRegionRow = z.object(ofAccountRegion);

export function accountRegionFrom(row: unknown): AccountRegion | undefined {
  const { data } = accountRegionRow.safeParse(row);
  return data && { account: data.accountId, region: data.awsRegion };
}

const complianceRow = z.object({
  ...ofAccountRegion,
  configurationItemCaptureTime: z.string().optional(),
  configuration: z.object({
    targetResourceId: z.string().min(1),
    targetResourceType: z.string().min(1),
    configRuleList: z.array(z.object({ configRuleName: z.string().min(1), complianceType: z.string() })),
  }),
});

/** Returns one observation for each rule that fails on the row's resource. */
export function observationsFrom(row: unknown): Observation[] | undefined {
  const { data } = complianceRow.safeParse(row);
  if (!data) return undefined;
  const { targetResourceType: type, targetResourceId: id, configRuleList } = data.configuration;
  const failing = configRuleList.filter(({ complianceType }) => complianceType === 'NON_COMPLIANT');
  return [...new Set(failing.map(({ configRuleName }) => configRuleName))].map((rule) => ({
    source: 'config',
    rule,
    account: data.accountId,
    region: data.awsRegion,
    resource: { type, id },
    ...(data.configurationItemCaptureTime !== undefined && { observedAt: data.configurationItemCaptureTime }),
  }));
}

// Tags are a record, or an array of `{key, value}` or of `{tag: "key=value"}`.
const tagged = z.union([
  z.record(z.string(), z.string()),
  z.array(
    z
      .object({ key: z.string(), value: z.string().nullish() })
      .transform(({ key, value }) => [key, value ?? ''] as const)
      .or(z.object({ tag: z.string() }).transform(({ tag }) => splitTag(tag))),
  ),
]);

function splitTag(tag: string): readonly [string, string] {
  const at = tag.indexOf('=');
  return at < 0 ? [tag, ''] : [tag.slice(0, at), tag.slice(at + 1)];
}

const detailRow = z.object({
  ...ofAccountRegion,
  resourceType: z.string(),
  resourceId: z.string(),
  resourceName: z.string().nullish(),
  arn: z.string().nullish(),
  tags: tagged.nullish().catch(undefined),
  configuration: z.object({ publicIp: z.string().optional() }).optional().catch(undefined),
});

export function detailFrom(row: unknown): ResourceDetail | undefined {
  const { data } = detailRow.safeParse(row);
  if (!data) return undefined;
  const tags = data.tags ?? {};
  // The name of an address is the address itself.
  const name = data.resourceType === addressType ? data.configuration?.publicIp : data.resourceName;
  return {
    account: data.accountId,
    region: data.awsRegion,
    type: data.resourceType,
    id: data.resourceId,
    ...(name && { name }),
    ...(data.arn && { arn: data.arn }),
    tags: Array.isArray(tags) ? Object.fromEntries(tags) : tags,
  };
}

const moment = z.union([z.string(), z.number()]).nullish().catch(undefined);

const stackRow = z.object({
  ...ofAccountRegion,
  resourceId: z.string(),
  resourceName: z.string().nullish(),
  arn: z.string().nullish(),
  configuration: z
    .object({ creationTime: moment, lastUpdatedTime: moment, stackStatus: z.string().nullish() })
    .optional()
    .catch(undefined),
  supplementaryConfiguration: z.object({
    StackResourceSummaries: z.array(
      z.object({
        logicalResourceId: z.string(),
        physicalResourceId: z.string().nullish(),
        resourceType: z.string(),
      }),
    ),
  }),
});

/**
 * Returns the existing resources of a stack. A resource without a physical id was not created, or is deleted.
 */
export function stackResourcesFrom(row: unknown): StackResource[] | undefined {
  const { data } = stackRow.safeParse(row);
  if (!data) return undefined;
  const stackId = data.arn ?? data.resourceId;
  const stackName = data.resourceName ?? stackNameOf(stackId);
  return data.supplementaryConfiguration.StackResourceSummaries.flatMap((summary) =>
    summary.physicalResourceId
      ? [
          {
            account: data.accountId,
            region: data.awsRegion,
            stackId,
            stackName,
            logicalId: summary.logicalResourceId,
            physicalId: summary.physicalResourceId,
            type: summary.resourceType,
          },
        ]
      : [],
  );
}

/** Returns when the row's stack changed last. */
export function stackStateFrom(row: unknown): StackState | undefined {
  const { data } = stackRow.safeParse(row);
  if (!data?.configuration) return undefined;
  const { creationTime, lastUpdatedTime, stackStatus } = data.configuration;
  return stateFrom(data.arn ?? data.resourceId, lastUpdatedTime ?? creationTime, stackStatus);
}
