import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cloudRequests, dataCenterRequests, findShapes, type RequestShape, refusalOf } from './requests.ts';

interface StoredComment {
  readonly id: number;
  readonly body: unknown;
  readonly created: string;
  readonly properties: readonly { readonly key: string; readonly value: unknown }[];
}

interface StoredIssue {
  readonly id: string;
  readonly key: string;
  readonly summary: string;
  status: keyof typeof statuses;
  due?: string | null;
  isAssigned?: boolean;
  readonly history: { created: string; author: object; items: object[] }[];
  readonly labels: string[];
  updated: string;
  readonly comments: StoredComment[];
}

/** Ids are numbers, because some sites write them so. */
const statuses = {
  todo: { id: 1, name: 'To Do', statusCategory: { key: 'new' } },
  review: { id: 2, name: 'In Review', statusCategory: { key: 'indeterminate' } },
  done: { id: 3, name: 'Done', statusCategory: { key: 'done' } },
} as const;
const moves = {
  todo: ['review', 'done'],
  review: ['todo', 'done'],
  done: ['todo', 'review'],
} as const;
const pageItems = 2;
const personOfCloud = { displayName: 'Aiko Tanaka', accountId: 'aiko' };
const personOfDataCenter = { displayName: 'Aiko Tanaka', name: 'aiko' };
const person = { ...personOfCloud, ...personOfDataCenter };

interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

export interface StrictJira {
  readonly url: string;
  readonly issues: readonly StoredIssue[];
  /** Each request that the site refused, with its reason. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/**
 * A Jira that is not the sandbox: it refuses every request that the published API does not describe, and its responses have as
 * few members as possible (no total, no `isLast`, no schema, no screens, relative or no URLs), and some that are not published.
 */
export async function startStrictJira(kind: 'cloud' | 'data-center', token: string): Promise<StrictJira> {
  const isCloud = kind === 'cloud';
  const shapes: Readonly<Record<string, RequestShape>> = isCloud ? cloudRequests : dataCenterRequests;
  const root = `/rest/api/${isCloud ? 3 : 2}`;
  const refused: string[] = [];
  let nextComment = 100;
  const issues: StoredIssue[] = Array.from({ length: 5 }, (_, index) => ({
    id: String(index + 1),
    key: `APP-${index + 1}`,
    summary: `Issue ${index + 1}`,
    status: 'todo',
    labels: ['guardrail'],
    updated: `2026-11-0${index + 1}T00:00:00.000+0000`,
    comments: [],
    history: [],
  }));

  const server = createServer((request, response) => {
    void reply(request).then(({ status, body }) => {
      response.writeHead(status, body === undefined ? {} : { 'Content-Type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  async function reply(request: IncomingMessage): Promise<Reply> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    if (isCloud && pathname === '/rest/api/2/serverInfo') return missing('No such version.');
    const below = pathname.startsWith(root) ? pathname.slice(root.length) : undefined;
    if (below === '/serverInfo')
      return { status: 200, body: { deploymentType: isCloud ? 'Cloud' : 'Server', plan: 'unknown' } };
    if (!request.headers.authorization?.match(isCloud ? /^Basic / : /^Bearer /)) return { status: 401 };
    const sent = isCloud
      ? Buffer.from(request.headers.authorization.slice(6), 'base64').toString().split(':')[1]
      : request.headers.authorization.slice(7);
    if (sent !== token) return { status: 401 };

    const named = below === undefined ? [] : findShapes(shapes, request.method, below);
    const [operation = ''] = named[0] ?? [];
    if (operation === '') return { status: 404, body: { error: 'Not Found' } };
    const text = await textOf(request);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const reason = refusalOf(
      named.map(([, shape]) => shape),
      { query: searchParams, body },
    );
    if (reason !== undefined) {
      refused.push(`${request.method} ${pathname}: ${reason}`);
      return { status: 400, body: { errorMessages: [reason] } };
    }
    const parts = (below ?? '').split('/');
    const name = parts[operation.startsWith('create') ? 3 : 2] ?? '';
    return answer(operation, decodeURIComponent(name), body);
  }

  function answer(operation: string, name: string, body: unknown): Reply {
    const issue = issues.find(({ key, id }) => key === name || id === name);
    const isCreateMeta = operation === 'createTypes' || operation === 'createFields';
    if (isCreateMeta && name !== 'APP') return missing('No project could be found with that key.');
    const ofIssue = shapes[operation]?.path.startsWith('/issue/:issue');
    if (ofIssue && !issue) return missing('Issue does not exist or you do not have permission to see it.');
    switch (operation) {
      case 'myself':
        return { status: 200, body: isCloud ? personOfCloud : personOfDataCenter };
      case 'issue':
        return { status: 200, body: withHistory(issue as StoredIssue) };
      case 'transitions':
        return { status: 200, body: { transitions: transitionsOf(issue as StoredIssue) } };
      case 'move':
        return move(issue as StoredIssue, body as { transition: { id: string } });
      case 'editIssue':
        return edit(issue as StoredIssue, body as IssueEdit);
      case 'assign':
        return assign(issue as StoredIssue, body as { accountId?: string | null; name?: string | null });
      case 'comments':
        return { status: 200, body: { comments: (issue as StoredIssue).comments.map(commentJson) } };
      case 'addComment':
        return addComment(issue as StoredIssue, body as Pick<StoredComment, 'body' | 'properties'>);
      case 'commentProperty':
        return propertyOf(Number(name));
      case 'permissions':
        return { status: 200, body: { permissions: {} } };
      case 'search':
        return search(body as SearchBody);
      case 'users':
      case 'assignable':
        return { status: 200, body: [person] };
      case 'projects': {
        const projects = [{ key: 'APP', name: 'Application' }];
        return { status: 200, body: isCloud ? { values: projects } : projects };
      }
      case 'createTypes':
        return { status: 200, body: { [isCloud ? 'issueTypes' : 'values']: [{ id: 7, name: 'Task' }] } };
      case 'createFields':
        return { status: 200, body: { [isCloud ? 'fields' : 'values']: createFields } };
      case 'createIssue':
        return create(body as { fields: { summary: string; labels?: string[] } });
      default:
        return { status: 404, body: { error: 'Not Found' } };
    }
  }

  function search({ jql, nextPageToken, startAt, maxResults }: SearchBody): Reply {
    const minutes = Number(/updated >= -(\d+)m/.exec(jql)?.[1] ?? Number.NaN);
    const label = /labels = "([^"]+)"/.exec(jql)?.[1];
    const keys = /key in \(([^)]*)\)/.exec(jql)?.[1]?.match(/[A-Z]+-\d+|"\d+"/g);
    if (jql.includes('issuesWithRemoteLinksByGlobalId'))
      return { status: 400, body: { errorMessages: ['Unable to find JQL function.'] } };
    const found = issues
      .filter(({ updated }) => Number.isNaN(minutes) || Date.parse(updated) >= Date.now() - minutes * 60_000)
      .filter(({ labels }) => label === undefined || labels.includes(label))
      .filter(({ key, id }) => !keys || keys.some((each) => each === key || each === `"${id}"`))
      .toSorted((one, other) => (one.updated < other.updated ? -1 : 1));
    const from = Number(nextPageToken ?? startAt ?? 0);
    const to = from + Math.min(maxResults, pageItems);
    const page = found.slice(from, to).map(issueJson);
    const more = isCloud && to < found.length;
    return { status: 200, body: { issues: page, ...(more && { nextPageToken: String(to) }) } };
  }

  function move(issue: StoredIssue, { transition }: { transition: { id: string } }): Reply {
    const target = transitionsOf(issue).find(({ id }) => String(id) === transition.id);
    if (!target) return { status: 400, body: { errorMessages: ['Transition id is not valid.'] } };
    issue.status = target.status;
    touch(issue, { field: 'status', to: target.to.id });
    return isCloud ? { status: 200, body: {} } : { status: 204 };
  }

  function assign(issue: StoredIssue, { accountId, name = accountId }: Record<string, string | null>): Reply {
    if (name !== null && name !== 'aiko')
      return { status: 400, body: { errors: { assignee: 'No such user.' } } };
    issue.isAssigned = name !== null;
    touch(issue, { field: 'assignee', to: name });
    return { status: 204 };
  }

  function edit(issue: StoredIssue, { update, fields }: IssueEdit): Reply {
    const due = fields?.duedate;
    if (due && new Date(`${due}T00:00Z`).toISOString().slice(0, 10) !== due)
      return { status: 400, body: { errors: { duedate: 'No such day.' } } };
    if (due !== undefined) issue.due = due;
    for (const { add, remove } of update?.labels ?? []) {
      if (add !== undefined && !issue.labels.includes(add)) issue.labels.push(add);
      if (remove !== undefined && issue.labels.includes(remove))
        issue.labels.splice(issue.labels.indexOf(remove), 1);
    }
    touch(issue);
    return isCloud ? { status: 200, body: { key: issue.key } } : { status: 204 };
  }

  /** A list of comments leaves their properties out. */
  function propertyOf(id: number): Reply {
    const comment = issues.flatMap(({ comments }) => comments).find((each) => each.id === id);
    const [property] = comment?.properties ?? [];
    return property ? { status: 200, body: property } : missing('There is no such property.');
  }

  function addComment(
    issue: StoredIssue,
    { body, properties }: Pick<StoredComment, 'body' | 'properties'>,
  ): Reply {
    const created = new Date(Date.now() + issue.comments.length).toISOString().replace('Z', '+0000');
    const comment = { id: nextComment++, body, created, properties };
    issue.comments.push(comment);
    touch(issue);
    return { status: 201, body: { id: comment.id } };
  }

  function create({ fields }: { fields: { summary: string; labels?: string[] } }): Reply {
    const id = String(issues.length + 1);
    const key = `APP-${id}`;
    issues.push({
      ...{ id, key, summary: fields.summary, status: 'todo', labels: [...(fields.labels ?? [])] },
      ...{ updated: new Date().toISOString().replace('Z', '+0000'), comments: [], history: [] },
    });
    return { status: 200, body: { key } };
  }

  return {
    url: `http://127.0.0.1:${port}`,
    issues,
    refused,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

interface SearchBody {
  readonly jql: string;
  readonly nextPageToken?: string;
  readonly startAt?: number;
  readonly maxResults: number;
}

interface IssueEdit {
  readonly update?: { readonly labels: readonly { add?: string; remove?: string }[] };
  readonly fields?: { readonly duedate: string | null };
}

/** Without schema, operations and default values. */
const createFields = [
  { fieldId: 'summary', name: 'Summary', required: true },
  { fieldId: 'description', name: 'Description', required: false },
  { fieldId: 'labels', name: 'Labels', required: false },
];

function touch(issue: StoredIssue, change?: object): void {
  const next = Math.max(Date.now(), Date.parse(issue.updated) + 1);
  issue.updated = new Date(next).toISOString().replace('Z', '+0000');
  if (change) issue.history.push({ created: issue.updated, author: person, items: [change] });
}

/** Among the changes is one that is no change. */
function withHistory(issue: StoredIssue) {
  return { ...issueJson(issue), changelog: { histories: [{ app: 'unknown' }, ...issue.history] } };
}

/** Without priority, avatars and names of fields, and without what has no value. */
function issueJson({ id, key, summary, status, labels, updated, due, isAssigned }: StoredIssue) {
  return {
    ...{ id, key, self: `issue/${id}`, weight: 3 },
    fields: {
      ...{ summary, status: statuses[status], labels, updated },
      ...(due && { duedate: due }),
      ...(isAssigned && { assignee: person }),
    },
  };
}

/** Without who changed it, and the oldest first. */
function commentJson({ id, body, created }: StoredComment) {
  return { id, body, created, author: person };
}

/** Without screens. The ids are numbers. */
function transitionsOf({ status }: StoredIssue) {
  return moves[status].map((target) => ({
    id: statuses[target].id * 10,
    name: `Move to ${statuses[target].name}`,
    to: statuses[target],
    status: target,
  }));
}

function missing(sentence: string): Reply {
  return { status: 404, body: { errorMessages: [sentence] } };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
