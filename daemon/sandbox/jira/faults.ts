import type { Issue, World } from '../model.ts';
import type { Answer } from './answer.ts';

/** The parts of a request on which the choice of its fault depends. */
export interface JiraRequest {
  readonly method: string;
  readonly path: string;
}

/** Replaces the response by another one. `cut`: the connection ends before the work. `lost`: it ends after the work. */
export type JiraFault = Answer | 'cut' | 'lost';

/** Faults that a test or a demonstration can cause. */
export interface JiraFaults {
  /** Chooses the fault of each request. Without a chooser, no request has a fault. */
  choose(chooser?: (request: JiraRequest) => JiraFault | undefined): void;
  /** Every connection is dropped. */
  unreachable(on: boolean): void;
  /** The next `n` requests get status 429. `retryAfter`: seconds; absent, as one of Jira's gateways omits it. */
  throttleNext(n: number, retryAfter?: number): void;
  /** The next `n` requests (default 1) get this status. */
  failNext(status: number, n?: number): void;
  /** The token is refused as wrong. */
  rejectToken(on: boolean): void;
  /** While it is on, the search sees the issues as they were when it was turned on, except those to reconcile. */
  lagSearch(on: boolean): void;
  /** The search finds nothing. */
  emptySearch(on: boolean): void;
}

export interface FaultState extends JiraFaults {
  readonly dropsConnections: boolean;
  readonly rejectsToken: boolean;
  /** The content of the search's index, if it differs from the issues. */
  readonly indexed: readonly Issue[] | undefined;
  /** Returns the fault of this request. Each planned fault is used the requested number of times. */
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
