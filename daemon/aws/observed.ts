import type { Observation } from '../findings/finding.ts';
import { physicalIdOf } from './cloudformation.ts';
import type { WantedResource } from './queries.ts';
import type { ResourceDetail, StackResource } from './reading.ts';

/** What a part of a pass came across, so that the next part asks for exactly that. */
export class Observed {
  readonly #resources = new Map<string, WantedResource & { readonly region: string }>();
  readonly #details = new Map<string, ResourceDetail>();
  readonly #physicalIds = new Set<string>();
  readonly rules = new Set<string>();

  see(observations: readonly Observation[]): void {
    for (const { account, region, resource, rule, source } of observations) {
      this.#resources.set(keyOf({ account, ...resource }), {
        account,
        region,
        type: resource.type,
        id: resource.id,
      });
      if (source === 'config') this.rules.add(rule);
    }
  }

  /** Account-wide findings are about no resource that Config could describe. */
  wanted(): WantedResource[] {
    return [...this.#resources.values()].filter(({ type }) => type !== 'AWS::::Account');
  }

  isWanted(detail: ResourceDetail): boolean {
    return this.#resources.has(keyOf(detail));
  }

  describe(details: readonly ResourceDetail[]): void {
    for (const detail of details) this.#details.set(keyOf(detail), detail);
  }

  explain(stacks: readonly StackResource[]): void {
    for (const { account, physicalId } of stacks) this.#physicalIds.add(`${account} ${physicalId}`);
  }

  /** Resources of one account that neither a tag nor a known stack leads to a template, by physical id. */
  unexplained(account: string): { readonly region: string; readonly physicalId: string }[] {
    return [...this.#resources.values()].flatMap((resource) => {
      if (
        resource.account !== account ||
        !resource.type.startsWith('AWS::') ||
        resource.type === 'AWS::::Account'
      ) {
        return [];
      }
      const detail = this.#details.get(keyOf(resource));
      if (detail?.tags['aws:cloudformation:logical-id'] !== undefined) return [];
      const physicalId = physicalIdOf(detail ?? resource);
      return this.isExplained(account, physicalId) ? [] : [{ region: resource.region, physicalId }];
    });
  }

  isExplained(account: string, physicalId: string): boolean {
    return this.#physicalIds.has(`${account} ${physicalId}`);
  }
}

function keyOf({ account, type, id }: { account: string; type: string; id: string }): string {
  return `${account} ${type} ${id}`;
}
