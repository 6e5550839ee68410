import { STATUS_CODES } from 'node:http';
import type { Issue, World } from '../model.ts';
import type { Answer } from './answer.ts';

/** The parts of a request on which the choice of its fault depends. */
export interface JiraRequest {
  readonly method: string;
  readonly path: string;
}

/**
 * Replaces the response by another one. `cut`: the connection ends before the work. `lost`: it ends after the work.
 * `half`: it ends in the middle of the response. `delayMs`: the work begins later. `after`: runs between the work and the
 * response, for example the edit of another person.
 */
export type JiraFault = Answer | 'cut' | 'lost' | 'half' | Delay | Afterwards;

interface Delay {
  readonly delayMs: number;
}

interface Afterwards {
  after(): void;
}

/** Faults that a test or a demonstration can cause. */
export interface JiraFaults {
  /**
   * Chooses the fault of each request, before the work, so a chooser can also change the world then. Without a chooser, no
   * request has a fault.
   */
  choose(chooser?: (request: JiraRequest) => JiraFault | undefined): void;
  /** Every connection is dropped. */
  unreachable(on: boolean): void;
  /** The next `n` requests get status 429. `retryAfter`: seconds; absent, as one of Jira's gateways omits it. */
  throttleNext(n: number, retryAfter?: number): void;
  /** The next `n` requests (default 1) get this status. */
  failNext(status: number, n?: number): void;
  /** The next `n` requests (default 1) get an HTML page of a gateway in front of Jira with this status (default 404). */
  pageNext(n?: number, status?: number): void;
  /** Runs after every move, as a post-function of the workflow. Absent: none. */
  afterMove(change?: (issue: Issue) => void): void;
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
  /** Runs the post-function. */
  moved(issue: Issue): void;
  /** Returns the fault of this request. Each planned fault is used the requested number of times. */
  next(request: JiraRequest): JiraFault | undefined;
}

export function createFaults(world: World, isCloud = true): FaultState {
  const planned: Answer[] = [];
  let chosen: Parameters<JiraFaults['choose']>[0];
  let dropping = false;
  let rejecting = false;
  let indexed: readonly Issue[] | undefined;
  let postFunction: Parameters<JiraFaults['afterMove']>[0];
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
      plan(n, isCloud ? throttledByCloud(retryAfter) : throttledByDataCenter(retryAfter));
    },
    pageNext(n = 1, status = 404) {
      const title = `${status} ${STATUS_CODES[status] ?? ''}`;
      const body = `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center><hr></body></html>`;
      plan(n, { status, body });
    },
    afterMove(change) {
      postFunction = change;
    },
    moved(issue) {
      postFunction?.(issue);
    },
    failNext(status, n = 1) {
      plan(n, { status, body: { errorMessages: ['Internal server error'], errors: {} } });
    },
  };
}

function throttledByCloud(retryAfter: number | undefined): Answer {
  const headers = {
    ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    'X-RateLimit-Limit': '100',
    'X-RateLimit-Remaining': '0',
    'X-RateLimit-Reset': new Date(Date.now() + (retryAfter ?? 1) * 1000).toISOString(),
    'RateLimit-Reason': 'jira-burst-based',
  };
  return { status: 429, body: { errorMessages: ['Rate limit exceeded.'], errors: {} }, headers };
}

/** Data Center counts tokens that are filled again at a fixed rate. */
function throttledByDataCenter(retryAfter: number | undefined): Answer {
  const headers = {
    ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    'X-RateLimit-Limit': '50',
    'X-RateLimit-Remaining': '0',
    'X-RateLimit-FillRate': '10',
    'X-RateLimit-Interval-Seconds': '60',
  };
  return { status: 429, body: { message: 'Rate limit exceeded.' }, headers };
}
