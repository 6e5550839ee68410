import { type AwsAnswerView, type AwsView, readReviewCase } from '#protocol/given-review.ts';
import { printable, printableLine, printableText } from '../../base/printable.ts';
import { problem } from '../../domain/problems/problem.ts';
import type { AwsAnswer } from '../../domain/tickets/aws-answer.ts';
import type { GivenReview, ReviewExchange, SentBack } from '../../domain/tickets/given-review.ts';
import { stateOf } from '../../domain/tickets/state.ts';
import type { TicketRecord } from '../../domain/tickets/ticket.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';
import { awsView } from '../views/aws-answer.ts';

export interface ReviewCaseInput {
  readonly givenReviews: {
    read(ticket: TicketRecord & { readonly isInReview: boolean }): Promise<ReviewExchange>;
  };
  readonly view: Pick<SessionView, 'snapshot' | 'viewer'>;
  /** Returns AWS's answer about a ticket in review, with its age. */
  readonly awsOf: (ticket: string) => AwsAnswer | undefined;
}

/**
 * Handles the question what a ticket in review needs to be decided, the developer's review and AWS's answer; and of a ticket at
 * To Do, why it was sent back.
 */
export function answerReviewCase(dispatch: Dispatch, { givenReviews, view, awsOf }: ReviewCaseInput): void {
  dispatch.request(readReviewCase, async ({ ticket }) => {
    const record = view.snapshot().tickets.find(({ key }) => key === ticket);
    if (!record) throw problem('ticket-not-read', { ticket });
    const state = stateOf(record.status, view.viewer().statuses);
    const { review, sentBack } = await givenReviews.read({ ...record, isInReview: state === 'review' });
    const aws = awsOf(ticket);
    return {
      ...(review && { review: shown(review) }),
      ...(sentBack && state === 'todo' && { sentBack: answerShown(sentBack) }),
      ...(aws && { aws: withAge(aws) }),
    };
  });
}

/** Anyone who may comment on the ticket can have written it. */
function shown({ reason, evidence, patch, by, team, ...review }: GivenReview): GivenReview {
  return {
    ...review,
    reason: printableText(reason),
    evidence: evidence.map(printable),
    ...(patch && { patch: patch.map(printableLine) }),
    ...(by !== undefined && { by: printable(by) }),
    ...(team !== undefined && { team: printable(team) }),
  };
}

function answerShown({ reason, at, by }: SentBack): SentBack {
  return { reason: printableText(reason), at, ...(by !== undefined && { by: printable(by) }) };
}

function withAge(aws: AwsAnswer): AwsAnswerView {
  const view: AwsView = awsView(aws);
  return { ...view, ...(aws.readAt !== undefined && { readAt: aws.readAt }) };
}
