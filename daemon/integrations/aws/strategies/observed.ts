import { type AccountRegion, keyOfAccountRegion } from '../../../domain/accounts/account-region.ts';
import type { Observation } from '../../../domain/findings/finding.ts';
import { isGlobal } from '../../../domain/resources/global.ts';
import { tellingIdsOf } from '../../../domain/resources/physical-ids.ts';
import type { ResourceDetail } from '../../../domain/resources/resource-detail.ts';
import type { StackResource } from '../../../domain/stacks/stack-resource.ts';
import { placeOfStack, type StackState } from '../cloudformation/stack-state.ts';
import type { WantedResource } from '../config/queries.ts';

interface SeenResource extends WantedResource {
  /** As the source of its finding names it. */
  readonly name?: string;
  readonly arn?: string;
  /** IAM's resources are observed in every region; of others, one name may be used in several. */
  readonly regions: Set<string>;
}

/** What a pass came across so far, so that its next part asks for exactly that. */
export class Observed {
  readonly #resources = new Map<string, SeenResource>();
  readonly #details = new Map<string, ResourceDetail>();
  /** By explanation: the stack that holds the resource. */
  readonly #explained = new Map<string, string>();
  readonly #listed = new Set<string>();
  readonly #states = new Map<string, StackState>();
  readonly #rules = new Map<string, Set<string>>();

  see(observations: readonly Observation[]): void {
    for (const { account, region, resource, rule, source } of observations) {
      const { type, id } = resource;
      const key = keyOf({ account, type, id });
      const seen = this.#resources.get(key) ?? { ...resource, account, regions: new Set() };
      this.#resources.set(key, seen);
      seen.regions.add(region);
      if (source !== 'config') continue;
      const place = keyOfAccountRegion({ account, region });
      const rules = this.#rules.get(place) ?? new Set();
      this.#rules.set(place, rules.add(rule));
    }
  }

  /** The names of Config's rules that fail: in one place, or anywhere. */
  rules(place?: AccountRegion): Set<string> {
    if (place) return new Set(this.#rules.get(keyOfAccountRegion(place)));
    return new Set([...this.#rules.values()].flatMap((rules) => [...rules]));
  }

  /** What Config could describe and did not yet: of one place, or of all. */
  wanted(place?: AccountRegion): WantedResource[] {
    return [...this.#resources.values()].filter((resource) => {
      if (!isDescribable(resource)) return false;
      const regions = place ? [place.region] : [...resource.regions];
      const isThere = !place || (resource.account === place.account && resource.regions.has(place.region));
      return isThere && regions.some((region) => this.#detailOf(resource, region) === undefined);
    });
  }

  isWanted(detail: ResourceDetail): boolean {
    const regions = this.#resources.get(keyOf(detail))?.regions;
    return regions !== undefined && (detail.region === everywhere || regions.has(detail.region));
  }

  describe(details: readonly ResourceDetail[]): void {
    for (const detail of details) this.#details.set(`${keyOf(detail)} ${detail.region}`, detail);
  }

  explain(stacks: readonly StackResource[]): void {
    for (const { account, region, type, physicalId, stackId } of stacks) {
      this.#listed.add(stackId);
      this.#explained.set(explanationOf(account, isGlobal(type) ? everywhere : region, physicalId), stackId);
    }
  }

  /** Whether a stack's resources are known. */
  isListed(stackId: string): boolean {
    return this.#listed.has(stackId);
  }

  date(states: readonly StackState[]): void {
    for (const state of states) this.#states.set(state.stackId, state);
  }

  stateOf(stackId: string): StackState | undefined {
    return this.#states.get(stackId);
  }

  /** Stacks of this place that hold something that was observed: by its tags, or as they list it. */
  stacksIn(place: AccountRegion): string[] {
    const stacks = new Set<string>();
    for (const resource of this.#resources.values()) {
      const isHere = isGlobal(resource.type) || resource.regions.has(place.region);
      if (resource.account !== place.account || !isHere) continue;
      const detail = this.#detailIn(resource, place.region);
      const of = isGlobal(resource.type) ? everywhere : place.region;
      const listed = tellingIdsOf({ ...resource, ...detail }).map((id) =>
        this.#explained.get(explanationOf(place.account, of, id)),
      );
      for (const stackId of [detail?.tags['aws:cloudformation:stack-id'], ...listed]) {
        if (stackId !== undefined && isIn(stackId, place)) stacks.add(stackId);
      }
    }
    return [...stacks].sort();
  }

  /**
   * Physical ids that neither a tag nor a known stack leads to a template, and that a stack of this place may
   * hold. A stack that is explained meanwhile takes its resources out of those still to come.
   */
  *unexplained({ account, region }: AccountRegion): Generator<string> {
    const given = new Set<string>();
    for (const resource of this.#resources.values()) {
      const isHere = isGlobal(resource.type) || resource.regions.has(region);
      if (resource.account !== account || !isHere || !isDescribable(resource)) continue;
      const detail = this.#detailIn(resource, region);
      if (detail?.tags['aws:cloudformation:logical-id'] !== undefined) continue;
      const ids = tellingIdsOf(detail ?? resource);
      const [physicalId] = ids;
      const of = isGlobal(resource.type) ? everywhere : region;
      if (physicalId === undefined || given.has(physicalId)) continue;
      if (ids.some((id) => this.#explained.has(explanationOf(account, of, id)))) continue;
      given.add(physicalId);
      yield physicalId;
    }
  }

  /** As `#detailOf`. The stack of a global resource may be in another region than Config records it in. */
  #detailIn(resource: SeenResource, region: string): ResourceDetail | undefined {
    const regions = isGlobal(resource.type) ? [region, ...resource.regions] : [region];
    return regions.map((each) => this.#detailOf(resource, each)).find((detail) => detail !== undefined);
  }

  #detailOf(resource: WantedResource, region: string): ResourceDetail | undefined {
    const key = keyOf(resource);
    return this.#details.get(`${key} ${region}`) ?? this.#details.get(`${key} ${everywhere}`);
  }
}

/** Config's region of IAM's resources, and of few others. */
const everywhere = 'global';

/** The account itself, and what only GuardDuty knows, are no resources of Config or of a stack. */
function isDescribable({ type }: WantedResource): boolean {
  return type.startsWith('AWS::') && type !== 'AWS::::Account';
}

function keyOf({ account, type, id }: { account: string; type: string; id: string }): string {
  return `${account} ${type} ${id}`;
}

function isIn(stackId: string, { account, region }: AccountRegion): boolean {
  const place = placeOfStack(stackId);
  return place?.account === account && place.region === region;
}

function explanationOf(account: string, region: string, physicalId: string): string {
  return `${account} ${region} ${physicalId}`;
}
