import type { SettingSource } from './account.ts';
import { request, returns } from './message.ts';
import { list, nothing, number, object, optional, text, union } from './schema.ts';

/** A value in use, with the source that decides it. */
export interface ValueInUse {
  readonly value: string;
  readonly source: SettingSource;
}

/** The values in use for the team and for AWS; absent if not given. */
export interface AwsInUse {
  readonly team?: ValueInUse;
  readonly profile?: ValueInUse;
  readonly region?: ValueInUse;
  /** The accounts that the configuration file lists; absent if the team is an organizational unit. */
  readonly accounts?: number;
}

/** An AWS profile of this machine. */
export interface AwsProfile {
  readonly name: string;
  /** The account that the AWS files give for it: 12 digits. Absent: only AWS knows. */
  readonly account?: string;
}

/** An organizational unit that can be the team. */
export interface TeamUnit {
  /** `ou-…`. */
  readonly id: string;
  /** On one line. */
  readonly name: string;
  /** The names of the units above it, the highest first. */
  readonly above: readonly string[];
  /** Open accounts in it and in the units below it; absent if they were not counted in time. */
  readonly accounts?: number;
}

export interface TeamUnits {
  /** In the order of their tree. */
  readonly units: readonly TeamUnit[];
  /** The organization has units that are not listed. */
  readonly more: boolean;
}

export interface AwsRegion {
  readonly region: string;
  /** The place that AWS names it after, in the session's language: `Ireland`; absent if it is not known here. */
  readonly place?: string;
  /** The Config aggregator that the credentials can see there, and that covers the most; absent without one. */
  readonly aggregator?: string;
}

export interface AwsRegions {
  /** Sorted. */
  readonly regions: readonly AwsRegion[];
  /** Why these are the known regions, not those that the account has enabled; in the session's language. */
  readonly unknown?: string;
}

/** To show which values are used, and which source decides them. */
export const getAwsInUse = request({
  method: 'guardrail/aws/inUse',
  sender: 'window',
  params: nothing,
  result: returns<AwsInUse>(),
});

/** The AWS profiles of this machine, sorted by name; empty without configuration files of AWS. */
export const listProfiles = request({
  method: 'guardrail/aws/profiles',
  sender: 'window',
  params: nothing,
  result: returns<{ readonly profiles: readonly AwsProfile[] }>(),
});

/** The organizational units that the credentials in use can see. It reports LSP work-done progress and can be cancelled. */
export const listTeams = request({
  method: 'guardrail/aws/teams',
  sender: 'window',
  params: object({ workDoneToken: optional(union(text(), number)) }),
  result: returns<TeamUnits>(),
});

/** The regions that the account of the credentials in use has enabled; if they cannot be listed, the known ones. */
export const listRegions = request({
  method: 'guardrail/aws/regions',
  sender: 'window',
  params: nothing,
  result: returns<AwsRegions>(),
});

/** The account of a profile, or why it is not known, in the session's language. */
export interface ProfileAccount {
  readonly profile: string;
  /** 12 digits. */
  readonly account?: string;
  readonly problem?: string;
}

const profileName = text({ minCharacters: 1, maxCharacters: 500 });

/** Profiles of one request. */
export const maxProfiles = 100;

/** Asks AWS which accounts these profiles are for, in their order; at most 100. */
export const readProfileAccounts = request({
  method: 'guardrail/aws/profileAccounts',
  sender: 'window',
  params: object({ profiles: list(profileName) }),
  result: returns<{ readonly accounts: readonly ProfileAccount[] }>(),
});
