import type { JiraFault, JiraFaults, JiraRequest } from '../../daemon/sandbox/jira/faults.ts';
import type { Random } from '../../daemon/sandbox/world/random.ts';
import type { ReviewWorld } from './review-world.ts';

const chances = { fault: 0.15, person: 0.08 };

const faults: readonly (readonly [name: string, fault: JiraFault])[] = [
  ['cut before', 'cut'],
  ['answer lost', 'lost'],
  ['429', { status: 429, headers: { 'Retry-After': '3600' } }],
  ['500', { status: 500, body: { errorMessages: ['Internal server error'] } }],
  ['503 page', { status: 503, body: '<html>Down for maintenance</html>' }],
  ['404 page', { status: 404, body: '<html>Site unavailable</html>' }],
  ['404 empty', { status: 404 }],
  ['404 JSON', { status: 404, body: { message: 'null for uri', 'status-code': 404 } }],
  ['200 page', { status: 200, body: '<html>Sign in to the network</html>' }],
  ['401', { status: 401 }],
  ['409', { status: 409, body: { errorMessages: ['Another change is under way.'] } }],
];

/** Counts what happened, by the name that is printed. */
export type Count = (what: string, by?: number) => void;

export function counting(figures: Record<string, number>): Count {
  return (what, by = 1) => {
    figures[what] = (figures[what] ?? 0) + by;
  };
}

export interface Troubles {
  /** While it is off, Jira answers every request. */
  on(on: boolean): void;
}

/**
 * Another person moves issues while they are asked for, and a share of the requests is cut, refused or answered by a gateway.
 * @param first May choose the fault of a request itself.
 */
export function makeTroubles(
  jira: { readonly faults: JiraFaults },
  world: ReviewWorld,
  random: Random,
  count: Count,
  first: (request: JiraRequest) => JiraFault | undefined = () => undefined,
): Troubles {
  let isOn = true;
  jira.faults.choose((request) => {
    count('requests');
    if (!isOn) return undefined;
    const issue = world.issues.get(/\/issue\/([^/]+)/.exec(request.path)?.[1] ?? '');
    if (issue && random.chance(chances.person)) {
      world.moveByPerson(issue, random);
      count('moves by others');
    }
    const own = first(request);
    if (own !== undefined) return own;
    if (!random.chance(chances.fault)) return undefined;
    const [name, fault] = random.pick(faults);
    count(name);
    return fault;
  });
  return {
    on(on) {
      isOn = on;
    },
  };
}
