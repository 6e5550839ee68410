import type { Problem } from '../../domain/problems/problem.ts';
import type { Store } from '../store.ts';
import { applyChange } from './apply.ts';
import { Connection, type ConnectionListeners } from './connection.ts';
import { storeRebuilt } from './rebuild.ts';
import { tablesOf } from './tables.ts';

/**
 * Opens the store in one SQLite file of the state folder. The process that holds the state folder's lock is its only writer.
 *
 * A damaged file is moved aside and rebuilt, when it is opened or later; `problems` then reports what was saved.
 * @param listeners Called after the store is open.
 * @throws Problem of the disk (`store-disk-full`, `store-not-writable` …) or `store-newer`.
 */
export function openStore(
  file: string,
  { onRebuilt = () => {}, onTrouble = () => {} }: Partial<ConnectionListeners> = {},
): Store {
  const rebuilds: Problem[] = [];
  let isOpen = false;
  const connection = new Connection(file, {
    onTrouble,
    onRebuilt(rebuilt) {
      rebuilds.push(storeRebuilt(rebuilt));
      if (isOpen) onRebuilt(rebuilt);
    },
  });
  const tables = tablesOf(connection, (work) => connection.durable(work));
  const { findings, observations, teams, templates, tickets, ticketReads, coverage } = tables;
  isOpen = true;
  return {
    findings: {
      ofTeam: findings.ofTeam,
      observationsOf: observations.of,
      lastSeen: observations.lastSeen,
      lastSeenOf: observations.lastSeenOf,
      knownSince: tables.completeReads.firstAt,
    },
    teams,
    templates,
    tickets: { ...tickets, progress: ticketReads.get },
    coverage,
    outbox: tables.outbox,
    filings: tables.filings,
    choices: tables.choices,
    ticketVerdicts: tables.ticketVerdicts,
    reviewStatuses: tables.reviewStatuses,
    boardStates: tables.boardStates,
    said: tables.said,
    apply: (...changes) =>
      connection.transaction(() => changes.flatMap((change) => applyChange(tables, change))),
    forgetUnused: (now) => connection.transaction(() => tables.unused.forget(now)),
    problems: () => [...(connection.trouble ? [connection.trouble] : []), ...rebuilds],
    close: () => connection.close(),
  };
}
