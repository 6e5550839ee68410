import type { AccountAccess } from './access.ts';

/** An account of a team, with the name that AWS Organizations or the configuration gives it. */
export interface TeamAccount {
  /** 12 digits. */
  readonly id: string;
  readonly name?: string;
}

/** A team as the configuration describes it. */
export interface TeamSettings {
  /** OU name or OU id (`ou-…`); any name if `accounts` are listed. */
  readonly team: string;
  /** Each account is read with its own credentials. Absent: all are read through the organization's aggregator. */
  readonly accounts?: readonly AccountAccess[];
  /**
   * Regions to read. Absent: those that each listed account has enabled; through the organization, those that the
   * aggregator collects.
   */
  readonly regions?: readonly string[];
  /** Name of the Config aggregator. Absent: the aggregator that covers the most accounts and regions. */
  readonly aggregator?: string;
}
