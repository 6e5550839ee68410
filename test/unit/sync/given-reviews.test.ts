import { expect, it } from 'vitest';
import type { TicketComment } from '../../../daemon/domain/tickets/ticket.ts';
import { writeActionComment } from '../../../daemon/server/texts/action-comment.ts';
import { createGivenReviews } from '../../../daemon/sync/given-reviews.ts';

const at = '2026-11-28T09:00:00.000Z';
const ticket = { key: 'APP-1', updated: at, isInReview: true };
const comment: TicketComment = { text: 'Reviewed with Guardrail: fixed\nClosed.', at };

function setUp(answer: () => Promise<readonly TicketComment[]>) {
  const calls: string[] = [];
  const jira = {
    readLatestComments(key: string) {
      calls.push(key);
      return answer();
    },
  };
  let scope = 'https://a.example.com';
  const reviews = createGivenReviews({ scope: () => scope, source: () => jira, write: writeActionComment });
  return { calls, reviews, moveTo: (site: string) => (scope = site) };
}

it('reads the comments of a ticket once, until the ticket changes or another site is used', async () => {
  const { calls, reviews, moveTo } = setUp(async () => [comment]);
  const [first, second] = await Promise.all([reviews.read(ticket), reviews.read(ticket)]);
  expect(first).toEqual({ review: { outcome: 'fixed', reason: 'Closed.', evidence: [], at } });
  expect(second).toEqual(first);
  await reviews.read(ticket);
  expect(calls).toHaveLength(1);
  await reviews.read({ ...ticket, updated: '2026-11-28T10:00:00.000Z' });
  expect(calls).toHaveLength(2);
  moveTo('https://b.example.com');
  await reviews.read({ ...ticket, updated: '2026-11-28T10:00:00.000Z' });
  expect(calls).toHaveLength(3);
});

it('asks again after a failure, and if there was no review', async () => {
  const answers: (() => Promise<readonly TicketComment[]>)[] = [
    () => Promise.reject(new Error('unreachable')),
    async () => [],
    async () => [comment],
  ];
  const { reviews } = setUp(() => (answers.shift() ?? (async () => []))());
  await expect(reviews.read(ticket)).rejects.toThrow('unreachable');
  expect(await reviews.read(ticket)).toEqual({});
  expect(await reviews.read(ticket)).toMatchObject({ review: { outcome: 'fixed' } });
});

it('keeps the answer that sent a ticket back, but not while the ticket waits for another one', async () => {
  const answer = { text: 'Sent back with Guardrail\nStill open.', at, by: 'Rina' };
  const { calls, reviews } = setUp(async () => [answer, comment]);
  const back = { ...ticket, isInReview: false };
  expect(await reviews.read(back)).toEqual({ sentBack: { reason: 'Still open.', at, by: 'Rina' } });
  await reviews.read(back);
  expect(calls).toHaveLength(1);
  await reviews.read(ticket);
  await reviews.read(ticket);
  expect(calls).toHaveLength(2);
});
