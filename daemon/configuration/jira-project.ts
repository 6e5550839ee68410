import { everyProject } from '#protocol/account.ts';

/**
 * Returns the project whose tickets are searched. Returns `undefined` if tickets are searched by their label,
 * which the tickets of every team have. The same tickets are read whether all of them are shown or only those
 * of the team.
 */
export function searchedProject(project: string | undefined): string | undefined {
  return project === everyProject ? undefined : project;
}
