import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, SendRequestOptions } from 'jira.js/core';
import { readBounded } from '../../../base/bounded-body.ts';
import { printable } from '../../../base/printable.ts';
import type { Problem } from '../../../domain/problems/problem.ts';
import { connectionProblem, isCut, jiraAnswersWithPage } from '../connection-problems.ts';
import {
  jiraAccessDenied,
  jiraCaptcha,
  jiraFailed,
  jiraRefused,
  jiraSiteElsewhere,
  jiraSiteUnavailable,
  jiraThrottled,
  jiraTokenRefused,
  jiraUnexpected,
  ticketUnknown,
} from '../problems.ts';

export interface ClientOptions {
  /** `throw` in tests: a response that jira.js's schema does not describe is a Problem `jira-unexpected`. */
  readonly onSchemaMismatch?: 'ignore' | 'throw';
  /** Waits `ms` before a repetition. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds for one request, its body included. */
  readonly timeout?: number;
}

export interface Access {
  /** Origin without a trailing slash. */
  readonly site: string;
  readonly email: string;
  readonly token: string;
}

/** What one call is about: for counting, for its errors, and to end it. */
export interface Call {
  readonly operation: string;
  readonly ticket?: string;
  /** It only reads, and nobody waits for it: a 5xx or a cut connection is worth a few more tries. */
  readonly repeats?: true;
  readonly signal: AbortSignal;
}

const maxTries = 4;
const firstDelayMs = { throttled: 2_000, failed: 500 };
/** A site that asks for none, or for a moment of the past, is not asked again at once. */
const minDelayMs = 1_000;
/** A site that asks for a longer rest is left alone until the next sync run. */
const maxDelayMs = 60_000;
/** Of one answer, decompressed. A page of 100 tickets takes some 500 kB. */
const maxAnswerBytes = 32 * 1024 * 1024;

/** Jira, or a gateway before it, may answer the same request a moment later. */
const passing = new Set([408, 500, 502, 503, 504]);

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * The transport below jira.js's functions. jira.js's own can neither be aborted nor be given a timeout, follows
 * redirects and never repeats a throttled request; its functions and schemas only need `sendRequest`.
 * Every error is a Problem; none carries the token. Of a request that changes something only 429 is repeated: Jira did
 * nothing of it. Each answer is bounded in time and in bytes.
 */
export function openClient(access: Access, onCall: (operation: string) => void, options: ClientOptions = {}) {
  const { wait = pause, timeout = 20_000, onSchemaMismatch = 'ignore' } = options;
  const { site } = access;
  const credential = Buffer.from(`${access.email}:${access.token}`, 'utf8').toString('base64');

  async function send(
    url: string,
    { method, body }: Pick<SendRequestOptions, 'method' | 'body'>,
    signal: AbortSignal,
  ): Promise<Answer> {
    const response = await fetch(url, {
      method: method ?? 'GET',
      headers: {
        Accept: 'application/json',
        Authorization: `Basic ${credential}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal,
    });
    const { status, headers } = response;
    return { status, headers, text: (await readBounded(response.body, maxAnswerBytes)).toString('utf8') };
  }

  async function sendPatiently(url: string, request: SendRequestOptions, call: Call): Promise<Answer> {
    for (let tries = 1; ; tries++) {
      const mayRepeat = call.repeats === true && tries < maxTries;
      const limit = AbortSignal.timeout(timeout);
      let answer: Answer | undefined;
      try {
        onCall(call.operation);
        answer = await send(url, request, AbortSignal.any([call.signal, limit]));
      } catch (error) {
        call.signal.throwIfAborted();
        if (!mayRepeat || !isCut(error))
          throw connectionProblem(site, error, limit.aborted ? timeout : undefined);
      }
      const isThrottled = answer?.status === 429;
      if (answer && !isThrottled && !(mayRepeat && passing.has(answer.status))) return answer;
      const first = isThrottled ? firstDelayMs.throttled : firstDelayMs.failed;
      const delay = delayOf(answer?.headers.get('retry-after') ?? null, first * 2 ** (tries - 1));
      if (isThrottled && (tries === maxTries || delay > maxDelayMs)) throw jiraThrottled(site);
      if (answer && delay > maxDelayMs) return answer;
      await wait(delay, call.signal);
    }
  }

  /** Jira's own sentence, on one line, with nothing in it that was ours to keep. */
  function said(text: string): string {
    const hidden = text.replaceAll(access.token, '•••').replaceAll(credential, '•••');
    return printable(messagesIn(hidden).join(' ')).slice(0, 300).replace(/\.$/, '');
  }

  function problemOf(response: Answer, { ticket }: Call): Problem | undefined {
    const { status, headers, text } = response;
    if (/CAPTCHA/.test(headers.get('x-authentication-denied-reason') ?? '')) return jiraCaptcha(site);
    // With a wrong token, Jira may answer as to a stranger: an empty list that would look like the truth.
    if (
      status === 401 ||
      /AUTHENTICATED_FAILED|AUTHENTICATION_DENIED/.test(headers.get('x-seraph-loginreason') ?? '')
    ) {
      return jiraTokenRefused(site);
    }
    if (status === 511 || (status >= 200 && status < 300 && isPage(response)))
      return jiraAnswersWithPage(site);
    if (status >= 200 && status < 300) return undefined;
    if (status === 404) {
      if (ticket === undefined) return jiraSiteElsewhere(site);
      return isJirasWord(response)
        ? ticketUnknown(ticket, site, said(text))
        : jiraSiteUnavailable(site, status);
    }
    if (status >= 400 && status < 500 && isPage(response)) return jiraSiteUnavailable(site, status);
    if (status === 403) return jiraAccessDenied(site, ticket, said(text));
    if (status < 400) return jiraSiteElsewhere(site, originOf(headers.get('location'), site));
    if (status === 409 || status === 408 || status >= 500) return jiraFailed(site, status);
    return jiraRefused(said(text), ticket);
  }

  return (call: Call): Client => ({
    async sendRequest<T>(request: SendRequestOptions<T>): Promise<T> {
      call.signal.throwIfAborted();
      const response = await sendPatiently(site + request.url + queryOf(request.searchParams), request, call);
      const problem = problemOf(response, call);
      if (problem) throw problem;
      if (request.schema === undefined) return undefined as T;
      const data = parseJson(response.text);
      if (typeof data !== 'object' || data === null) throw jiraUnexpected(site, call.operation);
      const parsed = request.schema.safeParse(data);
      if (parsed.success) return parsed.data;
      if (onSchemaMismatch === 'throw') {
        throw jiraUnexpected(site, `${call.operation}: ${parsed.error.issues[0]?.path.join('.')}`);
      }
      // What Guardrail itself needs of a response is checked where it is read.
      return data as T;
    },
  });
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}

/**
 * Milliseconds: as long as the site asks (seconds or a date); if it does not say, `usual`. Spread, so that windows that
 * were refused together do not return together.
 */
function delayOf(retryAfter: string | null, usual: number): number {
  const seconds = retryAfter === null || retryAfter.trim() === '' ? Number.NaN : Number(retryAfter);
  const asked = Number.isNaN(seconds) ? Date.parse(retryAfter ?? '') - Date.now() : seconds * 1000;
  if (Number.isNaN(asked)) return usual * (0.7 + 0.6 * Math.random());
  return Math.max(asked, minDelayMs) + 1000 * Math.random();
}

function queryOf(parameters: Readonly<Record<string, unknown>> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) query.append(name, String(one));
    }
  }
  return query.size === 0 ? '' : `?${query}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether Jira itself says that something does not exist: in JSON, in a sentence. Gateways, and sites that are
 * suspended or renamed, answer 404 as well: with a page, with nothing, or with JSON of another shape.
 */
function isJirasWord({ headers, text }: Answer): boolean {
  const type = headers.get('content-type') ?? '';
  return (
    /\bjson\b/i.test(type) && errorMessagesIn(parseJson(text)).some((sentence) => sentence.trim() !== '')
  );
}

/** A page is for people: something in front of Jira sent it. */
function isPage({ headers, text }: Answer): boolean {
  return /\bhtml\b/i.test(headers.get('content-type') ?? '') || /^\s*</.test(text.slice(0, 1000));
}

function errorMessagesIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null || !('errorMessages' in body)) return [];
  return Array.isArray(body.errorMessages) ? body.errorMessages.filter(isText) : [];
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Jira's error body: `{errorMessages: [sentence], errors: {field: sentence}}`. */
function messagesIn(text: string): string[] {
  const body = parseJson(text);
  if (typeof body !== 'object' || body === null) return [];
  const fields =
    'errors' in body && typeof body.errors === 'object' && body.errors !== null ? body.errors : {};
  return [...errorMessagesIn(body), ...Object.values(fields).filter(isText)];
}

function originOf(location: string | null, site: string): string {
  return location !== null && URL.canParse(location, site) ? new URL(location, site).origin : '';
}
