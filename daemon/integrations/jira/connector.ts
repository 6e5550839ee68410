import type { JiraAccount, JiraProjects } from '#protocol/account.ts';
import type { TicketSelection } from '../../domain/tickets/selection.ts';
import type { TicketSource } from '../../domain/tickets/ticket.ts';

/** A Jira site and the credentials of one user. */
export interface JiraAccess {
  /** `https://acme.atlassian.net`, or http on loopback. */
  readonly site: string;
  readonly email: string;
  readonly token: string;
}

export interface TicketSourceSettings extends JiraAccess {
  /** Absent: tickets with the label `guardrail`. */
  readonly selection?: TicketSelection;
}

/**
 * Each kind of Jira deployment implements this. Every error is a Problem. `jira-site-invalid` is thrown
 * immediately.
 */
export interface JiraConnector {
  /** @param onCall Receives the operation's name before each request, including repetitions. */
  connect(settings: TicketSourceSettings, onCall: (operation: string) => void): TicketSource;
  /** Resolves to the account that these credentials belong to. Asks Jira in one request. */
  readAccount(access: JiraAccess, signal: AbortSignal): Promise<JiraAccount>;
  /** Resolves to the projects that these credentials may see. */
  listProjects(access: JiraAccess, signal: AbortSignal): Promise<JiraProjects>;
}
