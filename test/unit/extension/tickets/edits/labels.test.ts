import { expect, it } from 'vitest';
import type { TicketView } from '#protocol/tickets.ts';
import { standsSentence } from '../../../../../extension/tickets/edits/labels.ts';

const ticket: TicketView = {
  ...{ key: 'PAY-20', url: 'https://acme.atlassian.net/browse/PAY-20', summary: 'A bucket' },
  ...{ status: 'To Do', state: 'todo', due: '2026-10-05' },
};

it('says after an undo what the action had edited, not the status, which it never changed', () => {
  const { due: _due, ...withoutDue } = ticket;
  expect(standsSentence(ticket, 'review')).toBe('PAY-20 is now "To Do".');
  expect(standsSentence(ticket, undefined)).toBe('PAY-20 is now "To Do".');
  expect(standsSentence(ticket, 'due')).toBe('PAY-20 is due on 2026-10-05.');
  expect(standsSentence(withoutDue, 'due')).toBe('PAY-20 has no due date.');
  expect(standsSentence(ticket, 'assign')).toBe('PAY-20 is not assigned.');
});
