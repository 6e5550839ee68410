import { z } from 'zod';
import { type Answer, invalidPayload, type Question, Refusal } from '../answer.ts';
import type { Deployment } from '../endpoint.ts';
import { issueJson } from '../issue-json.ts';
import { searchResults } from '../search-results.ts';

const searchBody = z.object({
  jql: z.string().optional(),
  startAt: z.number().int().nonnegative().optional(),
  maxResults: z.number().int().optional(),
  fields: z.array(z.string()).optional(),
  validateQuery: z.boolean().optional(),
  expand: z.array(z.string()).optional(),
});

type Search = z.infer<typeof searchBody>;

const usualPageItems = 50;
/** The site's limit `jira.search.views.default.max`. */
const maxPageItems = 1000;

export function searchByBody(deployment: Deployment, { body }: Question): Answer {
  const search = searchBody.safeParse(body);
  if (!search.success) throw invalidPayload();
  return searchIssues(deployment, search.data);
}

export function searchByQuery(deployment: Deployment, { query }: Question): Answer {
  const number = (name: string) => (query.has(name) ? Number(query.get(name)) : undefined);
  const search = searchBody.safeParse({
    jql: query.get('jql') ?? undefined,
    startAt: number('startAt'),
    maxResults: number('maxResults'),
    fields: query.has('fields') ? query.getAll('fields').flatMap((names) => names.split(',')) : undefined,
    validateQuery: query.has('validateQuery') ? query.get('validateQuery') !== 'false' : undefined,
  });
  if (!search.success) throw invalidPayload();
  return searchIssues(deployment, search.data);
}

/**
 * Returns a page by its position, with the number of all results. A query without a restriction finds every issue. With
 * `validateQuery: false`, a query with an unknown value finds nothing and has a warning.
 */
function searchIssues({ base, world, faults, timeZone }: Deployment, search: Search): Answer {
  const { jql = '', startAt = 0, maxResults = usualPageItems, fields = ['*navigable'] } = search;
  const wanted = fields.every((name) => name === 'id') ? ['key'] : fields;
  const size = Math.min(Math.max(0, maxResults), maxPageItems);
  const answer = (total: number, issues: readonly unknown[], warnings: readonly string[] = []) => ({
    status: 200,
    body: {
      expand: 'schema,names',
      startAt,
      maxResults: size,
      total,
      issues,
      ...(warnings.length > 0 && { warningMessages: warnings }),
    },
  });
  try {
    const found = searchResults(world, faults.indexed, { jql, isBounded: false, timeZone });
    const page = found.slice(startAt, startAt + size);
    return answer(
      found.length,
      page.map((issue) => issueJson(base, world, issue, wanted)),
    );
  } catch (error) {
    if (search.validateQuery === false && error instanceof Refusal) return answer(0, [], [error.message]);
    throw error;
  }
}
