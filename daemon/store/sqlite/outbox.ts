import type { FieldEntries } from '#protocol/move-fields.ts';
import type { ActionKind, Outcome } from '#protocol/pending-review.ts';
import type { StoredNote } from '../../domain/problems/note.ts';
import type { TicketAction } from '../../domain/tickets/actions/action.ts';
import type {
  ActionOutbox,
  ActionStep,
  QueuedAction,
  SentMove,
  SiteAction,
} from '../../domain/tickets/actions/outbox.ts';
import type { Database, Durably } from './database.ts';

interface Row {
  id: string;
  scope: string;
  ticket: string;
  kind: ActionKind;
  outcome: Outcome | null;
  reason: string;
  transition: string | null;
  created_at: string;
  details: string | null;
  step: ActionStep;
  move: string | null;
  state: 'waiting' | 'conflict';
  note: string | null;
  code: string | null;
}

/** Actions that Jira has not confirmed. The column `scope` is the Jira site alone: the project that is read may change. */
export function outboxTable(database: Database, durably: Durably) {
  const add = database.prepare(`
    INSERT INTO outbox (id, scope, ticket, kind, outcome, reason, transition, created_at, details, step, move)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const list = database.prepare('SELECT * FROM outbox WHERE scope = ? ORDER BY created_at, id');
  const one = database.prepare('SELECT * FROM outbox WHERE id = ? AND scope = ?');
  const everywhere = database.prepare('SELECT * FROM outbox ORDER BY created_at, id');
  const record = database.prepare('UPDATE outbox SET step = ?, move = ? WHERE id = ?');
  const settle = database.prepare('DELETE FROM outbox WHERE id = ?');
  const mark = database.prepare('UPDATE outbox SET state = ?, note = ?, code = ? WHERE id = ?');
  const withdraw = database.prepare('DELETE FROM outbox WHERE scope = ? AND ticket = ?');

  return {
    of(site: string): ActionOutbox {
      return {
        add(action, { step, move } = { step: 'queued' }, replaces = []) {
          const { id, ticket, kind, reason, transition, createdAt, ...rest } = action;
          const { outcome, details } = columnsOf(rest);
          const given = [id, site, ticket, kind, outcome, reason, transition ?? null, createdAt, details];
          durably(() => {
            for (const replaced of replaces) settle.run(replaced);
            add.run(...given, step, textOf(move));
          });
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
    /** The actions of every site, in the order in which they were made. */
    everywhere: (): SiteAction[] =>
      (everywhere.all() as unknown as Row[]).map((row) => ({ site: row.scope, review: fromRow(row) })),
    /** Withdraws one action of any site. */
    withdrawOne(id: string): void {
      durably(() => settle.run(id));
    },
  };
}

/** The outcome has a column, because older versions wrote it there. Everything else that belongs to one kind is JSON. */
function columnsOf({
  outcome,
  ...details
}: {
  readonly outcome?: Outcome;
  readonly fields?: FieldEntries;
  readonly via?: readonly string[];
}) {
  return {
    outcome: outcome ?? null,
    details: Object.keys(details).length === 0 ? null : JSON.stringify(details),
  };
}

function textOf(move: SentMove | undefined): string | null {
  return move === undefined ? null : JSON.stringify(move);
}

function fromRow(row: Row): QueuedAction {
  const action = {
    ...(row.details !== null && (JSON.parse(row.details) as object)),
    id: row.id,
    ticket: row.ticket,
    kind: row.kind,
    ...(row.outcome !== null && { outcome: row.outcome }),
    reason: row.reason,
    ...(row.transition !== null && { transition: row.transition }),
    createdAt: row.created_at,
  } as TicketAction;
  return {
    ...action,
    step: row.step,
    ...(row.move !== null && { move: JSON.parse(row.move) as SentMove }),
    state: row.state,
    ...(row.note !== null && { note: JSON.parse(row.note) as StoredNote }),
    ...(row.code !== null && { code: row.code }),
  };
}
