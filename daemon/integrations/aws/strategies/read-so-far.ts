import { type AccountRegion, keyOfAccountRegion } from '../../../domain/accounts/account-region.ts';
import type { Observation } from '../../../domain/findings/finding.ts';
import type { CoveredReading, Outcome, Reading } from '../../../domain/findings/reading.ts';
import { factsOf } from '../../../domain/problems/note.ts';
import { isGlobal } from '../../../domain/resources/global.ts';
import { stackLookupIdsOf } from '../../../domain/resources/physical-ids.ts';
import type { ResourceDetail } from '../../../domain/resources/resource-detail.ts';
import { accountRegionOfStack } from '../../../domain/stacks/stack-id.ts';
import type { StackResource } from '../../../domain/stacks/stack-resource.ts';
import type { StackState } from '../../../domain/stacks/stack-state.ts';
import type { StackTemplate } from '../../../domain/stacks/stack-template.ts';
import type { WantedTemplates } from '../cloudformation/reader.ts';
import type { WantedResource } from '../config/inventory.ts';

interface SeenResource extends WantedResource {
  /** As the source of its finding names it. */
  readonly name?: string;
  readonly arn?: string;
  /**
   * A resource of IAM is seen in every region. Resources of other services may have the same name in several
   * regions.
   */
  readonly regions: Set<string>;
}

/**
 * The readings of a sync run so far, so that its next part requests exactly the missing data. The strategy
 * that consumes the readings owns this object. Readers receive plain values that are computed from it.
 */
export class ReadSoFar {
  readonly #resources = new Map<string, SeenResource>();
  readonly #details = new Map<string, ResourceDetail>();
  /** Id of the stack that contains a resource, by `explanationOf`. */
  readonly #explained = new Map<string, string>();
  /** Ids of the stacks whose resources are known. */
  readonly #listed = new Set<string>();
  readonly #states = new Map<string, StackState>();
  /** Names of Config rules that fail, by `keyOfAccountRegion`. */
  readonly #rules = new Map<string, Set<string>>();
  /** By `keyOfAccountRegion` and source. */
  readonly #ended = new Map<string, Outcome>();
  /** CloudFormation operations that AWS has denied, by account. */
  readonly #denied = new Map<string, Set<string>>();

  /** Passes readings on and adds each before the reader continues. */
  async *follow<Each extends Reading>(readings: AsyncIterable<Each>): AsyncGenerator<Each> {
    for await (const reading of readings) {
      this.add(reading);
      yield reading;
    }
  }

  /**
   * Like `follow`, but does not pass on the end of the stacks of an account × region. The strategy yields it
   * after the templates there, from `outcomeOf`.
   */
  async *followStacks(readings: AsyncIterable<Reading>): AsyncGenerator<Reading> {
    for await (const reading of this.follow(readings))
      if (reading.kind !== 'covered' || reading.source !== 'stacks') yield reading;
  }

  add(reading: Reading): void {
    switch (reading.kind) {
      case 'observed':
        for (const observation of reading.observations) this.#see(observation);
        break;
      case 'resources':
        for (const detail of reading.resources)
          this.#details.set(`${keyOf(detail)} ${detail.region}`, detail);
        break;
      case 'stacks':
        for (const resource of reading.resources) this.#explain(resource);
        for (const state of reading.states ?? []) this.#states.set(state.stackId, state);
        break;
      case 'covered':
        this.#ended.set(`${keyOfAccountRegion(reading)} ${reading.source}`, reading);
        break;
      case 'note': {
        const { operations = [], accounts = [] } = factsOf(reading.note, 'templates-denied') ?? {};
        for (const account of accounts)
          this.#denied.set(account, new Set([...(this.#denied.get(account) ?? []), ...operations]));
        break;
      }
    }
  }

  #see({ account, region, resource, rule, source }: Observation): void {
    const { type, id } = resource;
    const key = keyOf({ account, type, id });
    const seen = this.#resources.get(key) ?? { ...resource, account, regions: new Set() };
    this.#resources.set(key, seen);
    seen.regions.add(region);
    if (source !== 'config') return;
    const accountRegion = keyOfAccountRegion({ account, region });
    const rules = this.#rules.get(accountRegion) ?? new Set();
    this.#rules.set(accountRegion, rules.add(rule));
  }

  #explain({ account, region, type, physicalId, stackId }: StackResource): void {
    this.#listed.add(stackId);
    this.#explained.set(explanationOf(account, isGlobal(type) ? everywhere : region, physicalId), stackId);
  }

  /** Returns how a source ended in an account × region; `undefined` if it has not ended. */
  outcomeOf(accountRegion: AccountRegion, source: CoveredReading['source']): Outcome | undefined {
    return this.#ended.get(`${keyOfAccountRegion(accountRegion)} ${source}`);
  }

  /** Returns the names of the Config rules that fail in one account × region, or anywhere. */
  rules(accountRegion?: AccountRegion): Set<string> {
    if (accountRegion) return new Set(this.#rules.get(keyOfAccountRegion(accountRegion)));
    return new Set([...this.#rules.values()].flatMap((rules) => [...rules]));
  }

  /**
   * Returns the resources that Config can describe and has not described yet: of one account × region, or of
   * all.
   */
  wanted(accountRegion?: AccountRegion): WantedResource[] {
    return [...this.#resources.values()].filter((resource) => {
      if (!isDescribable(resource)) return false;
      const regions = accountRegion ? [accountRegion.region] : [...resource.regions];
      const isThere =
        !accountRegion ||
        (resource.account === accountRegion.account && resource.regions.has(accountRegion.region));
      return isThere && regions.some((region) => this.#detailOf(resource, region) === undefined);
    });
  }

  /**
   * Returns the ids of the stacks of an account × region that contain an observed resource, by its tags or by
   * the stacks' own lists.
   */
  stacksIn(accountRegion: AccountRegion): string[] {
    const stacks = new Set<string>();
    for (const resource of this.#resources.values()) {
      const isHere = isGlobal(resource.type) || resource.regions.has(accountRegion.region);
      if (resource.account !== accountRegion.account || !isHere) continue;
      const detail = this.#detailIn(resource, accountRegion.region);
      const within = isGlobal(resource.type) ? everywhere : accountRegion.region;
      const listed = stackLookupIdsOf({ ...resource, ...detail }).map((id) =>
        this.#explained.get(explanationOf(accountRegion.account, within, id)),
      );
      for (const stackId of [detail?.tags['aws:cloudformation:stack-id'], ...listed]) {
        if (stackId !== undefined && isIn(stackId, accountRegion)) stacks.add(stackId);
      }
    }
    return [...stacks].sort();
  }

  /** Returns the templates to read of an account × region. */
  wantedTemplates(
    { account, region }: AccountRegion,
    known: ReadonlyMap<string, StackTemplate>,
  ): WantedTemplates {
    return {
      account,
      region,
      stacks: this.stacksIn({ account, region }),
      states: this.#states,
      listed: this.#listed,
      known,
      denied: this.#denied.get(account) ?? new Set(),
    };
  }

  /**
   * Yields the physical ids that may belong to a stack of an account × region and that neither a tag nor a
   * known stack explains. Leaves out the resources of stacks that are added while the caller iterates.
   */
  *unexplained({ account, region }: AccountRegion): Generator<string> {
    const given = new Set<string>();
    for (const resource of this.#resources.values()) {
      const isHere = isGlobal(resource.type) || resource.regions.has(region);
      if (resource.account !== account || !isHere || !isDescribable(resource)) continue;
      const detail = this.#detailIn(resource, region);
      if (detail?.tags['aws:cloudformation:logical-id'] !== undefined) continue;
      const ids = stackLookupIdsOf(detail ?? resource);
      const [physicalId] = ids;
      const within = isGlobal(resource.type) ? everywhere : region;
      if (physicalId === undefined || given.has(physicalId)) continue;
      if (ids.some((id) => this.#explained.has(explanationOf(account, within, id)))) continue;
      given.add(physicalId);
      yield physicalId;
    }
  }

  /**
   * Like `#detailOf`. The stack of a global resource may be in another region than the one where Config
   * records it.
   */
  #detailIn(resource: SeenResource, region: string): ResourceDetail | undefined {
    const regions = isGlobal(resource.type) ? [region, ...resource.regions] : [region];
    return regions.map((each) => this.#detailOf(resource, each)).find((detail) => detail !== undefined);
  }

  #detailOf(resource: SeenResource, region: string): ResourceDetail | undefined {
    const key = keyOf(resource);
    return this.#details.get(`${key} ${region}`) ?? this.#details.get(`${key} ${everywhere}`);
  }
}

/** The region that Config gives resources of IAM and a few others. */
const everywhere = 'global';

/** The account itself, and resources that only GuardDuty knows, are not resources of Config or of a stack. */
function isDescribable({ type }: { readonly type: string }): boolean {
  return type.startsWith('AWS::') && type !== 'AWS::::Account';
}

function keyOf({ account, type, id }: { account: string; type: string; id: string }): string {
  return `${account} ${type} ${id}`;
}

function isIn(stackId: string, { account, region }: AccountRegion): boolean {
  const accountRegion = accountRegionOfStack(stackId);
  return accountRegion?.account === account && accountRegion.region === region;
}

function explanationOf(account: string, region: string, physicalId: string): string {
  return `${account} ${region} ${physicalId}`;
}
