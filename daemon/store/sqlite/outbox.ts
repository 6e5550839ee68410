import type { FieldEntries } from '#protocol/move-fields.ts';
import type { ActionKind, Outcome } from '#protocol/pending-review.ts';
import type { StoredNote } from '../../domain/problems/note.ts';
import type { StatusOfMove, TicketAction } from '../../domain/tickets/actions/action.ts';
import { pastOf, withProgress } from '../../domain/tickets/actions/history.ts';
import type {
  ActionOutbox,
  ActionStep,
  FoundTicket,
  QueuedAction,
  SentEdit,
  SentMove,
  SiteAction,
  StepTime,
} from '../../domain/tickets/actions/outbox.ts';
import type { Database, Durably } from './database.ts';
import { pastActionsTable } from './past-actions.ts';

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
  steps: string | null;
  started_from: string | null;
  found: string | null;
  edit: string | null;
}

/** Actions that Jira has not confirmed. The column `scope` is the Jira site alone: the project that is read may change. */
export function outboxTable(database: Database, durably: Durably) {
  const add = database.prepare(`
    INSERT INTO outbox (id, scope, ticket, kind, outcome, reason, transition, created_at, details, step, move, started_from, steps)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const list = database.prepare('SELECT * FROM outbox WHERE scope = ? ORDER BY created_at, id');
  const one = database.prepare('SELECT * FROM outbox WHERE id = ? AND scope = ?');
  const everywhere = database.prepare('SELECT * FROM outbox ORDER BY created_at, id');
  const record = database.prepare(
    'UPDATE outbox SET step = ?, move = ?, started_from = ?, steps = ?, edit = ? WHERE id = ?',
  );
  const settle = database.prepare('DELETE FROM outbox WHERE id = ?');
  const mark = database.prepare('UPDATE outbox SET state = ?, note = ?, code = ?, found = ? WHERE id = ?');
  const past = pastActionsTable(database);
  const withdraw = database.prepare('DELETE FROM outbox WHERE scope = ? AND ticket = ?');

  return {
    of(site: string): ActionOutbox {
      const find = (id: string) => {
        const row = one.get(id, site) as Row | undefined;
        return row && fromRow(row);
      };
      return {
        add(action, { step, move, startedFrom } = { step: 'queued' }, replaces = []) {
          const { id, ticket, kind, reason, transition, createdAt, ...rest } = action;
          const { outcome, details } = columnsOf(rest);
          const given = [id, site, ticket, kind, outcome, reason, transition ?? null, createdAt, details];
          durably(() => {
            for (const replaced of replaces) settle.run(replaced);
            add.run(...given, step, textOf(move), textOf(startedFrom), textOf([{ step, at: now() }]));
          });
        },
        list: () => (list.all(site) as unknown as Row[]).map(fromRow),
        find,
        record(id, progress) {
          durably(() => {
            const queued = find(id);
            if (!queued) return;
            const { step, move, startedFrom, steps, edit } = withProgress(queued, progress, now());
            record.run(step, textOf(move), textOf(startedFrom), textOf(steps), textOf(edit), id);
          });
        },
        confirm(id, ticket) {
          durably(() => {
            const queued = find(id);
            if (queued) past.put(site, pastOf(queued, ticket, now()));
            settle.run(id);
          });
        },
        settle: (id) => {
          durably(() => settle.run(id));
        },
        conflict(id, note, code, found) {
          durably(() => mark.run('conflict', JSON.stringify(note), code ?? null, textOf(found), id));
        },
        postpone(id, note, code) {
          durably(() => mark.run('waiting', JSON.stringify(note), code ?? null, null, id));
        },
        withdraw: (ticket) => {
          durably(() => withdraw.run(site, ticket));
        },
        past: (ticket) => past.of(site, ticket),
      };
    },
    /** The actions of every site, in the order in which they were made. */
    everywhere: (): SiteAction[] =>
      (everywhere.all() as unknown as Row[]).map((row) => ({ site: row.scope, review: fromRow(row) })),
    /** The confirmed actions of every site, the latest first. */
    pastEverywhere: past.everywhere,
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
  readonly commentOnly?: true;
}) {
  return {
    outcome: outcome ?? null,
    details: Object.keys(details).length === 0 ? null : JSON.stringify(details),
  };
}

function textOf(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function now(): string {
  return new Date().toISOString();
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
    // Older versions kept no steps.
    steps:
      row.steps === null ? [{ step: 'queued', at: row.created_at }] : (JSON.parse(row.steps) as StepTime[]),
    ...(row.started_from !== null && { startedFrom: JSON.parse(row.started_from) as StatusOfMove }),
    ...(row.edit !== null && { edit: JSON.parse(row.edit) as SentEdit }),
    ...(row.found !== null && { found: JSON.parse(row.found) as FoundTicket }),
  };
}
