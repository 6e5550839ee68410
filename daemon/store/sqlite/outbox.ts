import type { Outcome } from '#protocol/pending-review.ts';
import type { StoredNote } from '../../domain/problems/note.ts';
import type {
  QueuedReview,
  ReviewOutbox,
  ReviewStep,
  SentMove,
  SiteReview,
} from '../../domain/tickets/outbox.ts';
import type { Database, Durably } from './database.ts';

interface Row {
  id: string;
  scope: string;
  ticket: string;
  outcome: Outcome;
  reason: string;
  transition: string | null;
  created_at: string;
  step: ReviewStep;
  move: string | null;
  state: 'waiting' | 'conflict';
  note: string | null;
  code: string | null;
}

/** Reviews that Jira has not confirmed. The column `scope` is the Jira site alone: the project that is read may change. */
export function outboxTable(database: Database, durably: Durably) {
  const add = database.prepare(`
    INSERT OR REPLACE INTO outbox (id, scope, ticket, outcome, reason, transition, created_at, step, move)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const list = database.prepare('SELECT * FROM outbox WHERE scope = ? ORDER BY created_at, id');
  const one = database.prepare('SELECT * FROM outbox WHERE id = ? AND scope = ?');
  const everywhere = database.prepare('SELECT * FROM outbox ORDER BY created_at, id');
  const record = database.prepare('UPDATE outbox SET step = ?, move = ? WHERE id = ?');
  const settle = database.prepare('DELETE FROM outbox WHERE id = ?');
  const mark = database.prepare('UPDATE outbox SET state = ?, note = ?, code = ? WHERE id = ?');
  const withdraw = database.prepare('DELETE FROM outbox WHERE scope = ? AND ticket = ?');

  return {
    of(site: string): ReviewOutbox {
      return {
        add({ id, ticket, outcome, reason, transition, createdAt }, { step, move } = { step: 'queued' }) {
          durably(() =>
            add.run(id, site, ticket, outcome, reason, transition ?? null, createdAt, step, textOf(move)),
          );
        },
        list: () => (list.all(site) as unknown as Row[]).map(fromRow),
        find(id) {
          const row = one.get(id, site) as Row | undefined;
          return row && fromRow(row);
        },
        record(id, { step, move }) {
          durably(() => record.run(step, textOf(move), id));
        },
        settle: (id) => {
          durably(() => settle.run(id));
        },
        conflict(id, note, code) {
          durably(() => mark.run('conflict', JSON.stringify(note), code ?? null, id));
        },
        postpone(id, note, code) {
          durably(() => mark.run('waiting', JSON.stringify(note), code ?? null, id));
        },
        withdraw: (ticket) => {
          durably(() => withdraw.run(site, ticket));
        },
      };
    },
    /** The reviews of every site, in the order in which they were made. */
    everywhere: (): SiteReview[] =>
      (everywhere.all() as unknown as Row[]).map((row) => ({ site: row.scope, review: fromRow(row) })),
    /** Withdraws one review of any site. */
    withdrawOne(id: string): void {
      durably(() => settle.run(id));
    },
  };
}

function textOf(move: SentMove | undefined): string | null {
  return move === undefined ? null : JSON.stringify(move);
}

function fromRow(row: Row): QueuedReview {
  return {
    id: row.id,
    ticket: row.ticket,
    outcome: row.outcome,
    reason: row.reason,
    ...(row.transition !== null && { transition: row.transition }),
    createdAt: row.created_at,
    step: row.step,
    ...(row.move !== null && { move: JSON.parse(row.move) as SentMove }),
    state: row.state,
    ...(row.note !== null && { note: JSON.parse(row.note) as StoredNote }),
    ...(row.code !== null && { code: row.code }),
  };
}
