import type { AwsView } from '#protocol/given-review.ts';
import type { AwsAnswer } from '../../domain/tickets/aws-answer.ts';

/** Returns AWS's answer without its age, so that it differs only if the answer does. */
export function awsView({ state, resolvedAt, isUnread }: AwsAnswer): AwsView {
  return {
    state,
    ...(resolvedAt !== undefined && { resolvedAt }),
    ...(isUnread && { unread: true as const }),
  };
}
