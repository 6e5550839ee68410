/** An account in a region: the smallest part of AWS that is read, and reported as read, on its own. */
export interface AccountRegion {
  /** 12 digits. */
  readonly account: string;
  /** `eu-west-1`; `global` for resources that exist once per account. */
  readonly region: string;
}

/** Returns a key for maps and sets: `111111111111 eu-west-1`. */
export function keyOfAccountRegion({ account, region }: AccountRegion): string {
  return `${account} ${region}`;
}
