import { setTimeout as sleep } from 'node:timers/promises';
import { readBounded } from '../../base/bounded-body.ts';
import { connectionProblem, isCut } from './connection-problems.ts';
import { jiraThrottled } from './problems.ts';
import type { JiraResponse } from './response-problem.ts';
import type { SiteClock } from './site-clock.ts';

export interface TransportOptions {
  /** Waits `ms` before a repetition. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Limit for one request, including its body. */
  readonly timeoutMs?: number;
  /** Takes the time of each response. */
  readonly clock?: SiteClock;
}

/** One call: its subject, for counting and for its errors, and its signal. */
export interface Call {
  readonly operation: string;
  readonly ticket?: string;
  /**
   * The call only reads, and no user waits for it. So it is tried a few more times after a 5xx or a cut
   * connection.
   */
  readonly repeats?: true;
  /** The call is sent only once, also after 429, because its caller can do without the response. */
  readonly once?: true;
  /** A lower limit for this request than the transport's. */
  readonly timeoutMs?: number;
  readonly signal: AbortSignal;
}

export interface JiraRequest {
  readonly url: string;
  readonly method?: string | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
}

const maxTries = 4;
const firstDelayMs = { throttled: 2_000, failed: 500 };
/** A site that asks for no delay, or for a time in the past, is not asked again immediately. */
const minDelayMs = 1_000;
/** If a site asks for a longer delay, no request is sent until the next sync run. */
const maxDelayMs = 60_000;
/** Limit for one response, decompressed. A page of 100 tickets takes about 500 kB. */
const maxResponseBytes = 32 * 1024 * 1024;

/** Jira, or a gateway in front of it, may respond to the same request a moment later. */
const passing = new Set([408, 500, 502, 503, 504]);

/**
 * Sends requests to a Jira site. Each response has limits of time and bytes, and redirects are not followed.
 * A request that changes something is repeated only after 429, because Jira did not process it.
 * @param authorization Value of the `Authorization` header. Absent: the request is sent without credentials.
 * @param onCall Called before each request, including repetitions.
 * @returns A function that resolves to the response, whatever its status. It rejects with the Problem of the
 * connection, `jira-throttled`, or the reason of the call's signal.
 */
export function openTransport(
  { site, authorization }: { readonly site: string; readonly authorization?: string },
  onCall: (operation: string) => void,
  { wait = pause, timeoutMs: usualTimeoutMs = 20_000, clock }: TransportOptions = {},
) {
  async function send({ url, method, body }: JiraRequest, signal: AbortSignal): Promise<JiraResponse> {
    const response = await fetch(url, {
      method: method ?? 'GET',
      headers: {
        Accept: 'application/json',
        ...(authorization !== undefined && { Authorization: authorization }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal,
    });
    const { status, headers } = response;
    clock?.note(headers);
    return { status, headers, text: (await readBounded(response.body, maxResponseBytes)).toString('utf8') };
  }

  return async function sendWithRetries(request: JiraRequest, call: Call): Promise<JiraResponse> {
    const timeoutMs = Math.min(call.timeoutMs ?? usualTimeoutMs, usualTimeoutMs);
    for (let tries = 1; ; tries++) {
      const mayRepeat = call.repeats === true && tries < maxTries;
      const limit = AbortSignal.timeout(timeoutMs);
      let response: JiraResponse | undefined;
      try {
        onCall(call.operation);
        response = await send(request, AbortSignal.any([call.signal, limit]));
      } catch (error) {
        call.signal.throwIfAborted();
        if (!mayRepeat || !isCut(error))
          throw connectionProblem(site, error, limit.aborted ? timeoutMs : undefined);
      }
      const isThrottled = response?.status === 429;
      if (response && !isThrottled && !(mayRepeat && passing.has(response.status))) return response;
      const first = isThrottled ? firstDelayMs.throttled : firstDelayMs.failed;
      const delayMs = delayMsOf(response?.headers.get('retry-after') ?? null, first * 2 ** (tries - 1));
      if (isThrottled && (call.once || tries === maxTries || delayMs > maxDelayMs)) throw jiraThrottled(site);
      if (response && delayMs > maxDelayMs) return response;
      await wait(delayMs, call.signal);
    }
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}

/**
 * Returns the delay that the site asks for (seconds or a date), otherwise `usualMs`. The delay is randomized,
 * so that windows that were refused at the same time do not return at the same time.
 */
function delayMsOf(retryAfter: string | null, usualMs: number): number {
  const seconds = retryAfter === null || retryAfter.trim() === '' ? Number.NaN : Number(retryAfter);
  const askedMs = Number.isNaN(seconds) ? Date.parse(retryAfter ?? '') - Date.now() : seconds * 1000;
  if (Number.isNaN(askedMs)) return usualMs * (0.7 + 0.6 * Math.random());
  return Math.max(askedMs, minDelayMs) + 1000 * Math.random();
}
