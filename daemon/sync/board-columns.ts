import { Problem } from '../domain/problems/problem.ts';
import { statesOfColumns } from '../domain/tickets/board-states.ts';
import { isNamed } from '../domain/tickets/state.ts';
import type { StatusNames, TicketSource } from '../domain/tickets/ticket.ts';
import type { Store } from '../store/store.ts';
import { isWithin, now } from './ticket-run.ts';

/** Columns change rarely. */
const keptMs = 24 * 60 * 60_000;
/** Per sync run. The others wait for the next run. */
const maxProjects = 3;

export interface BoardColumnsInput {
  readonly store: Pick<Store, 'tickets' | 'boardStates'>;
  readonly site: string;
  readonly scope: string;
  readonly names: StatusNames;
  readonly source: Pick<TicketSource, 'readColumns'>;
  readonly signal: AbortSignal;
  /** Site and project → when its boards could not be read, in ms since 1970. It lives as long as the daemon. */
  readonly failed: Map<string, number>;
}

/**
 * Reads the columns of the boards of projects that have a ticket whose status has a name that says nothing. Boards that cannot
 * be read now are read in a later run: the status's category counts until then. Resolves to whether a state differs.
 */
export async function readBoardColumns(input: BoardColumnsInput): Promise<boolean> {
  const { store, site, scope, names, source, signal, failed } = input;
  const keys = new Map<string, string>();
  for (const { status, key } of store.tickets.statuses(scope)) {
    const project = key.slice(0, key.lastIndexOf('-'));
    if (!isNamed(status, names) && !isWithin(store.boardStates.readAt(site, project), keptMs))
      keys.set(project, key);
  }
  const before = JSON.stringify([...store.boardStates.of(site)]);
  // Those that failed come last, the newest failure at the very end: they do not keep the others waiting.
  const failedAt = (project: string) => failed.get(`${site} ${project}`) ?? 0;
  const inTurn = [...keys].sort(([a], [b]) => failedAt(a) - failedAt(b));
  for (const [project, key] of inTurn.slice(0, maxProjects)) {
    try {
      const states = statesOfColumns(await source.readColumns(key, signal));
      store.boardStates.put(site, project, states, now());
      failed.delete(`${site} ${project}`);
    } catch (error) {
      if (!(error instanceof Problem) || signal.aborted) throw error;
      failed.set(`${site} ${project}`, Date.now());
    }
  }
  return JSON.stringify([...store.boardStates.of(site)]) !== before;
}
