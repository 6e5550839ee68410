import type { Configuration } from '../configuration/configuration.ts';
import { jiraMissing, jiraSignedOut } from '../configuration/configuration-problems.ts';
import { searchedProject } from '../configuration/jira-project.ts';
import type { TicketSource } from '../domain/tickets/ticket.ts';

/** The site and credential of a connection to Jira. Without `project`, tickets are searched by label. */
export interface JiraAccess {
  readonly site: string;
  readonly email: string;
  readonly token: string;
  readonly project?: string;
}

export type ConnectJira = (access: JiraAccess, onCall: (operation: string) => void) => TicketSource;

/** Jira as it is configured now: the site and project, and a connection that is reused while the access stays the same. */
export function createTicketAccess(configured: () => Configuration, connect: ConnectJira) {
  let connection: { readonly of: string; readonly source: TicketSource } | undefined;
  let onCall: (name: string) => void = () => {};

  return {
    /** Site and project, separated by a space. Undefined if no site is configured. */
    scope(): string | undefined {
      const { jira } = configured();
      return jira && `${jira.site} ${searchedProject(jira.project) ?? ''}`.trimEnd();
    },
    /** @throws Problem `jira-missing` or `jira-signed-out`. */
    source(): TicketSource {
      const { jira } = configured();
      if (!jira) throw jiraMissing();
      const { site, email, token } = jira;
      if (!email || !token) throw jiraSignedOut();
      const project = searchedProject(jira.project);
      const access = { site, email, token, ...(project !== undefined && { project }) };
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
