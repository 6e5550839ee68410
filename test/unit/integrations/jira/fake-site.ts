import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly authorization: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent unchanged. */
  readonly body?: unknown;
  /** Sends an answer that no correct site would send; replaces the other fields. */
  readonly raw?: (response: ServerResponse) => void;
}

/** Starts a site on loopback that sends the answers of the test and records the requests. `undefined` never answers. */
export async function startFakeSite(answer: (request: Received) => Answer | undefined) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
    const asked: Received = {
      method: request.method ?? '',
      path: decodeURIComponent(pathname),
      query: searchParams,
      body: text === '' ? undefined : JSON.parse(text),
      authorization: request.headers.authorization ?? '',
    };
    received.push(asked);
    const given = answer(asked);
    if (given === undefined) return;
    if (given.raw) return given.raw(response);
    const isText = typeof given.body === 'string';
    response.writeHead(given.status ?? 200, {
      'Content-Type': isText ? 'text/html' : 'application/json',
      ...given.headers,
    });
    response.end(given.body === undefined ? undefined : isText ? given.body : JSON.stringify(given.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    site: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Returns an issue in the form of the search and issue endpoints. */
export function issueJson(key: string, fields: Readonly<Record<string, unknown>> = {}) {
  return {
    id: '10001',
    key,
    self: `https://acme.atlassian.net/rest/api/3/issue/${key}`,
    fields: {
      summary: `Summary of ${key}`,
      description: null,
      status: { id: '3', name: 'To Do', statusCategory: { id: 2, key: 'new', name: 'To Do' } },
      labels: ['guardrail'],
      priority: null,
      duedate: null,
      assignee: null,
      updated: '2026-11-23T09:00:00.000+0900',
      ...fields,
    },
  };
}
