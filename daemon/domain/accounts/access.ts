/** How to reach AWS. The SDK's standard chain finds the values that are absent. */
export interface AwsAccess {
  /** A profile of the AWS configuration files. */
  readonly profile?: string;
  readonly region?: string;
  /** A URL on loopback or with https. */
  readonly endpoint?: string;
}

/** How to reach one account of a team that lists its accounts. */
export interface AccountAccess {
  /** 12 digits. */
  readonly id: string;
  readonly name?: string;
  /** A profile of the AWS configuration files. */
  readonly profile?: string;
  /** ARN of a role to assume with the base credentials. */
  readonly role?: string;
  /** Regions to read in this account. Absent: the team's. */
  readonly regions?: readonly string[];
}
