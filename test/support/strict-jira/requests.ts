import { z } from 'zod';

/**
 * The requests that Guardrail sends, as the published API of each kind describes them. A parameter or a member that is not
 * listed is an error: sites that check requests refuse it.
 */

const fields = z.array(z.string().min(1)).min(1);
const update = z.record(z.string(), z.array(z.record(z.string(), z.unknown())).min(1));
const values = z.record(z.string(), z.unknown());
const property = z.strictObject({ key: z.string(), value: z.unknown() });
const whole = z.string().regex(/^\d+$/);

export interface RequestShape {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the version of the API. `:name` is any part. */
  readonly path: string;
  readonly query?: Readonly<Record<string, z.ZodType>>;
  readonly body?: z.ZodType;
}

const ofEveryKind = (richText: z.ZodType) =>
  ({
    serverInfo: { method: 'GET', path: '/serverInfo' },
    myself: { method: 'GET', path: '/myself' },
    issue: {
      method: 'GET',
      path: '/issue/:issue',
      query: { fields: z.string(), expand: z.literal('changelog') },
    },
    editIssue: {
      method: 'PUT',
      path: '/issue/:issue',
      body: z.strictObject({ update: update.optional(), fields: values.optional() }),
    },
    move: {
      method: 'POST',
      path: '/issue/:issue/transitions',
      body: z.strictObject({
        transition: z.strictObject({ id: z.string() }),
        fields: values.optional(),
        update: update.optional(),
      }),
    },
    comments: {
      method: 'GET',
      path: '/issue/:issue/comment',
      query: {
        startAt: whole,
        maxResults: whole,
        orderBy: z.literal('-created'),
        expand: z.literal('properties'),
      },
    },
    addComment: {
      method: 'POST',
      path: '/issue/:issue/comment',
      body: z.strictObject({ body: richText, properties: z.array(property).optional() }),
    },
    commentProperty: { method: 'GET', path: '/comment/:comment/properties/:property' },
    remoteLinks: { method: 'GET', path: '/issue/:issue/remotelink' },
    putRemoteLink: {
      method: 'POST',
      path: '/issue/:issue/remotelink',
      body: z.strictObject({
        globalId: z.string(),
        object: z.strictObject({ url: z.url(), title: z.string() }),
      }),
    },
    boards: {
      method: 'GET',
      path: '/agile/board',
      query: { projectKeyOrId: z.string(), maxResults: whole },
    },
    boardConfiguration: { method: 'GET', path: '/agile/board/:board/configuration' },
    createIssue: { method: 'POST', path: '/issue', body: z.strictObject({ fields: values }) },
    createTypes: {
      method: 'GET',
      path: '/issue/createmeta/:project/issuetypes',
      query: { startAt: whole, maxResults: whole },
    },
    createFields: {
      method: 'GET',
      path: '/issue/createmeta/:project/issuetypes/:type',
      query: { startAt: whole, maxResults: whole },
    },
  }) satisfies Record<string, RequestShape>;

const document = z.strictObject({
  type: z.literal('doc'),
  version: z.literal(1),
  content: z.array(z.looseObject({ type: z.string() })),
});

export const cloudRequests = {
  ...ofEveryKind(document),
  bulkFetch: {
    method: 'POST',
    path: '/issue/bulkfetch',
    body: z.strictObject({ issueIdsOrKeys: z.array(z.string()).min(1).max(100), fields }),
  },
  count: {
    method: 'POST',
    path: '/search/approximate-count',
    body: z.strictObject({ jql: z.string().min(1) }),
  },
  assign: {
    method: 'PUT',
    path: '/issue/:issue/assignee',
    body: z.strictObject({ accountId: z.string().nullable() }),
  },
  transitions: {
    method: 'GET',
    path: '/issue/:issue/transitions',
    query: { expand: z.literal('transitions.fields') },
  },
  permissions: {
    method: 'GET',
    path: '/mypermissions',
    query: { issueKey: z.string(), permissions: z.string() },
  },
  search: {
    method: 'POST',
    path: '/search/jql',
    body: z.strictObject({
      jql: z.string().min(1),
      fields,
      maxResults: z.number().int().min(1).max(5_000),
      nextPageToken: z.string().optional(),
      reconcileIssues: z.array(z.number().int()).min(1).max(50).optional(),
    }),
  },
  users: { method: 'GET', path: '/user/search', query: { query: z.string(), maxResults: whole } },
  assignable: {
    method: 'GET',
    path: '/user/assignable/search',
    query: { query: z.string(), maxResults: whole, issueKey: z.string(), project: z.string() },
  },
  projects: {
    method: 'GET',
    path: '/project/search',
    query: { startAt: whole, maxResults: whole, orderBy: z.literal('key') },
  },
} as const satisfies Record<string, RequestShape>;

/** Data Center documents no parameter of the list of transitions, and none of the permissions. */
export const dataCenterRequests = {
  ...ofEveryKind(z.string()),
  tokens: { method: 'GET', path: '/pat/tokens' },
  assign: {
    method: 'PUT',
    path: '/issue/:issue/assignee',
    body: z.strictObject({ name: z.string().nullable() }),
  },
  transitions: { method: 'GET', path: '/issue/:issue/transitions' },
  permissions: { method: 'GET', path: '/mypermissions', query: { issueKey: z.string() } },
  search: {
    method: 'POST',
    path: '/search',
    body: z.strictObject({
      jql: z.string().min(1),
      fields,
      startAt: z.number().int().min(0),
      maxResults: z.number().int().min(0).max(5_000),
    }),
  },
  searchKeys: {
    method: 'POST',
    path: '/search',
    body: z.strictObject({ jql: z.string().min(1), fields, maxResults: z.number().int().min(1) }),
  },
  users: { method: 'GET', path: '/user/search', query: { username: z.string(), maxResults: whole } },
  assignable: {
    method: 'GET',
    path: '/user/assignable/search',
    query: { username: z.string(), maxResults: whole, issueKey: z.string(), project: z.string() },
  },
  projects: { method: 'GET', path: '/project' },
} as const satisfies Record<string, RequestShape>;

/**
 * All parameters that Jira takes for the list of transitions. Data Center's own document leaves `expand` out, which its forms use.
 */
export const publishedTransitions = {
  cloud: {
    ...cloudRequests.transitions,
    query: { expand: z.literal('transitions.fields'), includeUnavailableTransitions: z.literal('true') },
  },
  dataCenter: { ...dataCenterRequests.transitions, query: { expand: z.literal('transitions.fields') } },
} as const satisfies Record<string, RequestShape>;

/** Returns the requests with this method and path, by their names. A path without parameters goes first. */
export function findShapes(
  shapes: Readonly<Record<string, RequestShape>>,
  method: string | undefined,
  path: string,
): [name: string, shape: RequestShape][] {
  const given = path.split('/');
  const found = Object.entries(shapes).filter(([, shape]) => {
    const wanted = shape.path.split('/');
    return (
      shape.method === method &&
      wanted.length === given.length &&
      wanted.every((part, at) => part.startsWith(':') || part === given[at])
    );
  });
  const exact = found.filter(([, shape]) => shape.path === path);
  return exact.length > 0 ? exact : found;
}

/** Returns why a request is not one of the published ones; `undefined` if it is. */
export function refusalOf(
  shapes: readonly RequestShape[],
  { query, body }: { readonly query: URLSearchParams; readonly body: unknown },
): string | undefined {
  const reasons = shapes.map((shape) => {
    for (const [name, value] of query) {
      const known = shape.query?.[name];
      if (!known) return `Unknown query parameter: ${name}`;
      if (!known.safeParse(value).success) return `Invalid value of ${name}: ${value}`;
    }
    if (!shape.body) return body === undefined ? undefined : 'The request has a body.';
    const parsed = shape.body.safeParse(body);
    return parsed.success ? undefined : `Invalid body: ${z.prettifyError(parsed.error)}`;
  });
  return reasons.includes(undefined) ? undefined : reasons[0];
}
