import type { Source } from '#protocol/findings.ts';
import type { Text } from '../../base/text.ts';
import type { Observation } from './finding.ts';

export interface TeamAccount {
  readonly id: string;
  readonly name?: string;
}

/** What Config knows of a resource beyond its id. `tags` includes CloudFormation's. */
export interface ResourceDetail {
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly id: string;
  readonly name?: string;
  readonly arn?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** One logical resource of a deployed stack. A nested stack is one of its parent's: `physicalId` is its ARN. */
export interface StackResource {
  readonly account: string;
  readonly region: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
}

/** The template that a stack was deployed from, as CloudFormation keeps it. */
export interface StackTemplate {
  readonly account: string;
  readonly region: string;
  readonly stackId: string;
  /** ISO 8601: the stack's last update, or its creation. */
  readonly updated: string;
  /** `deployedHash` of its text; absent where the stack is gone. */
  readonly hash?: string;
}

/** How reading one account × region × source ended. Without members: all of it was read. */
export interface Outcome {
  /** Why it was not read, or not all of it. */
  readonly problem?: Text;
  /** What limits the reading; where nothing was read (`unread`), why that is not a failure. */
  readonly note?: Text;
  /**
   * Nothing was read, and there is nothing to fix. `off`: the source says itself that it is not in use. `shut`: AWS
   * does not let anything be read there; where that is true of a source everywhere in an account, it is a problem.
   */
  readonly unread?: 'off' | 'shut';
  /** That problem. */
  readonly otherwise?: Text;
}

/**
 * What reading a team's AWS says, in the order it is learned; each is one transaction of the store.
 * `covered` closes one account × region × source: what was not observed there by then no longer fails.
 * A failure of one never hides the others: it is a `covered` with a problem (in the region `global` where it is
 * not even known which regions to read).
 */
export type Reading =
  | { readonly kind: 'accounts'; readonly accounts: readonly TeamAccount[] }
  | { readonly kind: 'observed'; readonly observations: readonly Observation[] }
  | { readonly kind: 'rules'; readonly identifiers: ReadonlyMap<string, string | undefined> }
  | { readonly kind: 'resources'; readonly resources: readonly ResourceDetail[] }
  | { readonly kind: 'stacks'; readonly resources: readonly StackResource[] }
  | { readonly kind: 'templates'; readonly templates: readonly StackTemplate[] }
  | ({
      readonly kind: 'covered';
      readonly account: string;
      readonly region: string;
      readonly source: Source | 'stacks';
    } & Outcome)
  | { readonly kind: 'note'; readonly text: Text };

/** What a team is, from the configuration. */
export interface TeamSettings {
  /** OU name, OU id (`ou-…`) or any name where `accounts` are listed. */
  readonly team: string;
  /** The developer's way in: each account by its own credentials. Absent: the organization's way. */
  readonly accounts?: readonly AccountAccess[];
  /** Regions to read (the developer's way; default: the SDK's region). The aggregator tells its own. */
  readonly regions?: readonly string[];
  /** Config aggregator's name; default: the one that covers most. */
  readonly aggregator?: string;
}

export interface AccountAccess {
  readonly id: string;
  readonly name?: string;
  /** A profile of the AWS configuration files. */
  readonly profile?: string;
  /** A role to assume with the base credentials. */
  readonly role?: string;
  readonly regions?: readonly string[];
}

/** How to reach AWS; what is absent is found by the SDK's standard chain. */
export interface AwsAccess {
  readonly profile?: string;
  readonly region?: string;
  /** Loopback or https only. */
  readonly endpoint?: string;
}
