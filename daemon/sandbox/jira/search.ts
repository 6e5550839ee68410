import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Answer, invalidPayload, type Question, Refusal } from './answer.ts';
import type { Deployment } from './endpoint.ts';
import { issueJson } from './issue-json.ts';
import { searchResults } from './search-results.ts';

const searchBody = z.object({
  jql: z.string().optional(),
  nextPageToken: z.string().nullish(),
  maxResults: z.number().int().nonnegative().optional(),
  fields: z.array(z.string()).optional(),
  expand: z.string().optional(),
  properties: z.array(z.string()).max(5).optional(),
  fieldsByKeys: z.boolean().optional(),
  reconcileIssues: z.array(z.number()).max(50).optional(),
});

type Search = z.infer<typeof searchBody>;

const usualPageItems = 50;
/** Jira returns fewer issues per page if it has to load their fields. */
const maxPageItems = { ids: 5000, fields: 100 };

export function searchByBody(deployment: Deployment, { body }: Question): Answer {
  const search = searchBody.safeParse(body);
  if (!search.success) throw invalidPayload();
  return searchIssues(deployment, search.data);
}

export function searchByQuery(deployment: Deployment, { query }: Question): Answer {
  const text = (name: string) => query.get(name) ?? undefined;
  const fields = query.getAll('fields').flatMap((names) => names.split(','));
  const search = searchBody.safeParse({
    jql: text('jql'),
    nextPageToken: text('nextPageToken'),
    maxResults: query.has('maxResults') ? Number(query.get('maxResults')) : undefined,
    fields: fields.length > 0 ? fields : undefined,
    expand: text('expand'),
  });
  if (!search.success) throw invalidPayload();
  return searchIssues(deployment, search.data);
}

export function countIssues({ world, faults, timeZone }: Deployment, { body }: Question): Answer {
  const search = searchBody.safeParse(body);
  if (!search.success) throw invalidPayload();
  const { jql = '' } = search.data;
  const found = searchResults(world, faults.indexed, { jql, isBounded: true, timeZone });
  return { status: 200, body: { count: found.length } };
}

function searchIssues({ base, world, faults, timeZone }: Deployment, search: Search): Answer {
  const {
    jql = '',
    fields = ['id'],
    maxResults = usualPageItems,
    nextPageToken,
    reconcileIssues = [],
  } = search;
  const isIds = fields.every((field) => field === 'id' || field === 'key');
  const size = Math.min(maxResults || usualPageItems, isIds ? maxPageItems.ids : maxPageItems.fields);
  const from = nextPageToken ? startOf(nextPageToken, jql) : 0;
  const reconciled = new Set(reconcileIssues.map(String));
  const found = searchResults(world, faults.indexed, { jql, isBounded: true, timeZone, reconciled });
  const page = found.slice(from, from + size).map((issue) => issueJson(base, world, issue, fields));
  const isLast = from + size >= found.length;
  return {
    status: 200,
    body: { issues: page, isLast, ...(!isLast && { nextPageToken: tokenOf(from + size, jql) }) },
  };
}

/** A page's token belongs to its query. */
const markOf = (jql: string) => createHash('sha256').update(jql).digest('base64url').slice(0, 12);

function tokenOf(start: number, jql: string): string {
  return Buffer.from(`${start}:${markOf(jql)}`).toString('base64url');
}

function startOf(token: string, jql: string): number {
  const [start, mark] = Buffer.from(token, 'base64url').toString('utf8').split(':');
  if (mark === markOf(jql) && /^\d+$/.test(start ?? '')) return Number(start);
  throw new Refusal(400, ['The provided nextPageToken is invalid or has expired.']);
}
