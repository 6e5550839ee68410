import type { AccountRegion } from '../../../domain/accounts/account-region.ts';

/** When a stack changed last, which says whether its template is still the one that was read. */
export interface StackState {
  readonly stackId: string;
  /** ISO 8601: its last update, or its creation. */
  readonly updated: string;
  /** What runs now may yet be rolled back, without another date: its template is not the last word. */
  readonly changing: boolean;
  /** The stack that holds this one as a resource. */
  readonly parentId?: string;
}

/** Undefined where AWS gives no date. Config writes dates as text or as epoch milliseconds, CloudFormation as `Date`. */
export function stateFrom(
  stackId: string,
  at: Date | string | number | null | undefined,
  status: string | null | undefined,
  parentId?: string,
): StackState | undefined {
  if (at === undefined || at === null) return undefined;
  const date = new Date(at);
  return {
    stackId,
    updated: Number.isNaN(date.getTime()) ? String(at) : date.toISOString(),
    changing: status?.endsWith('IN_PROGRESS') ?? false,
    ...(parentId && { parentId }),
  };
}

/** `arn:aws:cloudformation:<region>:<account>:stack/<name>/<id>` */
export function placeOfStack(stackId: string): AccountRegion | undefined {
  const [, , service, region, account] = stackId.split(':');
  return service === 'cloudformation' && region && account ? { account, region } : undefined;
}

export function stackNameOf(stackId: string): string {
  return stackId.split('/')[1] ?? stackId;
}
