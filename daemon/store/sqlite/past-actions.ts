import type { TicketAction } from '../../domain/tickets/actions/action.ts';
import { maxPastDays, maxPastItems } from '../../domain/tickets/actions/history.ts';
import type { PastAction, SitePastAction, StepTime } from '../../domain/tickets/actions/outbox.ts';
import type { Database } from './database.ts';

interface Row {
  id: string;
  scope: string;
  action: string;
  steps: string;
  moved: string | null;
  after: string;
  confirmed_at: string;
  undone_by: string | null;
  edited: string | null;
}

const dayMs = 24 * 60 * 60 * 1_000;

/** Actions that Jira confirmed: those of the last `maxPastDays` days, at most `maxPastItems`. */
export function pastActionsTable(database: Database) {
  const put = database.prepare(`
    INSERT OR REPLACE INTO past_actions (id, scope, ticket, action, steps, moved, edited, after, confirmed_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const undo = database.prepare('UPDATE past_actions SET undone_by = ? WHERE id = ?');
  const dropOld = database.prepare('DELETE FROM past_actions WHERE confirmed_at < ?');
  const dropOldest = database.prepare(`
    DELETE FROM past_actions WHERE confirmed_at <= (
      SELECT confirmed_at FROM past_actions ORDER BY confirmed_at DESC LIMIT 1 OFFSET ?)`);
  const ofTicket = database.prepare(
    'SELECT * FROM past_actions WHERE scope = ? AND ticket = ? ORDER BY confirmed_at DESC',
  );
  const ofSite = database.prepare('SELECT * FROM past_actions WHERE scope = ? ORDER BY confirmed_at DESC');
  const everywhere = database.prepare('SELECT * FROM past_actions ORDER BY confirmed_at DESC');

  return {
    /** Keeps a past action, and forgets those that are too old or too many. */
    put(site: string, { action, steps, moved, edited, after, confirmedAt }: PastAction): void {
      const { id, ticket } = action;
      const textOf = (value: object | undefined) => (value === undefined ? null : JSON.stringify(value));
      put.run(
        ...[id, site, ticket, JSON.stringify(action), JSON.stringify(steps)],
        ...[textOf(moved), textOf(edited), JSON.stringify(after), confirmedAt],
      );
      if (action.kind === 'undo') undo.run(id, action.undoes.action);
      dropOld.run(new Date(Date.parse(confirmedAt) - maxPastDays * dayMs).toISOString());
      dropOldest.run(maxPastItems);
    },
    /** The latest first. */
    of: (site: string, ticket?: string): PastAction[] =>
      ((ticket === undefined ? ofSite.all(site) : ofTicket.all(site, ticket)) as unknown as Row[]).map(
        fromRow,
      ),
    everywhere: (): SitePastAction[] =>
      (everywhere.all() as unknown as Row[]).map((row) => ({ site: row.scope, past: fromRow(row) })),
  };
}

function fromRow(row: Row): PastAction {
  return {
    action: JSON.parse(row.action) as TicketAction,
    steps: JSON.parse(row.steps) as StepTime[],
    confirmedAt: row.confirmed_at,
    after: JSON.parse(row.after) as PastAction['after'],
    ...(row.moved !== null && { moved: JSON.parse(row.moved) as NonNullable<PastAction['moved']> }),
    ...(row.edited !== null && { edited: JSON.parse(row.edited) as NonNullable<PastAction['edited']> }),
    ...(row.undone_by !== null && { undoneBy: row.undone_by }),
  };
}
