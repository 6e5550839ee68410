import { choicesTable } from './choices.ts';
import { coverageTables } from './coverage.ts';
import { type Database, inTransaction, openDatabase } from './database.ts';
import { findingsTable } from './findings.ts';
import { outboxTable } from './outbox.ts';
import { reviewStatusesTable } from './review-statuses.ts';
import { stackTemplatesTable } from './stack-templates.ts';
import { teamsTables } from './teams.ts';
import { ticketsTable } from './tickets.ts';

/**
 * Everything Guardrail remembers, in one SQLite file of the state folder. Reads and writes are synchronous
 * and short: a page at most. Whoever holds the state folder's claim is its only writer.
 */
export function openStore(file: string) {
  const database = openDatabase(file);
  return {
    ...tablesOf(database),
    transaction: <Result>(work: () => Result): Result => inTransaction(database, work),
    close: () => database.close(),
  };
}

/** Prepares every statement of the store. */
export function tablesOf(database: Database) {
  return {
    findings: findingsTable(database),
    teams: teamsTables(database),
    tickets: ticketsTable(database),
    coverage: coverageTables(database),
    outbox: outboxTable(database),
    reviewStatuses: reviewStatusesTable(database),
    choices: choicesTable(database),
    templates: stackTemplatesTable(database),
  };
}

export type Store = ReturnType<typeof openStore>;
