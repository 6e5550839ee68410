import type { JiraConnectionFacts } from '#protocol/account.ts';
import { type Configuration, defined } from '../configuration/configuration.ts';
import { jiraMissing, jiraSignedOut } from '../configuration/configuration-problems.ts';
import { selectionOf } from '../configuration/jira-project.ts';
import { Problem } from '../domain/problems/problem.ts';
import { scopeOf, type TicketSelection } from '../domain/tickets/selection.ts';
import type { TicketService } from '../domain/tickets/ticket-service.ts';

/** The site and credential of a connection to Jira, and which tickets are read. */
export interface JiraAccess {
  readonly site: string;
  /** Data Center needs none. */
  readonly email?: string;
  readonly token: string;
  readonly allowHttp?: readonly string[];
  readonly gateway?: string;
  readonly selection: TicketSelection;
}

interface Connection {
  readonly of: string;
  readonly source: TicketService;
  facts?: JiraConnectionFacts;
  /** In ms since 1970. */
  learnedAt?: number;
}

const dayMs = 24 * 60 * 60_000;

export type ConnectJira = (access: JiraAccess, onCall: (operation: string) => void) => TicketService;

/** Jira as it is configured now: the site and the selection of tickets, and a connection that is reused while the access stays the same. */
export function createTicketAccess(configured: () => Configuration, connect: ConnectJira) {
  let connection: Connection | undefined;
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
    source(): TicketService {
      const { jira } = configured();
      if (!jira) throw jiraMissing();
      const { site, email, token, allowHttp, gateway } = jira;
      if (!token) throw jiraSignedOut();
      const selection = selectionOf(jira);
      const access = defined({ site, email, token, allowHttp, gateway, selection });
      const of = JSON.stringify(access);
      if (connection?.of !== of)
        connection = { of, source: connect(access, (operation) => onCall(`jira:${operation}`)) };
      return connection.source;
    },
    /**
     * Asks again how the site is reached and when the token ends, if a day has passed. What cannot be learned
     * is no problem.
     */
    async learn(signal: AbortSignal): Promise<void> {
      const learned = connection;
      if (!learned || (learned.learnedAt !== undefined && Date.now() - learned.learnedAt < dayMs)) return;
      try {
        learned.facts = await learned.source.readConnection(signal);
        learned.learnedAt = Date.now();
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
      }
    },
    /** Returns how the site in use is reached, as far as it is known. */
    facts(): JiraConnectionFacts | undefined {
      return connection?.facts;
    },
    /** From now on each request is reported to `listener`: `jira:search`. */
    countWith(listener: (name: string) => void): void {
      onCall = listener;
    },
  };
}

export type TicketAccess = ReturnType<typeof createTicketAccess>;
