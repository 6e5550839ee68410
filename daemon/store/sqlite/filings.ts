import type { Note } from '../../domain/problems/note.ts';
import type { Filing, FilingOutbox, FilingStep, QueuedFiling } from '../../domain/tickets/filing/filing.ts';
import type { Database, Durably } from './database.ts';

interface Row {
  id: string;
  site: string;
  filing: string;
  step: FilingStep;
  sent_at: string | null;
  ticket: string | null;
  state: QueuedFiling['state'];
  note: string | null;
  code: string | null;
}

/** Tickets that were filed and that Jira has not confirmed, by site. */
export function filingsTable(database: Database, durably: Durably) {
  const remove = database.prepare('DELETE FROM filings WHERE site = ? AND finding = ?');
  const add = database.prepare(
    'INSERT INTO filings (id, site, finding, filing, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const list = database.prepare('SELECT * FROM filings WHERE site = ? ORDER BY created_at, id');
  const one = database.prepare('SELECT * FROM filings WHERE id = ? AND site = ?');
  const record = database.prepare('UPDATE filings SET step = ?, sent_at = ?, ticket = ? WHERE id = ?');
  const settle = database.prepare('DELETE FROM filings WHERE id = ?');
  const mark = database.prepare('UPDATE filings SET state = ?, note = ?, code = ? WHERE id = ?');

  return {
    of(site: string): FilingOutbox {
      return {
        add(filing) {
          durably(() => {
            remove.run(site, filing.finding);
            add.run(filing.id, site, filing.finding, JSON.stringify(filing), filing.createdAt);
          });
        },
        list: () => (list.all(site) as unknown as Row[]).map(fromRow),
        find(id) {
          const row = one.get(id, site) as Row | undefined;
          return row && fromRow(row);
        },
        record(id, { step, sentAt, ticket }) {
          durably(() => record.run(step, sentAt ?? null, ticket ?? null, id));
        },
        settle(id) {
          durably(() => settle.run(id));
        },
        mark(id, state, note, code) {
          durably(() => mark.run(state, JSON.stringify(note), code, id));
        },
      };
    },
  };
}

function fromRow(row: Row): QueuedFiling {
  return {
    ...(JSON.parse(row.filing) as Filing),
    step: row.step,
    ...(row.sent_at !== null && { sentAt: row.sent_at }),
    ...(row.ticket !== null && { ticket: row.ticket }),
    state: row.state,
    ...(row.note !== null && { note: JSON.parse(row.note) as Note }),
    ...(row.code !== null && { code: row.code }),
  };
}
