import type { JiraAccount, JiraProjects, JiraSite } from '#protocol/account.ts';
import type { TicketSelection } from '../../domain/tickets/selection.ts';
import type { TicketService } from '../../domain/tickets/ticket-service.ts';
import type { ConfiguredSite } from './site.ts';

/** A Jira site and the credentials of one user. */
export interface JiraAccess extends ConfiguredSite {
  /** Of the Atlassian account. Data Center needs none. */
  readonly email?: string;
  /** An API token of Cloud, or a personal access token of Data Center. */
  readonly token: string;
  /** Origin that replaces Atlassian's gateway for a site on this machine. Otherwise it has no effect. */
  readonly gateway?: string;
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
  connect(settings: TicketSourceSettings, onCall: (operation: string) => void): TicketService;
  /** Resolves to the account that these credentials belong to. Asks Jira in one request. */
  readAccount(access: JiraAccess, signal: AbortSignal): Promise<JiraAccount>;
  /** Resolves to the projects that these credentials may see. */
  listProjects(access: JiraAccess, signal: AbortSignal): Promise<JiraProjects>;
  /** Resolves to the kind of a site, with credentials only if the site demands them. */
  readKind(
    site: ConfiguredSite & Partial<Pick<JiraAccess, 'email' | 'token'>>,
    signal: AbortSignal,
  ): Promise<JiraSite>;
}
