import type { Answer, Question } from '../answer.ts';
import { issueNamed } from '../issues.ts';
import { pageOf } from '../page.ts';
import type { RequestContext } from '../request-context.ts';
import { changeJson } from './history-json.ts';

/** Returns a page of an issue's history, the oldest change first. Only on Jira Cloud. */
export function listChanges({ world, site }: RequestContext, { parts, query }: Question): Answer {
  const { changes = [] } = issueNamed(world, parts[0]);
  return { status: 200, body: pageOf(changes, query, 100, (change) => changeJson(site.url, change)) };
}
