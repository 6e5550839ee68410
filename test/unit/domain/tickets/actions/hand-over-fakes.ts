import {
  Problem,
  type ProblemCode,
  type ProblemDetails,
} from '../../../../../daemon/domain/problems/problem.ts';
import { createActionQueue } from '../../../../../daemon/domain/tickets/actions/action-queue.ts';
import type { QueuedAction, SentMove } from '../../../../../daemon/domain/tickets/actions/outbox.ts';
import { writeActionComment } from '../../../../../daemon/server/texts/action-comment.ts';
import { buildTicket, statuses } from '../../../../support/ticket-builder.ts';
import { memoryJira, memoryOutbox, type Step } from './action-fakes.ts';

/** Never aborted. */
export const { signal } = new AbortController();
/** A submitted review, as the client sends it. */
export const params = {
  kind: 'review',
  ticket: 'APP-1',
  outcome: 'fixed',
  reason: 'Closed the bucket.',
} as const;
/** The same review, as the outbox keeps it. */
export const review = { ...params, id: 'r1', createdAt: '2026-11-22T00:00:00.000Z' };
/** Returns a problem of Jira with these facts and details. */
export const problem = (
  code: ProblemCode,
  { facts = {}, ...details }: ProblemDetails & { facts?: object } = {},
) => new Problem(code, facts, details);
/** Returns the code of a Problem; other errors as text. */
export const codeOf = (error: unknown) => (error instanceof Problem ? error.code : String(error));

/** The ticket's state before the move was sent. */
export const sent: SentMove = {
  from: { statusId: statuses.toDo.id, updated: buildTicket().updated },
  to: { statusId: statuses.inReview.id, name: 'In Review' },
};

/** Returns a review flow on an outbox and a Jira in memory; `failAt` and `heal` break and repair the connection. */
export function setUp(jira = memoryJira(buildTicket())) {
  const outbox = memoryOutbox();
  const reviews = createActionQueue({
    outbox,
    source: () => jira.source,
    writeComment: writeActionComment,
    names: () => ({}),
    keeper: () => () => {},
  });
  const failAt = (step: Step, error: Error) => {
    jira.hooks.before = async (now) => {
      if (now === step) throw error;
    };
  };
  const heal = () => {
    jira.hooks.before = async () => {};
    jira.hooks.after = async () => {};
  };
  const kept = (): QueuedAction | undefined => outbox.list()[0];
  return { jira, outbox, reviews, failAt, heal, kept };
}
