import type { FindingView } from '#protocol/findings.ts';
import type { TicketOfFinding, TicketView } from '#protocol/tickets.ts';
import type { Known } from '../daemon/model.ts';
import { subjectKeys } from '../daemon/subject-keys.ts';

/** The ticket of a row, from either tree. */
export type CopiedTicket = Pick<TicketOfFinding, 'key' | 'url' | 'status' | 'state'> &
  Partial<Pick<TicketView, 'summary' | 'due' | 'assignee' | 'priority'>>;

/** The subject of a row: it has a finding, a ticket, or both. */
export interface CopiedRow {
  readonly finding?: FindingView | undefined;
  readonly ticket?: CopiedTicket | undefined;
}

/** Returns what the rows of both trees are about, each finding and ticket once. Leaves out groups and other rows. */
export function copiedRows(rows: readonly unknown[], { findings, tickets }: Known): CopiedRow[] {
  const named = new Map<string, CopiedRow>();
  for (const row of rows) {
    const keys = subjectKeys([row]);
    for (const key of keys.findings) {
      const finding = findings.get(key);
      if (finding) named.set(key, { finding, ticket: finding.ticket });
    }
    for (const key of keys.tickets) {
      const ticket = tickets.get(key);
      if (ticket) named.set(key, { finding: findings.get(ticket.finding ?? ''), ticket });
    }
  }
  return [...named.values()];
}
