import type { Answer, Question } from '../answer.ts';
import { cloudEndpoints } from '../cloud/endpoints.ts';
import { contextOf, type Deployment, type Endpoint } from '../endpoint.ts';
import { jiraTime } from '../issue-json.ts';
import { createForms } from './forms.ts';
import { searchByBody, searchByQuery } from './search.ts';

/** Endpoints that only Jira Cloud has. */
const cloudOnly = [
  '/search/jql',
  '/search/approximate-count',
  '/issue/bulkfetch',
  '/project/search',
  '/search',
];

/**
 * Returns the endpoints of Jira Data Center's REST API, version 2, of its boards and of its personal access tokens. The
 * endpoints that Jira Cloud also has do the same work. Only the JSON differs.
 */
export function dataCenterEndpoints(deployment: Deployment, tokenExpires?: string): Endpoint[] {
  const { base, world, user, email } = deployment;
  const forms = createForms(contextOf(deployment).site, user);
  const shared = cloudEndpoints(deployment).filter(
    ([, pattern]) => !cloudOnly.some((path) => pattern.source === `^${path.replaceAll('/', '\\/')}$`),
  );
  // biome-ignore format: a table.
  const own: Endpoint[] = [
    ['POST', /^\/search$/, (question) => searchByBody(deployment, question)],
    ['GET', /^\/search$/, (question) => searchByQuery(deployment, question)],
    ['GET', /^\/project$/, () => listProjects()],
    ['GET', /^\/myself$/, () => ({ status: 200, body: forms.currentUser(email) })],
    ['GET', /^\/serverInfo$/, () => getServerInfo(base)],
    ['GET', /^\/pat\/tokens$/, () => listTokens(tokenExpires)],
  ];
  const translated = ([method, path, answer]: Endpoint): Endpoint => [
    method,
    path,
    (question) => forms.answer(answer(forms.question(question))),
  ];
  return [...own, ...shared].map(translated);

  function listProjects(): Answer {
    const getProject = (key: string) => {
      const question: Question = { parts: [key], query: new URLSearchParams(), body: undefined };
      return shared.find(([, pattern]) => pattern.test(`/project/${key}`))?.[2](question).body;
    };
    return { status: 200, body: world.projects.map(({ key }) => getProject(key)) };
  }
}

function getServerInfo(baseUrl: string): Answer {
  const body = {
    baseUrl,
    version: '10.3.24',
    versionNumbers: [10, 3, 24],
    deploymentType: 'Server',
    buildNumber: 10_030_024,
    buildDate: '2026-10-01T00:00:00.000+0000',
    databaseBuildNumber: 10_030_024,
    serverTime: jiraTime(new Date().toISOString()),
    scmInfo: '5f1b3c9e7a2d4b6f8091a2b3c4d5e6f708192a3b',
    serverTitle: 'Jira',
  };
  return { status: 200, body };
}

/** Returns the user's tokens, without the tokens themselves. */
function listTokens(tokenExpires: string | undefined): Answer {
  const token = {
    id: 1,
    name: 'guardrail',
    createdAt: '2026-09-01T00:00:00.000Z',
    lastAccessedAt: new Date().toISOString(),
    ...(tokenExpires && { expiringAt: tokenExpires }),
  };
  return { status: 200, body: [token] };
}
