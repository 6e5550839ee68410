import { accountType } from '../../domain/resources/types/account.ts';
import type { Evaluation, Stack, World, WorldResource } from '../model.ts';
import { stableId } from './stable-ids.ts';

/** A configuration item as queries see it. */
export interface Item {
  readonly accountId: string;
  /** `global` for IAM, which every region records. */
  readonly awsRegion: string;
  readonly resourceType: string;
  readonly resourceId: string;
}

export const complianceType = 'AWS::Config::ResourceCompliance';

/** All of an organization's items, found by type and account. */
export class ConfigItems {
  readonly #byType = new Map<string, Map<string, Item[]>>();

  constructor(world: World) {
    for (const resource of world.resources) {
      if (resource.type !== accountType) this.#add(new ResourceItem(resource));
      if (resource.evaluations.length === 0) continue;
      const regions = resource.global ? world.regions : [resource.region];
      for (const region of regions) this.#add(new ComplianceItem(resource, region));
    }
    for (const stack of world.stacks) if (stack.recorded) this.#add(new StackItem(stack));
  }

  /** Returns the items of these types and accounts. Absent: of all types or accounts. */
  find(types: readonly unknown[] | undefined, accounts: readonly unknown[] | undefined): Item[] {
    return picked(this.#byType, types).flatMap((byAccount) => picked(byAccount, accounts).flat());
  }

  #add(item: Item): void {
    const byAccount = this.#byType.get(item.resourceType) ?? new Map<string, Item[]>();
    this.#byType.set(item.resourceType, byAccount);
    const items = byAccount.get(item.accountId) ?? [];
    byAccount.set(item.accountId, items);
    items.push(item);
  }
}

function picked<T>(map: ReadonlyMap<string, T>, keys: readonly unknown[] | undefined): T[] {
  if (keys === undefined) return [...map.values()];
  return [...new Set(keys)].flatMap((key) => map.get(String(key)) ?? []);
}

export function ruleIdOf(account: string, region: string, rule: string): string {
  return `config-rule-${stableId(6, account, region, rule)}`;
}

export function ruleArnOf(account: string, region: string, rule: string): string {
  return `arn:aws:config:${region}:${account}:config-rule/${ruleIdOf(account, region, rule)}`;
}

export function complianceOf(evaluations: readonly Evaluation[]): Evaluation['compliance'] {
  return evaluations.some(({ compliance }) => compliance === 'NON_COMPLIANT') ? 'NON_COMPLIANT' : 'COMPLIANT';
}

/** An item that reads its fields from the world on each access, so that a fix is visible. */
abstract class LivingItem {
  readonly version = '1.3';
  readonly configurationItemStatus = 'OK';
  readonly relationships = [];
  abstract readonly accountId: string;
  abstract readonly resourceType: string;
  abstract readonly resourceId: string;

  get configurationStateId(): string {
    return String(Number.parseInt(stableId(12, this.accountId, this.resourceType, this.resourceId), 16));
  }
}

class ResourceItem extends LivingItem implements Item {
  readonly #resource: WorldResource;
  readonly accountId: string;
  readonly awsRegion: string;
  readonly resourceType: string;
  readonly resourceId: string;

  constructor(resource: WorldResource) {
    super();
    this.#resource = resource;
    this.accountId = resource.account;
    this.awsRegion = resource.global ? 'global' : resource.region;
    this.resourceType = resource.type;
    this.resourceId = resource.id;
  }

  get resourceName() {
    return this.#resource.name;
  }
  get arn() {
    return this.#resource.arn;
  }
  get availabilityZone() {
    return this.#resource.global ? 'Not Applicable' : 'Regional';
  }
  get configurationItemCaptureTime() {
    return this.#resource.evaluations.map(({ since }) => since).sort()[0] ?? epoch;
  }
  get resourceCreationTime() {
    return epoch;
  }
  get tags() {
    return Object.entries(this.#resource.tags).map(([key, value]) => ({
      key,
      value,
      tag: `${key}=${value}`,
    }));
  }
  get configuration() {
    const { id, name, arn, publicIp } = this.#resource;
    if (publicIp !== undefined) return { allocationId: id, publicIp, domain: 'vpc' };
    return { id, arn, ...(name !== undefined && { name }) };
  }
  readonly supplementaryConfiguration = {};
}

class ComplianceItem extends LivingItem implements Item {
  readonly #resource: WorldResource;
  readonly awsRegion: string;
  readonly resourceType = complianceType;

  constructor(resource: WorldResource, region: string) {
    super();
    this.#resource = resource;
    this.awsRegion = region;
  }

  get accountId() {
    return this.#resource.account;
  }
  get resourceId() {
    return `${this.#resource.type}/${this.#resource.id}`;
  }
  get configurationItemCaptureTime() {
    return this.#resource.evaluations
      .map(({ since }) => since)
      .sort()
      .at(-1);
  }
  get configuration() {
    const { account, id, type, evaluations } = this.#resource;
    const region = this.awsRegion;
    return {
      targetResourceId: id,
      targetResourceType: type,
      complianceType: complianceOf(evaluations),
      // Most queries need only the type, so the list is made on demand.
      get configRuleList() {
        return evaluations.map(({ ruleName, compliance }) => ({
          configRuleName: ruleName,
          configRuleId: ruleIdOf(account, region, ruleName),
          configRuleArn: ruleArnOf(account, region, ruleName),
          complianceType: compliance,
        }));
      },
    };
  }
}

class StackItem extends LivingItem implements Item {
  readonly #stack: Stack;
  readonly accountId: string;
  readonly awsRegion: string;
  readonly resourceType = 'AWS::CloudFormation::Stack';
  readonly resourceId: string;
  readonly availabilityZone = 'Regional';
  readonly configurationItemCaptureTime = epoch;
  readonly resourceCreationTime = epoch;
  readonly tags = [];

  constructor(stack: Stack) {
    super();
    this.#stack = stack;
    this.accountId = stack.account;
    this.awsRegion = stack.region;
    this.resourceId = stack.id;
  }

  get resourceName() {
    return this.#stack.name;
  }
  get arn() {
    return this.#stack.id;
  }
  get configuration() {
    const { id, name, updated } = this.#stack;
    return {
      stackId: id,
      stackName: name,
      stackStatus: updated === undefined ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE',
      creationTime: epoch,
      ...(updated !== undefined && { lastUpdatedTime: updated }),
    };
  }
  get supplementaryConfiguration() {
    return {
      StackResourceSummaries: this.#stack.resources.map(({ logicalId, physicalId, type }) => ({
        logicalResourceId: logicalId,
        physicalResourceId: physicalId,
        resourceType: type,
        resourceStatus: 'CREATE_COMPLETE',
      })),
    };
  }
}

/** The world has no creation times of resources and stacks. */
const epoch = '2025-04-01T09:00:00.000Z';
