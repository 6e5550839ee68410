import type { Client, SendRequestOptions } from 'jira.js/core';
import type { JiraKind } from '#protocol/account.ts';
import type { Problem } from '../../domain/problems/problem.ts';
import type { Authorization } from './credentials.ts';
import { jiraUnexpected } from './problems.ts';
import { parseJson, responseProblem } from './response-problem.ts';
import { type Call, openTransport, type TransportOptions } from './transport.ts';

export interface ClientOptions extends TransportOptions {
  /** `throw` in tests: a response that jira.js's schema does not describe is a Problem `jira-unexpected`. */
  readonly onSchemaMismatch?: 'ignore' | 'throw';
}

export interface ClientAccess extends Authorization {
  /** The address that the user knows, without a trailing slash. */
  readonly site: string;
  readonly kind: JiraKind;
  /** Absent: every request is sent to the site. */
  readonly route?: Route;
}

/** Decides to which address requests are sent, if a site has more than one. */
export interface Route {
  /** Returns the address in front of a path, without a trailing slash. */
  current(): string;
  /**
   * Resolves to another address for a request whose token was refused, or to `undefined`.
   * @param refused The address that refused the token.
   */
  afterRefusal(refused: string, call: Call): Promise<string | undefined>;
  /** Called with the result of a request to an address that `afterRefusal` returned. */
  settle(address: string, isAccepted: boolean): void;
}

/**
 * Returns jira.js's client for one call, with Guardrail's own transport. jira.js's transport cannot be
 * aborted, has no timeout, follows redirects and never repeats a throttled request. Its functions and schemas
 * need only `sendRequest`. Every error is a Problem, and no error contains the token.
 */
export function openClient(
  { site, kind, authorization, secrets, route }: ClientAccess,
  onCall: (operation: string) => void,
  { onSchemaMismatch = 'ignore', ...options }: ClientOptions = {},
) {
  const send = openTransport({ site, authorization }, onCall, options);

  async function exchange(address: string, request: SendRequestOptions<unknown>, call: Call) {
    const { method, body } = request;
    const url = address + request.url + queryOf(request.searchParams);
    const response = await send({ url, method, body }, call);
    return { response, problem: responseProblem(response, { site, kind, ticket: call.ticket, secrets }) };
  }

  /** A refused request was not processed, so it may be sent to another address. */
  async function exchangeOnRoute(request: SendRequestOptions<unknown>, call: Call) {
    const address = route?.current() ?? site;
    const first = await exchange(address, request, call);
    const other = isRefusal(first.problem) ? await route?.afterRefusal(address, call) : undefined;
    if (other === undefined) return first;
    const second = await exchange(other, request, call);
    const isAccepted = !isRefusal(second.problem);
    route?.settle(other, isAccepted);
    return isAccepted ? second : first;
  }

  return (call: Call): Client => ({
    async sendRequest<T>(request: SendRequestOptions<T>): Promise<T> {
      call.signal.throwIfAborted();
      const { schema } = request;
      const { response, problem } = await exchangeOnRoute(request, call);
      if (problem) throw problem;
      if (schema === undefined) return undefined as T;
      const data = parseJson(response.text);
      if (typeof data !== 'object' || data === null) throw jiraUnexpected(site, call.operation);
      // Readers check the parts of a response that Guardrail needs. The schema copies every part.
      if (onSchemaMismatch === 'ignore') return data as T;
      const parsed = schema.safeParse(data);
      if (parsed.success) return parsed.data;
      throw jiraUnexpected(site, `${call.operation}: ${parsed.error.issues[0]?.path.join('.')}`);
    },
  });
}

function isRefusal(problem: Problem | undefined): boolean {
  return problem?.code === 'jira-token-refused';
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
