import type { Outcome } from '#protocol/tickets.ts';
import type { Text } from '../base/text.ts';
import type { QueuedReview, ReviewOutbox } from '../tickets/review.ts';
import type { Database } from './database.ts';

interface Row {
  id: string;
  ticket: string;
  outcome: Outcome;
  reason: string;
  created_at: string;
  state: 'waiting' | 'conflict';
  note: string | null;
}

/**
 * Reviews that Jira has not confirmed yet. `scope` is the site and project they belong to: a review never
 * reaches a site it was not written for.
 */
export function outboxTable(database: Database) {
  const add = database.prepare(`
    INSERT OR REPLACE INTO outbox (id, scope, ticket, outcome, reason, created_at) VALUES (?, ?, ?, ?, ?, ?)`);
  const list = database.prepare('SELECT * FROM outbox WHERE scope = ? ORDER BY created_at, id');
  const settle = database.prepare('DELETE FROM outbox WHERE id = ?');
  const mark = database.prepare('UPDATE outbox SET state = ?, note = ? WHERE id = ?');
  const withdraw = database.prepare('DELETE FROM outbox WHERE scope = ? AND ticket = ?');

  return {
    of(scope: string): ReviewOutbox {
      return {
        add: ({ id, ticket, outcome, reason, createdAt }) => {
          add.run(id, scope, ticket, outcome, reason, createdAt);
        },
        list: () => (list.all(scope) as unknown as Row[]).map(fromRow),
        settle: (id) => {
          settle.run(id);
        },
        conflict: (id, note) => {
          mark.run('conflict', JSON.stringify(note), id);
        },
        postpone: (id, note) => {
          mark.run('waiting', JSON.stringify(note), id);
        },
        withdraw: (ticket) => {
          withdraw.run(scope, ticket);
        },
      };
    },
  };
}

function fromRow(row: Row): QueuedReview {
  return {
    id: row.id,
    ticket: row.ticket,
    outcome: row.outcome,
    reason: row.reason,
    createdAt: row.created_at,
    state: row.state,
    ...(row.note !== null && { note: JSON.parse(row.note) as Text }),
  };
}
