import { type AwsAnswerView, type AwsView, readReviewCase } from '#protocol/given-review.ts';
import { problem } from '../../domain/problems/problem.ts';
import type { AwsAnswer } from '../../domain/tickets/aws-answer.ts';
import type { GivenReview } from '../../domain/tickets/given-review.ts';
import type { TicketRecord } from '../../domain/tickets/ticket.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';
import { awsView } from '../views/aws-answer.ts';

export interface ReviewCaseInput {
  readonly givenReviews: {
    read(ticket: TicketRecord): Promise<GivenReview | undefined>;
  };
  readonly view: Pick<SessionView, 'snapshot'>;
}

/** Handles the question what a ticket in review needs to be decided: the developer's review, and AWS's answer. */
export function answerReviewCase(dispatch: Dispatch, { givenReviews, view }: ReviewCaseInput): void {
  dispatch.request(readReviewCase, async ({ ticket }) => {
    const record = view.snapshot().tickets.find(({ key }) => key === ticket);
    if (!record) throw problem('ticket-not-read', { ticket });
    const review = await givenReviews.read(record);
    const aws = view.snapshot().awsOf.get(ticket);
    return { ...(review && { review }), ...(aws && { aws: withAge(aws) }) };
  });
}

function withAge(aws: AwsAnswer): AwsAnswerView {
  const view: AwsView = awsView(aws);
  return { ...view, ...(aws.readAt !== undefined && { readAt: aws.readAt }) };
}
