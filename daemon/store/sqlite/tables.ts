import { boardStatesTable } from './board-states.ts';
import { choicesTable } from './choices.ts';
import { completeReadsTable } from './complete-reads.ts';
import { coverageTables } from './coverage.ts';
import type { Database, Durably } from './database.ts';
import { filingsTable } from './filings.ts';
import { findingsTable } from './findings.ts';
import { observationsTable } from './observations.ts';
import { outboxTable } from './outbox.ts';
import { reviewStatusesTable } from './review-statuses.ts';
import { saidTable } from './said.ts';
import { stackTemplatesTable } from './stack-templates.ts';
import { teamsTables } from './teams.ts';
import { ticketReadsTable } from './ticket-reads.ts';
import { ticketVerdictsTable } from './ticket-verdicts.ts';
import { ticketsTable } from './tickets.ts';
import { unusedData } from './unused-data.ts';

export type Tables = ReturnType<typeof tablesOf>;

/** Prepares every statement of the store, except those that repair its times. */
export function tablesOf(database: Database, durably: Durably = (write) => write()) {
  return {
    findings: findingsTable(database),
    observations: observationsTable(database),
    completeReads: completeReadsTable(database),
    teams: teamsTables(database),
    tickets: ticketsTable(database),
    ticketReads: ticketReadsTable(database),
    coverage: coverageTables(database, durably),
    outbox: outboxTable(database, durably),
    filings: filingsTable(database, durably),
    reviewStatuses: reviewStatusesTable(database),
    boardStates: boardStatesTable(database),
    choices: choicesTable(database, durably),
    ticketVerdicts: ticketVerdictsTable(database, durably),
    said: saidTable(database, durably),
    templates: stackTemplatesTable(database),
    unused: unusedData(database),
  };
}
