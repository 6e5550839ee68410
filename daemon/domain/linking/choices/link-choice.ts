import type { DeclaredAt, Verdict } from '#protocol/links.ts';
import type { Finding } from '../../findings/finding.ts';

/** What a resource is known by, whichever rule fails on it. `region` is `global` where a finding's is. */
export interface ResourceIdentity {
  readonly account: string;
  readonly region: string;
  /** As its source names it: AWS Config's type and id. */
  readonly type: string;
  readonly id: string;
}

/** What a person said of a place: it declares this resource, or it does not. */
export interface LinkChoice extends ResourceIdentity, DeclaredAt {
  readonly verdict: Verdict;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export function identityOf({ account, region, resource }: Finding): ResourceIdentity {
  return { account, region, type: resource.type, id: resource.id };
}
