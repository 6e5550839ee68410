import type { Note } from '../../domain/problems/note.ts';
import type {
  Filing,
  FilingOutbox,
  FilingProgress,
  FilingStep,
  QueuedFiling,
} from '../../domain/tickets/filing/filing.ts';
import type { Database, Durably } from './database.ts';

interface Row {
  id: string;
  site: string;
  filing: string;
  step: FilingStep;
  sent_at: string | null;
  ticket: string | null;
  /** `withdrawn`: only its progress counts. */
  state: QueuedFiling['state'] | 'withdrawn';
  note: string | null;
  code: string | null;
}

/** Tickets that were filed and that Jira has not confirmed, by site. */
export function filingsTable(database: Database, durably: Durably) {
  const remove = database.prepare('DELETE FROM filings WHERE site = ? AND finding = ?');
  const add = database.prepare(`
    INSERT INTO filings (id, site, finding, filing, created_at, step, sent_at, ticket)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const list = database.prepare(
    "SELECT * FROM filings WHERE site = ? AND state <> 'withdrawn' ORDER BY created_at, id",
  );
  const one = database.prepare("SELECT * FROM filings WHERE id = ? AND site = ? AND state <> 'withdrawn'");
  const withdrawn = database.prepare(
    "SELECT * FROM filings WHERE site = ? AND finding = ? AND state = 'withdrawn'",
  );
  const record = database.prepare('UPDATE filings SET step = ?, sent_at = ?, ticket = ? WHERE id = ?');
  const settle = database.prepare('DELETE FROM filings WHERE id = ?');
  const mark = database.prepare(
    "UPDATE filings SET state = ?, note = ?, code = ? WHERE id = ? AND state <> 'withdrawn'",
  );
  const forgetUnsent = database.prepare("DELETE FROM filings WHERE id = ? AND step = 'queued'");
  const withdraw = database.prepare("UPDATE filings SET state = 'withdrawn' WHERE id = ?");

  return {
    of(site: string): FilingOutbox {
      return {
        add(filing, { step, sentAt, ticket } = { step: 'queued' }) {
          const { id, finding, createdAt } = filing;
          durably(() => {
            remove.run(site, finding);
            add.run(
              ...[id, site, finding, JSON.stringify(filing), createdAt],
              ...[step, sentAt ?? null, ticket ?? null],
            );
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
        withdraw(id) {
          durably(() => {
            forgetUnsent.run(id);
            withdraw.run(id);
          });
        },
        withdrawn(finding) {
          const row = withdrawn.get(site, finding) as Row | undefined;
          return row && progressOf(row);
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
    ...progressOf(row),
    state: row.state === 'conflict' ? 'conflict' : 'waiting',
    ...(row.note !== null && { note: JSON.parse(row.note) as Note }),
    ...(row.code !== null && { code: row.code }),
  };
}

function progressOf(row: Row): FilingProgress {
  return {
    step: row.step,
    ...(row.sent_at !== null && { sentAt: row.sent_at }),
    ...(row.ticket !== null && { ticket: row.ticket }),
  };
}
