import type { TicketState } from '#protocol/tickets.ts';
import { isReviewName, stateOf } from './state.ts';
import type { BoardColumn } from './ticket.ts';

/**
 * Returns the states of statuses by the columns of boards, by the status's id. A column is a review if its name
 * says so, and done if its name says so or if it is the last one of its board. Every other column is work to
 * do. A status that boards show in columns of different states is left out.
 */
export function statesOfColumns(columns: readonly BoardColumn[]): Map<string, TicketState> {
  const found = new Map<string, Set<TicketState>>();
  for (const column of columns) {
    const state = stateOfColumn(column);
    for (const id of column.statusIds) found.set(id, (found.get(id) ?? new Set()).add(state));
  }
  const states = new Map<string, TicketState>();
  for (const [id, [state, ...others]] of found)
    if (state !== undefined && others.length === 0) states.set(id, state);
  return states;
}

function stateOfColumn({ name, isLast }: BoardColumn): TicketState {
  if (isReviewName(name)) return 'review';
  return isLast ? 'done' : stateOf({ id: '', name, category: 'undefined' }, {});
}
