import type { WorkflowName } from './workflows.ts';

/** The size of a world, in whole numbers, and the workflow of its projects. */
export interface WorldOptions {
  /** The same seed (and `now`) gives the same world. Default 1. */
  readonly seed?: number;
  /** Default 300. */
  readonly accounts?: number;
  /** Default 67; at most one for each account. */
  readonly teams?: number;
  /** Default 17; at most 28. */
  readonly regions?: number;
  /** Default 4,500: failing and fixed ones, each with a ticket. */
  readonly findings?: number;
  /** The workflow of every project. Default `simple`. */
  readonly workflow?: WorkflowName;
  /** Findings and tickets of the sample team disagree, in each way that a first reading can find. Default: none does. */
  readonly divergences?: boolean;
  /**
   * A resource of the sample team and some tickets have text that a careless program would run or render: tests ask for it. Default:
   * none has.
   */
  readonly hostile?: boolean;
  /** Every date is relative to it. Default: now. */
  readonly now?: Date;
}

/**
 * The number of findings of each kind. A finding has one kind. Public databases and publicly writable buckets are open, and
 * no other finding is about their rules.
 */
export interface Quotas {
  publicDatabases: number;
  writableBuckets: number;
  /** Other findings of Config with an open ticket. */
  open: number;
  /** GuardDuty's findings with an open ticket. */
  openThreats: number;
  /** The ticket is done because the setting is intended. The finding still fails. */
  intended: number;
  /** The ticket is done and the resource complies. */
  resolved: number;
  /** The ticket is done and GuardDuty's finding is archived. */
  resolvedThreats: number;
  /** Not a kind: how many of the open tickets are in review. */
  review: number;
}

/** Returns quotas in these proportions: of 4,500 findings, 3,000 were fixed, 200 are intended and 1,300 are open. */
export function quotasOf(findings: number): Quotas {
  const share = (of4500: number) => Math.round((of4500 * findings) / 4500);
  const fixed = share(3000);
  const done = share(3200);
  const [publicDatabases, writableBuckets] = [share(20), share(6)];
  const [openThreats, resolvedThreats] = [share(150), share(300)];
  return {
    publicDatabases,
    writableBuckets,
    open: findings - done - openThreats - publicDatabases - writableBuckets,
    openThreats,
    intended: done - fixed,
    resolved: fixed - resolvedThreats,
    resolvedThreats,
    review: Math.round((findings - done) * 0.15),
  };
}
