import { createHash } from 'node:crypto';
import type { World } from '../model.ts';
import type { Person } from '../workflow-model.ts';
import { apiOf, type JiraSite } from './jira-site.ts';

/** The account of the user whose token the sandbox gives out. */
export const sandboxUserId = '712020:guardrail-sandbox';

/** Returns every user whom the site knows, in the order of their names: the user who asks and the people of the issues. */
export function peopleOf(world: World, user: Person): Person[] {
  const people = new Map<string, Person>([[user.accountId, user]]);
  for (const { assignee } of world.issues) if (assignee) people.set(assignee.accountId, assignee);
  return [...people.values()].toSorted((a, b) => (a.displayName < b.displayName ? -1 : 1));
}

/** Returns the name by which Data Center knows the user: `aiko.sato-1f0c`. Two people can have one display name. */
export function userNameOf({ accountId, displayName }: Person): string {
  const suffix = createHash('sha256').update(accountId).digest('hex').slice(0, 4);
  return `${displayName.toLowerCase().replace(/\s+/g, '.')}-${suffix}`;
}

/** Returns a user as JSON: by account id on Cloud, by name and key on Data Center. */
export function userJson(site: JiraSite, person: Person) {
  const { accountId, displayName, accountType = 'atlassian' as const } = person;
  const common = { displayName, active: true, timeZone: 'Etc/UTC' };
  if (site.kind === 'cloud') {
    const self = `${apiOf(site)}/user?accountId=${encodeURIComponent(accountId)}`;
    return { self, accountId, accountType, ...common };
  }
  const name = userNameOf(person);
  const self = `${apiOf(site)}/user?username=${encodeURIComponent(name)}`;
  return { self, name, key: `JIRAUSER-${name}`, emailAddress: `${name}@example.com`, ...common };
}
