/** A stack's name, as CloudFormation takes it. */
export function isStackName(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(text);
}

/** A stack's name in which `*` stands for any text, and which is still about some stacks and not about all. */
export function isStackPattern(text: string): boolean {
  return /^[A-Za-z0-9*-]{1,256}$/.test(text) && /[A-Za-z0-9]{2}/.test(text);
}

export function isAccount(text: string): boolean {
  return /^\d{12}$/.test(text);
}

/** `eu-west-1`, `us-gov-east-1`, `us-isob-east-1`. */
export function isRegion(text: string): boolean {
  return /^[a-z]{2,}(-[a-z]+){1,3}-\d{1,2}$/.test(text);
}

/** Where a stack is, as far as it is said in a form that AWS knows. */
export function placeOf(account: string | undefined, region: string | undefined) {
  return {
    ...(account !== undefined && isAccount(account) && { account }),
    ...(region !== undefined && isRegion(region) && { region }),
  };
}
