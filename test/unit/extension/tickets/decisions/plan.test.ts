import { expect, it } from 'vitest';
import type { PendingReview } from '#protocol/pending-review.ts';
import type { TicketView } from '#protocol/tickets.ts';
import {
  decidableSubjects,
  editableSubjects,
  maxTickets,
  planOf,
} from '../../../../../extension/tickets/decisions/plan.ts';
import { findingView } from '../../../../support/finding-view.ts';

const ticket = (key: string, changes: Partial<TicketView> = {}): TicketView => ({
  key,
  url: `https://jira.example.com/browse/${key}`,
  summary: `Fix ${key}`,
  status: 'In Review',
  state: 'review',
  ...changes,
});
const known = (...tickets: TicketView[]) => ({
  tickets: new Map(tickets.map((each) => [each.key, each])),
  findings: new Map(),
});
const row = (key: string) => ({ ticket: { key } });
const pending = (kind: PendingReview['kind'], state: PendingReview['state']): PendingReview => ({
  ...({ id: 'a1', kind, state, reason: 'x', createdAt: '2026-11-28T00:00:00.000Z' } as const),
});
const keysOf = (subjects: readonly { ticket: { key: string } }[]) => subjects.map((each) => each.ticket.key);

it('approves the tickets in review once each, and says why each other row is left out', () => {
  const model = known(
    ticket('A-1'),
    ticket('A-2', { state: 'done', status: 'Done' }),
    ticket('A-3', { pending: pending('approve', 'waiting') }),
    ticket('A-4', { pending: pending('approve', 'conflict') }),
  );
  const rows = [row('A-1'), row('A-2'), row('A-1'), row('A-3'), row('A-4'), row('GONE-1'), { state: 'todo' }];
  const plan = planOf('approve', rows, model);
  expect(keysOf(plan.going)).toEqual(['A-1', 'A-4']);
  expect(plan.left).toMatchObject([
    { name: 'A-2', why: 'state', status: 'Done' },
    { name: 'A-3', why: 'waiting' },
    { name: 'GONE-1', why: 'unknown' },
  ]);
});

it('reviews what waits for the developer; a ticket with a refused decision is the reviewer’s', () => {
  const model = known(
    ticket('A-1', { state: 'todo' }),
    ticket('A-2', { pending: pending('review', 'conflict') }),
    ticket('A-3', { pending: pending('send-back', 'conflict') }),
  );
  const plan = planOf('review', [row('A-1'), row('A-2'), row('A-3')], model);
  expect(keysOf(plan.going)).toEqual(['A-1', 'A-2']);
  expect(plan.left).toMatchObject([{ name: 'A-3', why: 'state' }]);
});

it('takes rows of findings, and names a finding without a ticket', () => {
  const finding = findingView({ key: 'f', title: 'Bucket is public' });
  const plan = planOf('approve', [{ finding }], { ...known(), findings: new Map([['f', finding]]) });
  expect(plan).toEqual({ going: [], left: [{ name: 'Bucket is public', why: 'no-ticket' }] });
});

it('offers tickets for an edit as they ask for attention: open ones first, by due date, then by number', () => {
  const model = known(
    ticket('A-1', { state: 'done' }),
    ticket('A-10', { state: 'todo' }),
    ticket('A-9', { state: 'todo' }),
    ticket('A-2', { due: '2026-01-01' }),
    ticket('A-3', { state: 'todo', due: '2026-12-01' }),
  );
  expect(keysOf(editableSubjects(model))).toEqual(['A-3', 'A-9', 'A-10', 'A-2', 'A-1']);
});

it('is for a bounded number of tickets', () => {
  const many = Array.from({ length: maxTickets + 2 }, (_, index) => ticket(`A-${index}`));
  const plan = planOf(
    'approve',
    many.map(({ key }) => row(key)),
    known(...many),
  );
  expect(plan.going).toHaveLength(maxTickets);
  expect(plan.left.map(({ why }) => why)).toEqual(['too-many', 'too-many']);
});

it('lists the tickets in review, those that are due first', () => {
  const model = known(
    ticket('A-10'),
    ticket('A-9'),
    ticket('A-2', { due: '2026-12-01' }),
    ticket('A-1', { state: 'todo' }),
  );
  expect(keysOf(decidableSubjects(model))).toEqual(['A-2', 'A-9', 'A-10']);
});
