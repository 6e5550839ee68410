import type { Configuration } from '../configuration/configuration.ts';
import { jiraMissing, jiraSignedOut } from '../configuration/configuration-problems.ts';
import { selectionOf } from '../configuration/jira-project.ts';
import { scopeOf, type TicketSelection } from '../domain/tickets/selection.ts';
import type { TicketSource } from '../domain/tickets/ticket.ts';

/** The site and credential of a connection to Jira, and which tickets are read. */
export interface JiraAccess {
  readonly site: string;
  readonly email: string;
  readonly token: string;
  readonly selection: TicketSelection;
}

export type ConnectJira = (access: JiraAccess, onCall: (operation: string) => void) => TicketSource;

/** Jira as it is configured now: the site and the selection of tickets, and a connection that is reused while the access stays the same. */
export function createTicketAccess(configured: () => Configuration, connect: ConnectJira) {
  let connection: { readonly of: string; readonly source: TicketSource } | undefined;
  let onCall: (name: string) => void = () => {};

  return {
    /** The site and the selection, as `scopeOf` names them. Undefined if no site is configured. */
    scope(): string | undefined {
      const { jira } = configured();
      return jira && scopeOf(jira.site, selectionOf(jira));
    },
    /** Done tickets that were not updated for more days are not read. */
    doneDays(): number | undefined {
      const { jira } = configured();
      return jira && selectionOf(jira).doneDays;
    },
    /** @throws Problem `jira-missing` or `jira-signed-out`. */
    source(): TicketSource {
      const { jira } = configured();
      if (!jira) throw jiraMissing();
      const { site, email, token } = jira;
      if (!email || !token) throw jiraSignedOut();
      const access = { site, email, token, selection: selectionOf(jira) };
      const of = JSON.stringify(access);
      if (connection?.of !== of)
        connection = { of, source: connect(access, (operation) => onCall(`jira:${operation}`)) };
      return connection.source;
    },
    /** From now on each request is reported to `listener`: `jira:search`. */
    countWith(listener: (name: string) => void): void {
      onCall = listener;
    },
  };
}

export type TicketAccess = ReturnType<typeof createTicketAccess>;
