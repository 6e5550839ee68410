import type { IncomingMessage } from 'node:http';
import { type Answer, Refusal } from '../answer.ts';
import { basic, isAuthorizedBy } from '../authorization.ts';
import { answerFrom, type Deployment } from '../endpoint.ts';
import { decoded } from '../http.ts';
import { browse } from '../site.ts';
import { cloudEndpoints } from './endpoints.ts';

/** Returns the handler of requests to a site of Jira Cloud. `token`: absent if no token is valid here, because all have scopes. */
export function openCloudSite(deployment: Deployment, cloudId: string, token: string | undefined) {
  const endpoints = cloudEndpoints(deployment);
  const { world, email, faults } = deployment;

  return async (request: IncomingMessage, url: URL): Promise<Answer> => {
    const query = url.searchParams;
    const page = /^\/browse\/([^/]+)$/.exec(url.pathname);
    if (page) return browse(world, { parts: page.slice(1).map(decoded), query, body: undefined });
    if (url.pathname === '/_edge/tenant_info') return { status: 200, body: { cloudId } };

    // Version 2 describes the site, too, so that a client can ask before it knows the kind of deployment.
    const path = url.pathname === '/rest/api/2/serverInfo' ? '/serverInfo' : apiPath(url.pathname);
    const isAnonymous = request.headers.authorization === undefined && path === '/serverInfo';
    const isKnown =
      token !== undefined && isAuthorizedBy(request, basic(email, token)) && !faults.rejectsToken;
    if (!isKnown && !isAnonymous) return unauthenticated();
    const answer = path === undefined ? undefined : await answerFrom(endpoints, request, path, query);
    if (answer === undefined) throw new Refusal(404, [`No endpoint ${request.method} ${url.pathname}.`]);
    return answer;
  };
}

/** Returns the path of an endpoint without the API's version. */
export function apiPath(path: string): string | undefined {
  const found = /^\/rest\/(?:api\/(?:3|latest)(?=\/)|(agile)\/1\.0(?=\/))(.*)$/.exec(path);
  return found ? `${found[1] ? '/agile' : ''}${found[2]}` : undefined;
}

function unauthenticated(): Answer {
  return {
    status: 401,
    body: { message: 'Client must be authenticated to access this resource.', 'status-code': 401 },
    headers: { 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED', 'WWW-Authenticate': 'OAuth realm="Jira"' },
  };
}
