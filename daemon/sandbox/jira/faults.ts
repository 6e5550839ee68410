import type { Answer } from './answer.ts';

/** What a test or a demonstration can make go wrong. */
export interface JiraFaults {
  /** Every connection is dropped. */
  unreachable(on: boolean): void;
  /** The next `n` requests are answered 429. `retryAfter`: seconds; absent as one of Jira's gateways does it. */
  throttleNext(n: number, retryAfter?: number): void;
  /** The next `n` requests (1) are answered with this status. */
  failNext(status: number, n?: number): void;
  /** The token is as good as a wrong one. */
  rejectToken(on: boolean): void;
}

export interface FaultState extends JiraFaults {
  readonly dropsConnections: boolean;
  readonly rejectsToken: boolean;
  /** The fault that answers this request; each answers as often as it was asked for. */
  next(): Answer | undefined;
}

export function createFaults(): FaultState {
  const planned: Answer[] = [];
  let dropping = false;
  let rejecting = false;
  const plan = (n: number, answer: Answer) => planned.push(...Array.from({ length: n }, () => answer));
  return {
    get dropsConnections() {
      return dropping;
    },
    get rejectsToken() {
      return rejecting;
    },
    next: () => planned.shift(),
    unreachable(on) {
      dropping = on;
    },
    rejectToken(on) {
      rejecting = on;
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
