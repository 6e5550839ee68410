import type { Problem } from '../../domain/problems/problem.ts';
import { choicesTable } from './choices.ts';
import { Connection, type ConnectionListeners } from './connection.ts';
import { coverageTables } from './coverage.ts';
import type { Database, Durably } from './database.ts';
import { findingsTable } from './findings.ts';
import { outboxTable } from './outbox.ts';
import { storeRebuilt } from './rebuild.ts';
import { reviewStatusesTable } from './review-statuses.ts';
import { stackTemplatesTable } from './stack-templates.ts';
import { teamsTables } from './teams.ts';
import { ticketsTable } from './tickets.ts';

/**
 * Everything Guardrail remembers, in one SQLite file of the state folder. Reads and writes are synchronous
 * and short: a page at most. Whoever holds the state folder's claim is its only writer.
 *
 * A damaged file is moved aside and rebuilt, when it is opened or later; `problems` then says what was saved.
 * @param listeners Called once the store is open.
 * @throws Problem of the disk (`store-disk-full`, `store-not-writable` …) or `store-newer`.
 */
export function openStore(
  file: string,
  { onRebuilt = () => {}, onTrouble = () => {} }: Partial<ConnectionListeners> = {},
) {
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
  isOpen = true;
  return {
    ...tables,
    transaction: <Result>(work: () => Result): Result => connection.transaction(work),
    /** What is in the way of the store now, and how it was rebuilt since it was opened. */
    problems: (): readonly Problem[] => [...(connection.trouble ? [connection.trouble] : []), ...rebuilds],
    close: () => connection.close(),
  };
}

/** Prepares every statement of the store. */
export function tablesOf(database: Database, durably: Durably = (write) => write()) {
  return {
    findings: findingsTable(database),
    teams: teamsTables(database),
    tickets: ticketsTable(database),
    coverage: coverageTables(database),
    outbox: outboxTable(database, durably),
    reviewStatuses: reviewStatusesTable(database),
    choices: choicesTable(database, durably),
    templates: stackTemplatesTable(database),
  };
}

export type Store = ReturnType<typeof openStore>;
