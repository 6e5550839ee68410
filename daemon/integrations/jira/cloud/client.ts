import type { Client, SendRequestOptions } from 'jira.js/core';
import { jiraUnexpected } from '../problems.ts';
import { parseJson, responseProblem } from '../response-problem.ts';
import { type Call, openTransport, type TransportOptions } from '../transport.ts';

export interface ClientOptions extends TransportOptions {
  /** `throw` in tests: a response that jira.js's schema does not describe is a Problem `jira-unexpected`. */
  readonly onSchemaMismatch?: 'ignore' | 'throw';
}

export interface Access {
  /** Origin without a trailing slash. */
  readonly site: string;
  readonly email: string;
  readonly token: string;
}

/**
 * Returns jira.js's client for one call, with Guardrail's own transport. jira.js's transport cannot be
 * aborted, has no timeout, follows redirects and never repeats a throttled request. Its functions and schemas
 * need only `sendRequest`. Every error is a Problem, and no error contains the token.
 */
export function openClient(
  { site, email, token }: Access,
  onCall: (operation: string) => void,
  { onSchemaMismatch = 'ignore', ...options }: ClientOptions = {},
) {
  const credential = Buffer.from(`${email}:${token}`, 'utf8').toString('base64');
  const send = openTransport({ site, authorization: `Basic ${credential}` }, onCall, options);
  const secrets = [token, credential];

  return (call: Call): Client => ({
    async sendRequest<T>(request: SendRequestOptions<T>): Promise<T> {
      call.signal.throwIfAborted();
      const { method, body, schema } = request;
      const url = site + request.url + queryOf(request.searchParams);
      const response = await send({ url, method, body }, call);
      const problem = responseProblem(response, { site, ticket: call.ticket, secrets });
      if (problem) throw problem;
      if (schema === undefined) return undefined as T;
      const data = parseJson(response.text);
      if (typeof data !== 'object' || data === null) throw jiraUnexpected(site, call.operation);
      const parsed = schema.safeParse(data);
      if (parsed.success) return parsed.data;
      if (onSchemaMismatch === 'throw') {
        throw jiraUnexpected(site, `${call.operation}: ${parsed.error.issues[0]?.path.join('.')}`);
      }
      // Readers check the parts of a response that Guardrail needs.
      return data as T;
    },
  });
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
