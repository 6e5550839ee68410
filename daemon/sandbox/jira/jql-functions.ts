import type { World } from '../model.ts';
import { Refusal } from './answer.ts';
import type { Clock } from './jql-fields.ts';
import { sandboxUserId } from './people.ts';
import { offsetMinutes } from './time-zone.ts';

/** Returns the values of a function of JQL, as a query would write them. @throws Refusal 400 for an unknown function */
export function valuesOfFunction(
  name: string,
  given: readonly string[],
  world: World,
  { now, timeZone }: Clock,
): string[] {
  switch (name.toLowerCase()) {
    case 'currentuser':
      return [sandboxUserId];
    case 'now':
      return ['-0m'];
    case 'startofday':
      return [
        new Date(now.getTime() + offsetMinutes(timeZone, now.getTime()) * 60_000).toISOString().slice(0, 10),
      ];
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
