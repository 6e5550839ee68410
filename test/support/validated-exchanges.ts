import type { z } from 'zod';
import type { JiraKind } from '../../daemon/sandbox/jira/server.ts';
import * as shapes from './data-center-shapes.ts';
import {
  cloudRequests,
  dataCenterRequests,
  findShapes,
  publishedTransitions,
  type RequestShape,
  refusalOf,
} from './strict-jira/requests.ts';

/** The responses of Data Center. Those of Cloud are checked by the client of Jira Cloud, which has Atlassian's schemas. */
const responses: Readonly<Record<string, z.ZodType>> = {
  myself: shapes.currentUser,
  issue: shapes.issue,
  transitions: shapes.transitions,
  comments: shapes.comments,
  addComment: shapes.comment,
  commentProperty: shapes.property,
  permissions: shapes.permissions,
  remoteLinks: shapes.remoteLinks,
  putRemoteLink: shapes.putRemoteLink,
  search: shapes.searchResults,
  searchKeys: shapes.searchResults,
  users: shapes.users,
  assignable: shapes.users,
  createTypes: shapes.creatableTypes,
  createFields: shapes.createFields,
  createIssue: shapes.createdIssue,
  projects: shapes.projects,
  boards: shapes.boards,
  boardConfiguration: shapes.boardConfiguration,
  tokens: shapes.tokens,
};
/** A success has no body. */
const empty = new Set(['move', 'editIssue', 'assign']);

export interface ValidatedExchanges {
  /** One sentence for each request or response that the published API does not describe. */
  readonly broken: readonly string[];
  /** The operations that were used. */
  readonly operations: ReadonlySet<string>;
  end(): void;
}

/** Checks each request to these origins, and each success of Data Center, until `end`. */
export function validateExchanges(kind: JiraKind, origins: readonly string[]): ValidatedExchanges {
  const isCloud = kind !== 'data-center';
  const known: Readonly<Record<string, RequestShape>> = isCloud
    ? { ...cloudRequests, transitions: publishedTransitions.cloud }
    : { ...dataCenterRequests, transitions: publishedTransitions.dataCenter };
  const broken = new Set<string>();
  const operations = new Set<string>();
  const original = globalThis.fetch;

  globalThis.fetch = async (input, init) => {
    const response = await original(input, init);
    const url = new URL(String(input));
    const path = pathBelow(url.pathname);
    if (!origins.includes(url.origin) || path === undefined) return response;
    const method = init?.method ?? 'GET';
    const found = findShapes(known, method, path);
    const [operation] = found[0] ?? [];
    if (operation === undefined) {
      broken.add(`${method} ${path} is not published`);
      return response;
    }
    operations.add(operation);
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    const refusal = refusalOf(
      found.map(([, shape]) => shape),
      { query: url.searchParams, body },
    );
    if (refusal !== undefined) broken.add(`${method} ${path}: ${refusal}`);
    const text = response.ok && !isCloud ? await response.clone().text() : undefined;
    if (text === undefined) return response;
    const shape = responses[operation];
    const parsed = shape && text !== '' ? shape.safeParse(JSON.parse(text)) : undefined;
    if (parsed?.success === false)
      broken.add(
        `${operation}: ${parsed.error.issues[0]?.path.join('.')} ${parsed.error.issues[0]?.message}`,
      );
    if (empty.has(operation) !== (text === ''))
      broken.add(`${operation}: a body of ${text.length} characters`);
    return response;
  };
  return {
    get broken() {
      return [...broken];
    },
    operations,
    end() {
      globalThis.fetch = original;
    },
  };
}

/** Returns the path without the site's own and without the version; undefined for other paths. */
function pathBelow(pathname: string): string | undefined {
  const [, api, below] = /\/rest\/(api\/[23]|agile\/1\.0|pat\/latest)(\/.*)$/.exec(pathname) ?? [];
  if (api === undefined || below === undefined) return undefined;
  return api.startsWith('api') ? below : `/${api.split('/')[0]}${below}`;
}
