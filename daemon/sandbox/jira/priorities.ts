import type { Answer, Question } from './answer.ts';
import { optionJson } from './fields/field-json.ts';
import { priorities, priorityField } from './fields/system-fields.ts';
import { pageOf } from './page.ts';
import type { RequestContext } from './request-context.ts';

/** Returns the site's priorities, the most urgent first. */
export function listPriorities({ site }: RequestContext): Answer {
  return { status: 200, body: priorities.map((priority) => optionJson(site, priorityField, priority)) };
}

/** Returns a page of the site's priorities. Only on Jira Cloud. */
export function searchPriorities({ site }: RequestContext, { query }: Question): Answer {
  const page = pageOf(priorities, query, 50, (priority) => optionJson(site, priorityField, priority));
  return { status: 200, body: page };
}
