import type { DeclaredAt, Verdict } from '#protocol/links.ts';
import type { Finding } from '../../findings/finding.ts';

/** Identifies a resource, independently of the rule that fails on it. `region` is `global` if a finding's is. */
export interface ResourceIdentity {
  readonly account: string;
  readonly region: string;
  /** AWS Config's type. */
  readonly type: string;
  readonly id: string;
}

/** The user's verdict on a place: it declares this resource, or it does not. */
export interface LinkChoice extends ResourceIdentity, DeclaredAt {
  readonly verdict: Verdict;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Returns the identity of a finding's resource. */
export function identityOf({ account, region, resource }: Finding): ResourceIdentity {
  return { account, region, type: resource.type, id: resource.id };
}
