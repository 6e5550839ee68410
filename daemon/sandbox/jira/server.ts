import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '../model.ts';
import { type Answer, invalidPayload, type Question, Refusal } from './answer.ts';
import { createFaults, type JiraFaults } from './faults.ts';
import type { Person } from './issue-json.ts';
import { addComment, bulkFetch, getCommentProperty, getIssue, listComments } from './issues.ts';
import type { RequestContext } from './request-context.ts';
import { countIssues, searchByBody, searchByQuery } from './search.ts';
import { browse, getMyself, getProject, getProjectStatuses, getServerInfo, searchProjects } from './site.ts';
import { workEndpoints } from './work-endpoints.ts';

export interface JiraOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Added to every response. */
  readonly latencyMs?: number;
  readonly email: string;
  readonly token: string;
}

export interface JiraServer {
  /** Origin without a trailing slash. */
  readonly url: string;
  readonly faults: JiraFaults;
  /** Requests so far, including refused requests. */
  readonly requests: number;
  close(): Promise<void>;
}

type Endpoint = (question: Question) => Answer;

const maxBodyBytes = 1024 * 1024;

/** Starts Jira Cloud's REST API, version 3, over the world's issues, on loopback. */
export async function startJira(world: World, options: JiraOptions): Promise<JiraServer> {
  const { email, token, latencyMs = 0 } = options;
  const faults = createFaults(world);
  const expected = Buffer.from(`Basic ${Buffer.from(`${email}:${token}`, 'utf8').toString('base64')}`);
  const user: Person = { accountId: '712020:guardrail-sandbox', displayName: 'Sandbox Developer' };
  let site = '';
  let requests = 0;
  const context = (): RequestContext => ({ world, site: { url: site, kind: 'cloud' }, person: user });

  // biome-ignore format: a table.
  const endpoints: readonly (readonly [method: string, path: RegExp, answer: Endpoint])[] = [
    ['POST', /^\/search\/jql$/, (question) => searchByBody(site, world, faults.indexed, question)],
    ['GET', /^\/search\/jql$/, (question) => searchByQuery(site, world, faults.indexed, question)],
    ['POST', /^\/search\/approximate-count$/, (question) => countIssues(world, faults.indexed, question)],
    ['POST', /^\/issue\/bulkfetch$/, (question) => bulkFetch(site, world, question)],
    ['GET', /^\/issue\/([^/]+)$/, (question) => getIssue(site, world, question)],
    ['GET', /^\/issue\/([^/]+)\/comment$/, (question) => listComments(site, world, question)],
    ['POST', /^\/issue\/([^/]+)\/comment$/, (question) => addComment(site, world, question, user)],
    ['GET', /^\/comment\/([^/]+)\/properties\/([^/]+)$/, (question) => getCommentProperty(site, world, question)],
    ['GET', /^\/myself$/, () => getMyself(site, user, email)],
    ['GET', /^\/serverInfo$/, () => getServerInfo(site)],
    ['GET', /^\/project\/search$/, (question) => searchProjects(site, world, question)],
    ['GET', /^\/project\/([^/]+)$/, (question) => getProject(site, world, question)],
    ['GET', /^\/project\/([^/]+)\/statuses$/, (question) => getProjectStatuses(site, world, question)],
    ['POST', /^\/search$/, () => removedApi()],
    ['GET', /^\/search$/, () => removedApi()],
  ];

  /** `cut`: the connection ends without a response. */
  async function answerTo(request: IncomingMessage): Promise<Answer | 'cut'> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const question = (parts: readonly string[], body?: unknown) => ({ parts, query: url.searchParams, body });
    const page = /^\/browse\/([^/]+)$/.exec(url.pathname);
    if (page) return browse(world, question(page.slice(1).map(decoded)));

    const fault = faults.next({ method: request.method ?? '', path: url.pathname });
    if (fault !== undefined && fault !== 'lost') return fault;
    const answer = await endpointAnswer(request, url, question);
    return fault === 'lost' ? 'cut' : answer;
  }

  async function endpointAnswer(
    request: IncomingMessage,
    url: URL,
    question: (parts: readonly string[], body?: unknown) => Question,
  ): Promise<Answer> {
    const given = Buffer.from(request.headers.authorization ?? '');
    const isKnown = given.length === expected.length && timingSafeEqual(given, expected);
    if (!isKnown || faults.rejectsToken) return unauthenticated();

    const path = url.pathname.replace(/^\/rest\/api\/(3|latest)(?=\/)/, '');
    const atPath =
      path === url.pathname
        ? []
        : [...endpoints, ...workEndpoints(context())].filter(([, pattern]) => pattern.test(path));
    if (atPath.length === 0) throw new Refusal(404, [`No endpoint ${request.method} ${url.pathname}.`]);
    const [, pattern, answer] = atPath.find(([method]) => method === request.method) ?? [];
    if (!pattern || !answer) return { status: 405 };
    const parts = pattern.exec(path)?.slice(1).map(decoded) ?? [];
    return answer(
      question(
        parts,
        request.method === 'POST' || request.method === 'PUT' ? await readJson(request) : undefined,
      ),
    );
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests++;
    if (latencyMs > 0) await sleep(latencyMs);
    if (faults.dropsConnections) return void request.socket.destroy();
    try {
      const answer = await answerTo(request);
      if (answer === 'cut') request.socket.destroy();
      else send(response, answer);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      send(response, error instanceof Refusal ? error : new Refusal(500, [message]));
    }
  }

  const server = createServer((request, response) => void handle(request, response));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: site,
    faults,
    get requests() {
      return requests;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const isPage = typeof body === 'string';
  response.writeHead(status, {
    ...(body !== undefined && {
      'Content-Type': isPage ? 'text/html;charset=UTF-8' : 'application/json;charset=UTF-8',
    }),
    'Cache-Control': 'no-cache, no-store, no-transform',
    ...headers,
  });
  response.end(body === undefined || isPage ? body : JSON.stringify(body));
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > maxBodyBytes) throw new Refusal(413, ['The request is too large.']);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalidPayload();
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function unauthenticated(): Answer {
  return {
    status: 401,
    body: { message: 'Client must be authenticated to access this resource.', 'status-code': 401 },
    headers: { 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED', 'WWW-Authenticate': 'OAuth realm="Jira"' },
  };
}

function removedApi(): Answer {
  throw new Refusal(410, [
    'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
  ]);
}
