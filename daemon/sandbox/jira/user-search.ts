import { type Answer, type Question, Refusal } from './answer.ts';
import { issueNamed } from './issues.ts';
import { pageOf } from './page.ts';
import { peopleOf, userJson, userNameOf } from './people.ts';
import type { RequestContext } from './request-context.ts';
import { projectNamed } from './site.ts';

const maxPageItems = 1000;

/** Returns the users whose name begins with the query, or has a word that begins with it. */
export function searchUsers(context: RequestContext, { query }: Question): Answer {
  return usersAnswer(context, query, peopleOf(context.world, context.person));
}

/** Like `searchUsers`, only for the users to whom an issue of the project can be assigned. */
export function searchAssignable(context: RequestContext, { query }: Question): Answer {
  const { world, person } = context;
  const issueKey = query.get('issueKey');
  const project =
    issueKey === null
      ? projectNamed(world, query.get('project') ?? '').key
      : issueNamed(world, issueKey).project;
  const ofProject = { ...world, issues: world.issues.filter((issue) => issue.project === project) };
  return usersAnswer(context, query, peopleOf(ofProject, person));
}

function usersAnswer(
  { site }: RequestContext,
  query: URLSearchParams,
  people: ReturnType<typeof peopleOf>,
): Answer {
  const isCloud = site.kind === 'cloud';
  const term = isCloud ? (query.get('query') ?? query.get('accountId')) : query.get('username');
  if (term === null) {
    throw new Refusal(400, [
      isCloud
        ? 'The query parameters query, accountId and property are empty.'
        : 'The username query parameter was not provided',
    ]);
  }
  const wanted = term.toLowerCase();
  const found = people.filter((each) => {
    const { accountId, displayName } = each;
    const names = isCloud ? [displayName] : [displayName, userNameOf(each)];
    if (isCloud && accountId === term) return true;
    return names.some((name) => {
      const folded = name.toLowerCase();
      return folded.startsWith(wanted) || folded.split(/\s+/).some((word) => word.startsWith(wanted));
    });
  });
  const { values } = pageOf(found, query, maxPageItems, (each) => userJson(site, each));
  return { status: 200, body: values };
}
