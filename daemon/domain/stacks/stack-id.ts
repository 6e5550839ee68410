import type { AccountRegion } from '../accounts/account-region.ts';

/** Returns the account and region in a stack's ARN: `arn:aws:cloudformation:<region>:<account>:stack/<name>/<id>`. */
export function accountRegionOfStack(stackId: string): AccountRegion | undefined {
  const [, , service, region, account] = stackId.split(':');
  return service === 'cloudformation' && region && account ? { account, region } : undefined;
}

/** Returns the stack's name from its ARN. Returns an id that is not an ARN unchanged. */
export function stackNameOf(stackId: string): string {
  return stackId.split('/')[1] ?? stackId;
}
