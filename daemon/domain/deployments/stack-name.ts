/** Returns whether a text is a valid stack name of CloudFormation. */
export function isStackName(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(text);
}

/**
 * Returns whether a text is a stack name in which `*` stands for any text. A pattern that fits all stacks
 * does not count.
 */
export function isStackPattern(text: string): boolean {
  return /^[A-Za-z0-9*-]{1,256}$/.test(text) && /[A-Za-z0-9]{2}/.test(text);
}

export function isAccount(text: string): boolean {
  return /^\d{12}$/.test(text);
}

/** Returns whether a text is a region: `eu-west-1`, `us-gov-east-1`, `us-isob-east-1`. */
export function isRegion(text: string): boolean {
  return /^[a-z]{2,}(-[a-z]+){1,3}-\d{1,2}$/.test(text);
}

/** Returns the account and the region of a stack, each only if it is valid. */
export function accountRegionOf(account: string | undefined, region: string | undefined) {
  return {
    ...(account !== undefined && isAccount(account) && { account }),
    ...(region !== undefined && isRegion(region) && { region }),
  };
}
