import { readAccount } from './cloud/account.ts';
import { listProjects } from './cloud/projects.ts';
import { connectJiraCloud } from './cloud/ticket-source.ts';
import type { JiraAccess, JiraConnector } from './connector.ts';

const cloud: JiraConnector = { connect: connectJiraCloud, readAccount, listProjects };

/** Returns the connector for a site. Only this line knows which kinds of Jira deployment exist. */
export const connectorOf: (access: JiraAccess) => JiraConnector = () => cloud;
