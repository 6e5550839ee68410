import { expect, it } from 'vitest';
import { ticketGroupOf } from '#protocol/ticket-list.ts';
import type { TicketView } from '#protocol/tickets.ts';

const ticket = (changes: Partial<TicketView> = {}): TicketView => ({
  ...{ key: 'PAY-1', url: '', summary: 's', status: 'To Do', state: 'todo' },
  ...changes,
});
const twice = { code: 'duplicate', text: '', next: '', tickets: ['PAY-1', 'PAY-2'], used: 'PAY-1' } as const;
const orphan = { code: 'without-finding', text: '', next: '' } as const;

it.each([
  ['agrees', ticket(), 'todo'],
  ['stands for its finding although there are others', ticket({ divergences: [twice] }), 'todo'],
  ['is one of the others', ticket({ key: 'PAY-2', divergences: [twice] }), 'duplicate'],
  ['has no finding', ticket({ divergences: [orphan] }), 'without-finding'],
  ['has no finding, in review', ticket({ state: 'review', divergences: [orphan] }), 'without-finding'],
  ['may have a finding', ticket({ findingUnknown: true }), 'todo'],
  ['is resolved and open', ticket({ divergences: [{ code: 'resolved-open', text: '', next: '' }] }), 'todo'],
])('a ticket that %s is in the group %s', (_name, given, group) => {
  expect(ticketGroupOf(given)).toBe(group);
});
