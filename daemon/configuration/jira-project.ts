import { everyProject } from '#protocol/account.ts';
import { conditionOf, type TicketSelection } from '../domain/tickets/selection.ts';
import type { ConfigurationFile } from './configuration-file.ts';

/** The values that choose tickets, as they are configured. */
export interface ChosenTickets {
  /** Keys of projects, separated by commas, or `everyProject`. */
  readonly project?: string;
  /** The team's own JQL. With projects, a ticket must meet both. */
  readonly jql?: string;
  /** Tickets that are done and were not updated for more days are not read. 0, like absent: all are read. */
  readonly doneDays?: number;
}

/** Returns the keys of a value such as `PAY, SHOP`. Returns `undefined` for every project: `*`, or an empty list. */
export function projectsIn(value: string | undefined): string[] | undefined {
  const keys = [...new Set((value ?? '').split(',').map((key) => key.trim()))].filter((key) => key !== '');
  return keys.length === 0 || keys.includes(everyProject) ? undefined : keys;
}

/** Returns the projects of the configuration file in the form of the setting: separated by commas. */
export function projectInFile({ jira }: ConfigurationFile): string | undefined {
  const given = [...(jira?.project === undefined ? [] : [jira.project]), ...(jira?.projects ?? [])];
  return given.length === 0 ? undefined : given.join(', ');
}

/**
 * Returns which tickets are read. `*` reads the same tickets as no project. The difference is whether all of
 * them are shown or only those of the team's findings.
 */
export function selectionOf({ project, jql, doneDays }: ChosenTickets): TicketSelection {
  const projects = projectsIn(project);
  const condition = jql === undefined ? undefined : conditionOf(jql);
  return {
    ...(projects && { projects }),
    ...(condition !== undefined && { jql: condition }),
    ...(doneDays !== undefined && doneDays > 0 && { doneDays }),
  };
}

/** Returns whether the user chose tickets. If not, only tickets of the team's findings are shown. */
export function isChosen({ project, jql }: ChosenTickets): boolean {
  return project !== undefined || jql !== undefined;
}
