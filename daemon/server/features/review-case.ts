import { type AwsAnswerView, type AwsView, readReviewCase } from '#protocol/given-review.ts';
import { printable, printableText } from '../../base/printable.ts';
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
    return { ...(review && { review: shown(review) }), ...(aws && { aws: withAge(aws) }) };
  });
}

/** Anyone who may comment on the ticket can have written it. */
function shown({ reason, evidence, by, team, ...review }: GivenReview): GivenReview {
  return {
    ...review,
    reason: printableText(reason),
    evidence: evidence.map(printable),
    ...(by !== undefined && { by: printable(by) }),
    ...(team !== undefined && { team: printable(team) }),
  };
}

function withAge(aws: AwsAnswer): AwsAnswerView {
  const view: AwsView = awsView(aws);
  return { ...view, ...(aws.readAt !== undefined && { readAt: aws.readAt }) };
}
