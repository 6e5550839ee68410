import type { TicketRecord, TicketStatus, TicketTransition } from '../../daemon/domain/tickets/ticket.ts';
import type { MoveField } from '../../daemon/protocol/move-fields.ts';

export const statuses = {
  toDo: { id: '1', name: 'To Do', category: 'new' },
  inReview: { id: '2', name: 'In Review', category: 'indeterminate' },
  done: { id: '3', name: 'Done', category: 'done' },
} as const satisfies Record<string, TicketStatus>;

export function buildTicket(changes: Partial<TicketRecord> = {}): TicketRecord {
  return {
    key: 'APP-1',
    summary: 'S3 bucket is public',
    description: '',
    status: statuses.toDo,
    labels: ['guardrail'],
    updated: '2026-11-20T00:00:00.000Z',
    ...changes,
  };
}

/** Returns a field that Jira requires. */
export function requiredField(name: string, changes: Partial<MoveField> = {}): MoveField {
  return { id: `customfield_${name.length}`, name, required: true, control: 'text', ...changes };
}

export function buildTransition(changes: Partial<TicketTransition> = {}): TicketTransition {
  return { id: '11', name: 'Ask for review', to: statuses.inReview, fields: [], ...changes };
}
