import type { IncomingMessage } from 'node:http';
import { type Answer, Refusal } from '../answer.ts';
import { isAuthorizedBy } from '../authorization.ts';
import { answerFrom, type Deployment } from '../endpoint.ts';
import { decoded } from '../http.ts';
import { browse } from '../site.ts';
import { dataCenterEndpoints } from './endpoints.ts';

export interface DataCenterOptions {
  /** `/jira`, or empty. */
  readonly contextPath: string;
  readonly token: string;
  /** When the token expires, in ISO 8601. Absent: never. */
  readonly tokenExpires?: string;
}

/** Returns the handler of requests to Jira Data Center 10.3, which accepts only personal access tokens. */
export function openDataCenter(deployment: Deployment, options: DataCenterOptions) {
  const { contextPath, token, tokenExpires } = options;
  const { world, faults } = deployment;
  const endpoints = dataCenterEndpoints(deployment, tokenExpires);

  return async (request: IncomingMessage, url: URL): Promise<Answer> => {
    if (!url.pathname.startsWith(`${contextPath}/`)) return notFoundPage();
    const pathname = url.pathname.slice(contextPath.length);
    const query = url.searchParams;
    const page = /^\/browse\/([^/]+)$/.exec(pathname);
    if (page) return browse(world, { parts: page.slice(1).map(decoded), query, body: undefined });
    if (!pathname.startsWith('/rest/')) return notFoundPage();

    const path = endpointPath(pathname);
    const { authorization } = request.headers;
    if (authorization?.startsWith('Basic ')) return basicDisabled();
    const isAnonymous = authorization === undefined && path === '/serverInfo';
    const isExpired = tokenExpires !== undefined && Date.parse(tokenExpires) <= Date.now();
    const isKnown = isAuthorizedBy(request, `Bearer ${token}`) && !isExpired && !faults.rejectsToken;
    if (!isKnown && !isAnonymous) return unauthenticated();
    const answer = path === undefined ? undefined : await answerOrRefusal(request, path);
    return answer ?? noResource(url);

    async function answerOrRefusal(from: IncomingMessage, at: string) {
      try {
        return await answerFrom(endpoints, from, at, query);
      } catch (error) {
        throw error instanceof Refusal && error.message.startsWith('Issue does not exist')
          ? new Refusal(404, ['Issue Does Not Exist'])
          : error;
      }
    }
  };
}

/** Returns the path of an endpoint without the API's version. */
function endpointPath(pathname: string): string | undefined {
  const found = /^\/rest\/(?:api\/(?:2|latest)|(agile)\/(?:1\.0|latest)|(pat)\/(?:1\.0|latest))(\/.*)$/.exec(
    pathname,
  );
  if (found === null) return undefined;
  const [, agile, pat, rest] = found;
  return [agile, pat].flatMap((room) => (room ? [`/${room}`] : [])).join('') + rest;
}

/** The answer while an administrator has turned Basic authentication off for the API. */
function basicDisabled(): Answer {
  return { status: 403, body: { message: 'Basic Authentication has been disabled on this instance.' } };
}

function unauthenticated(): Answer {
  return {
    status: 401,
    body: { message: 'Client must be authenticated to access this resource.', 'status-code': 401 },
    headers: { 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED', 'WWW-Authenticate': 'OAuth realm="Jira"' },
  };
}

/** The answer to a path without an endpoint, for example to Jira Cloud's `/rest/api/3`. */
function noResource({ href }: URL): Answer {
  return { status: 404, body: { message: `null for uri: ${href}`, 'status-code': 404 } };
}

function notFoundPage(): Answer {
  return { status: 404, body: '<!doctype html><title>Oops, you&#39;ve found a dead link. - JIRA</title>' };
}
