import type { IncomingMessage } from 'node:http';
import type { Answer } from '../answer.ts';
import { basic, isAuthorizedBy } from '../authorization.ts';
import { answerFrom, type Deployment } from '../endpoint.ts';
import { cloudEndpoints } from './endpoints.ts';
import { apiPath } from './site.ts';

/** Every scope that Guardrail's endpoints need. Boards have no classic scope. */
export const allScopes = [
  'read:jira-work',
  'write:jira-work',
  'read:jira-user',
  'read:board-scope:jira-software',
  'read:board-scope.admin:jira-software',
  'read:project:jira',
] as const;

export type Scope = (typeof allScopes)[number];

/** Returns the handler of requests to Atlassian's gateway: `/ex/jira/{cloudId}/rest/…`. A token has scopes there. */
export function openGateway(
  deployment: Deployment,
  cloudId: string,
  token: string,
  scopes: readonly Scope[],
) {
  const endpoints = cloudEndpoints(deployment);
  const { email, faults } = deployment;

  return async (request: IncomingMessage, url: URL): Promise<Answer> => {
    const [, tenant, rest = ''] = /^\/ex\/jira\/([^/]+)(\/.*)$/.exec(url.pathname) ?? [];
    if (tenant !== cloudId) return { status: 404, body: { code: 404, message: 'Not Found' } };
    if (!isAuthorizedBy(request, basic(email, token)) || faults.rejectsToken) {
      return { status: 401, body: { code: 401, message: 'Unauthorized' } };
    }
    const path = apiPath(rest);
    if (path === undefined) return { status: 404, body: { code: 404, message: 'Not Found' } };
    if (!scopesFor(request.method ?? '', path).every((scope) => scopes.includes(scope))) {
      return { status: 401, body: { code: 401, message: 'Unauthorized; scope does not match' } };
    }
    const answer = await answerFrom(endpoints, request, path, url.searchParams);
    return answer ?? { status: 404, body: { code: 404, message: 'Not Found' } };
  };
}

/** Returns the scopes that an endpoint needs, as its page in Atlassian's reference lists them. */
function scopesFor(method: string, path: string): readonly Scope[] {
  if (path.startsWith('/agile/')) {
    const board = path.endsWith('/configuration')
      ? 'read:board-scope.admin:jira-software'
      : 'read:board-scope:jira-software';
    return [board, 'read:project:jira'];
  }
  if (path === '/myself' || path.startsWith('/user')) return ['read:jira-user'];
  const reads = method === 'GET' || /^\/(search\/|issue\/bulkfetch$)/.test(path);
  return [reads ? 'read:jira-work' : 'write:jira-work'];
}
