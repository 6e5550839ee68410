import type { World } from '../model.ts';
import { Refusal } from './answer.ts';
import { dateOfFunction } from './jql-dates.ts';
import type { Clock } from './jql-fields.ts';
import { sandboxUserId } from './people.ts';

/** Returns the values of a function of JQL, as a query would write them. @throws Refusal 400 for an unknown function */
export function valuesOfFunction(
  name: string,
  given: readonly string[],
  world: World,
  clock: Clock,
): string[] {
  const date = dateOfFunction(name, given, clock);
  if (date !== undefined) return [date];
  switch (name.toLowerCase()) {
    case 'currentuser':
      return [sandboxUserId];
    case 'now':
      return ['-0m'];
    case 'issueswithremotelinksbyglobalid': {
      const wanted = new Set(given);
      return world.issues
        .filter(({ remoteLinks = [] }) => remoteLinks.some(({ globalId = '' }) => wanted.has(globalId)))
        .map(({ key }) => key);
    }
    default:
      throw new Refusal(400, [`Unable to find JQL function '${name}(${given.join(', ')})'.`]);
  }
}
