import type { World } from '../../model.ts';
import { Refusal } from '../answer.ts';
import { getBoardConfiguration, listBoards } from '../boards.ts';
import { contextOf, type Deployment, type Endpoint } from '../endpoint.ts';
import { addComment, bulkFetch, getCommentProperty, getIssue, issueNamed, listComments } from '../issues.ts';
import { countIssues, searchByBody, searchByQuery } from '../search.ts';
import { getMyself, getProject, getProjectStatuses, getServerInfo, searchProjects } from '../site.ts';
import { workEndpoints } from '../work-endpoints.ts';

/** Returns the endpoints of Jira Cloud's REST API, version 3, and of its boards. */
export function cloudEndpoints(deployment: Deployment): Endpoint[] {
  const { world, site, base, user, email } = deployment;

  // biome-ignore format: a table.
  const endpoints: readonly Endpoint[] = [
    ['POST', /^\/search\/jql$/, (question) => searchByBody(deployment, question)],
    ['GET', /^\/search\/jql$/, (question) => searchByQuery(deployment, question)],
    ['POST', /^\/search\/approximate-count$/, (question) => countIssues(deployment, question)],
    ['POST', /^\/issue\/bulkfetch$/, (question) => bulkFetch(base, world, question)],
    ['GET', /^\/issue\/([^/]+)$/, (question) => getIssue(base, world, question)],
    ['GET', /^\/issue\/([^/]+)\/comment$/, (question) => listComments(base, world, question)],
    ['POST', /^\/issue\/([^/]+)\/comment$/, (question) => addComment(base, world, question, user)],
    ['GET', /^\/comment\/([^/]+)\/properties\/([^/]+)$/, (question) => getCommentProperty(base, world, question)],
    ['GET', /^\/myself$/, () => getMyself(base, user, email)],
    ['GET', /^\/serverInfo$/, () => getServerInfo(site)],
    ['GET', /^\/project\/search$/, (question) => searchProjects(base, world, question)],
    ['GET', /^\/project\/([^/]+)$/, (question) => getProject(base, world, question)],
    ['GET', /^\/project\/([^/]+)\/statuses$/, (question) => getProjectStatuses(base, world, question)],
    ['GET', /^\/agile\/board$/, (question) => listBoards(base, world, question)],
    ['GET', /^\/agile\/board\/([^/]+)\/configuration$/, (question) => getBoardConfiguration(base, world, question)],
    ...workEndpoints(contextOf(deployment)),
    ['POST', /^\/search$/, () => removedApi()],
    ['GET', /^\/search$/, () => removedApi()],
  ];
  return endpoints.map((endpoint) => withoutArchived(world, endpoint));
}

/** Refuses to change an archived issue. */
function withoutArchived(world: World, [method, path, answer]: Endpoint): Endpoint {
  if (method === 'GET' || !path.source.startsWith('^\\/issue\\/(')) return [method, path, answer];
  return [
    method,
    path,
    (question) => {
      if (issueNamed(world, question.parts[0]).isArchived) {
        throw new Refusal(403, ['The issue is archived. It cannot be changed.']);
      }
      return answer(question);
    },
  ];
}

function removedApi(): never {
  throw new Refusal(410, [
    'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
  ]);
}
