import type { Issue, World } from '../model.ts';
import type { Answer } from './answer.ts';

/** One request, as a fault is chosen for it. */
export interface JiraRequest {
  readonly method: string;
  readonly path: string;
}

/** Instead of the endpoint's answer: another one; a connection that is `cut` before, or whose answer is `lost` after the work. */
export type JiraFault = Answer | 'cut' | 'lost';

/** What a test or a demonstration can make go wrong. */
export interface JiraFaults {
  /** Asks for each request what goes wrong with it. Without a chooser: nothing. */
  choose(chooser?: (request: JiraRequest) => JiraFault | undefined): void;
  /** Every connection is dropped. */
  unreachable(on: boolean): void;
  /** The next `n` requests are answered 429. `retryAfter`: seconds; absent as one of Jira's gateways does it. */
  throttleNext(n: number, retryAfter?: number): void;
  /** The next `n` requests (1) are answered with this status. */
  failNext(status: number, n?: number): void;
  /** The token is as good as a wrong one. */
  rejectToken(on: boolean): void;
  /** The search answers from the issues as they are at this moment, except those to reconcile; until it is off. */
  lagSearch(on: boolean): void;
  /** The search finds nothing. */
  emptySearch(on: boolean): void;
}

export interface FaultState extends JiraFaults {
  readonly dropsConnections: boolean;
  readonly rejectsToken: boolean;
  /** What the search's index holds instead of the issues. */
  readonly indexed: readonly Issue[] | undefined;
  /** The fault of this request; each planned one serves as often as it was asked for. */
  next(request: JiraRequest): JiraFault | undefined;
}

export function createFaults(world: World): FaultState {
  const planned: Answer[] = [];
  let chosen: Parameters<JiraFaults['choose']>[0];
  let dropping = false;
  let rejecting = false;
  let indexed: readonly Issue[] | undefined;
  const plan = (n: number, answer: Answer) => planned.push(...Array.from({ length: n }, () => answer));
  return {
    get dropsConnections() {
      return dropping;
    },
    get rejectsToken() {
      return rejecting;
    },
    next: (request) => planned.shift() ?? chosen?.(request),
    choose(chooser) {
      chosen = chooser;
    },
    get indexed() {
      return indexed;
    },
    unreachable(on) {
      dropping = on;
    },
    rejectToken(on) {
      rejecting = on;
    },
    lagSearch(on) {
      indexed = on ? structuredClone(world.issues) : undefined;
    },
    emptySearch(on) {
      indexed = on ? [] : undefined;
    },
    throttleNext(n, retryAfter) {
      const headers = {
        ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
        'X-RateLimit-Limit': '100',
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': new Date(Date.now() + (retryAfter ?? 1) * 1000).toISOString(),
        'RateLimit-Reason': 'jira-burst-based',
      };
      plan(n, { status: 429, body: { errorMessages: ['Rate limit exceeded.'], errors: {} }, headers });
    },
    failNext(status, n = 1) {
      plan(n, { status, body: { errorMessages: ['Internal server error'], errors: {} } });
    },
  };
}
