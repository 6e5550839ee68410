import type { AccountRegion } from '../../accounts/account-region.ts';
import type { Finding } from '../../findings/finding.ts';

/** One logical resource of a stack. */
export interface StackMember {
  readonly logicalId: string;
  /** As the stack lists it. If only tags name it, all types that create what Config reports. */
  readonly types: readonly string[];
  /** As the stack lists it. */
  readonly physicalId?: string;
}

/** A deployed stack, with everything that is known about it. */
export interface Stack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Its ARN, if known. */
  readonly id?: string;
  /** Its resources: as its list and the tags of findings name them. */
  readonly members: readonly StackMember[];
  /** Whether its list was read: then it has no other resources. */
  readonly isListed: boolean;
  /** The stack that contains this one as a nested stack, if a list says so. */
  readonly parent?: { readonly stackId: string; readonly logicalId: string };
}

/** A stack contains the finding's resource under this logical id; `by` says how that is known. */
export interface Membership {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly by: 'tags' | 'stack-list' | 'generated-name';
}

/** The stacks of a team. */
export interface Stacks {
  /** Returns the stack that the tags of the resource name. */
  byTags(finding: Finding): Membership | undefined;
  /** Returns the stack whose list contains the resource; `undefined` if several do. */
  byPhysicalId(finding: Finding): Membership | undefined;
  byId(stackId: string): Stack | undefined;
  byName(name: string, accountRegion: AccountRegion): Stack | undefined;
  all(): Iterable<Stack>;
}
