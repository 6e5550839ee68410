import type { Known } from '../../daemon/model.ts';
import type { UndoTarget } from './action-result.ts';

/**
 * Returns the actions that a command's rows name, one a ticket: rows of either tree, or the targets of a result's button. Of
 * several rows, those whose ticket has nothing to take back are left out. A row alone is kept, so that the user learns why
 * it cannot be undone.
 */
export function undoTargets(rows: readonly unknown[], { tickets }: Known): UndoTarget[] {
  const named = new Map<string, UndoTarget>();
  for (const row of rows) {
    const { ticket, finding, action } = (row ?? {}) as {
      ticket?: { key?: unknown };
      finding?: { ticket?: { key?: unknown } };
      action?: unknown;
    };
    const key = (ticket ?? finding?.ticket)?.key;
    if (typeof key !== 'string' || named.has(key)) continue;
    const wanted = typeof action === 'string' ? action : tickets.get(key)?.undo?.action;
    if (wanted === undefined && rows.length > 1) continue;
    named.set(key, { ticket: { key }, ...(wanted !== undefined && { action: wanted }) });
  }
  return [...named.values()];
}
