import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '../model.ts';
import type { Person } from '../workflow-model.ts';
import { type Answer, Refusal } from './answer.ts';
import { allScopes, openGateway, type Scope } from './cloud/gateway.ts';
import { openCloudSite } from './cloud/site.ts';
import { openDataCenter } from './data-center/site.ts';
import type { Deployment } from './endpoint.ts';
import { createFaults, type JiraFault, type JiraFaults } from './faults.ts';
import { decoded, type Listener, listen, send } from './http.ts';
import { issueNamed } from './issues.ts';
import { createOtherPeople, type OtherPeople } from './other-people.ts';
import { sandboxUserId } from './people.ts';
import { inTimeZone } from './time-zone.ts';

/**
 * The kind of deployment. `cloud`: Jira Cloud, where the token is valid on the site and, with every scope, on the gateway.
 * `scoped`: Jira Cloud with a token with scopes, which is valid only on the gateway. `data-center`: Jira Data Center 10.3 with
 * a personal access token.
 */
export type JiraKind = (typeof jiraKinds)[number];
export const jiraKinds = ['cloud', 'scoped', 'data-center'] as const;

export interface JiraOptions {
  /** Default: `cloud`. */
  readonly kind?: JiraKind;
  /** 0 or absent: any free port. Jira Cloud's gateway has the next port. */
  readonly port?: number;
  /** Added to every response. */
  readonly latencyMs?: number;
  readonly email: string;
  readonly token: string;
  /** The user's time zone. Default: UTC. */
  readonly timeZone?: string;
  /** The scopes of the token on the gateway. Default: all that Guardrail needs. */
  readonly scopes?: readonly Scope[];
  /** The token belongs to a service account. */
  readonly isServiceAccount?: boolean;
  /** Only for Data Center: the path under which Jira is served, for example `/jira`. Default: empty. */
  readonly contextPath?: string;
  /** Only for Data Center: when the token expires, in ISO 8601. Absent: never. */
  readonly tokenExpires?: string;
}

export interface JiraServer {
  readonly kind: JiraKind;
  /** Origin and context path, without a trailing slash. */
  readonly url: string;
  /** Jira Cloud only: the origin that plays `https://api.atlassian.com`, without a trailing slash. */
  readonly gateway?: string;
  readonly faults: JiraFaults;
  /** Makes the changes of other people. */
  readonly others: OtherPeople;
  /** Requests so far to the site and to the gateway, including refused requests. */
  readonly requests: number;
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, url: URL) => Promise<Answer>;

/** Starts a Jira over the world's issues, on loopback. */
export async function startJira(world: World, options: JiraOptions): Promise<JiraServer> {
  const { kind = 'cloud', email, token, latencyMs = 0, contextPath = '', timeZone = 'Etc/UTC' } = options;
  const faults = createFaults(world, kind !== 'data-center');
  const user: Person = {
    accountId: sandboxUserId,
    displayName: options.isServiceAccount ? 'Sandbox Service Account' : 'Sandbox Developer',
    ...(options.isServiceAccount && { accountType: 'app' as const }),
  };
  let requests = 0;

  async function handle(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests++;
    if (latencyMs > 0) await sleep(latencyMs);
    if (faults.dropsConnections) return void request.socket.destroy();
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const isPage = url.pathname.startsWith(`${contextPath}/browse/`);
    const fault = isPage ? undefined : faults.next({ method: request.method ?? '', path: url.pathname });
    if (fault === 'cut') return void request.socket.destroy();
    if (isAnswer(fault)) return send(response, fault);
    if (fault instanceof Object && 'delayMs' in fault) await sleep(fault.delayMs);
    const answer = await handler(request, url).catch(refusalOf);
    const moved = /\/issue\/([^/]+)\/transitions$/.exec(url.pathname)?.[1];
    if (moved !== undefined && answer.status === 204) faults.moved(issueNamed(world, decoded(moved)));
    if (fault instanceof Object && 'after' in fault) fault.after();
    if (fault === 'lost') request.socket.destroy();
    else send(response, localized(answer), fault === 'half');
  }

  /** Times are in the user's time zone. */
  function localized(answer: Answer): Answer {
    const { status, body, headers } = answer;
    if (timeZone === 'Etc/UTC' || typeof body !== 'object') return answer;
    return { status, body: inTimeZone(timeZone, body), ...(headers && { headers }) };
  }

  /** Listens, with the handler that `open` makes for the listener's origin. */
  async function serve(port: number, open: (origin: string) => Handler): Promise<Listener> {
    let handler: Handler;
    const listener = await listen(port, (request, response) => handle(handler, request, response));
    handler = open(listener.origin);
    return listener;
  }

  const deployment = (site: string, base: string): Deployment => ({
    kind: kind === 'data-center' ? kind : 'cloud',
    world,
    site,
    base,
    user,
    email,
    timeZone,
    faults,
  });
  const port = options.port ?? 0;
  const listeners: Listener[] = [];
  const server = {
    kind,
    faults,
    others: createOtherPeople(world),
    get requests() {
      return requests;
    },
    async close() {
      await Promise.all(listeners.map((listener) => listener.close()));
    },
  };

  if (kind === 'data-center') {
    const { tokenExpires } = options;
    const listener = await serve(port, (origin) => {
      const url = origin + contextPath;
      return openDataCenter(deployment(url, url), {
        contextPath,
        token,
        ...(tokenExpires && { tokenExpires }),
      });
    });
    listeners.push(listener);
    return Object.assign(server, { url: listener.origin + contextPath });
  }

  const cloudId = randomUUID();
  const site = await serve(port, (origin) =>
    openCloudSite(deployment(origin, origin), cloudId, kind === 'scoped' ? undefined : token),
  );
  listeners.push(site);
  const gateway = await serve(port && port + 1, (origin) =>
    openGateway(
      deployment(site.origin, `${origin}/ex/jira/${cloudId}`),
      cloudId,
      token,
      options.scopes ?? allScopes,
    ),
  ).catch(async (error: unknown) => {
    await site.close();
    throw error;
  });
  listeners.push(gateway);
  return Object.assign(server, { url: site.origin, gateway: gateway.origin });
}

function isAnswer(fault: JiraFault | undefined): fault is Answer {
  return fault instanceof Object && 'status' in fault;
}

function refusalOf(error: unknown): Answer {
  if (error instanceof Refusal) return error;
  return new Refusal(500, [error instanceof Error ? error.message : String(error)]);
}
