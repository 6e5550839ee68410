import type { StackState } from '../../../domain/stacks/stack-state.ts';

/**
 * Returns the state of a stack; `undefined` if AWS gives no date.
 * @param at AWS Config writes dates as text or as milliseconds since 1970. CloudFormation's SDK uses `Date`.
 */
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
    isChanging: status?.endsWith('IN_PROGRESS') ?? false,
    ...(parentId && { parentId }),
  };
}
