import type { Client } from 'jira.js/core';
import type { Call } from './transport.ts';

/** An issue by its key, encoded for a URL. */
interface IssueParameters {
  readonly issueIdOrKey: string;
}

interface CreateParameters {
  readonly project: string;
  readonly startAt: number;
  readonly maxResults: number;
}

interface UserQuery {
  readonly query: string;
  readonly maxResults: number;
}

/**
 * The endpoints that every kind of Jira deployment has, with the same parameters under its own version of the
 * API. Responses are unchecked.
 */
export interface JiraApi {
  getCurrentUser(client: Client): Promise<unknown>;
  getIssue(
    client: Client,
    parameters: IssueParameters & { fields: string[]; expand?: string },
  ): Promise<unknown>;
  /** Resolves to `{transitions}`. */
  getTransitions(
    client: Client,
    parameters: IssueParameters & { expand?: string; includeUnavailableTransitions?: boolean },
  ): Promise<unknown>;
  /** `fields`: values by field, and `update`: operations by field, as Jira's API documents them. */
  doTransition(
    client: Client,
    parameters: IssueParameters & {
      transition: { id: string };
      fields?: Record<string, unknown>;
      update?: Record<string, unknown[]>;
    },
  ): Promise<unknown>;
  /** `fields`: values by field, and `update`: operations by field, as Jira's API documents them. */
  editIssue(
    client: Client,
    parameters: IssueParameters & {
      fields?: Record<string, unknown>;
      update?: Record<string, unknown[]>;
    },
  ): Promise<unknown>;
  /** `user`: by the id that a search returned; `null` for no assignee. Needs no permission to edit the issue. */
  assignIssue(client: Client, parameters: IssueParameters & { user: string | null }): Promise<unknown>;
  getComments(
    client: Client,
    parameters: IssueParameters & { startAt: number; maxResults: number; orderBy: string; expand: string },
  ): Promise<unknown>;
  /** `body`: rich text in the site's format. */
  addComment(
    client: Client,
    parameters: IssueParameters & { body: unknown; properties: { key: string; value: unknown }[] },
  ): Promise<unknown>;
  /** Resolves to a page of the types of issues that the account can create in a project. */
  getCreateTypes(client: Client, parameters: CreateParameters): Promise<unknown>;
  /** Resolves to a page of the fields of the screen that creates an issue. */
  getCreateFields(client: Client, parameters: CreateParameters & { issueTypeId: string }): Promise<unknown>;
  /** Resolves to `{issues: [{key}]}`, without further pages. */
  searchKeys(client: Client, parameters: { jql: string; maxResults: number }): Promise<unknown>;
  /** Resolves to `{id, key}`. */
  createIssue(client: Client, parameters: { fields: Record<string, unknown> }): Promise<unknown>;
  /** Adds a link, or replaces the link with the same `globalId`. */
  putRemoteLink(
    client: Client,
    parameters: IssueParameters & { globalId: string; object: { url: string; title: string } },
  ): Promise<unknown>;
  /** Resolves to users whose name or mail address begins with `query`. The account needs the permission to browse users. */
  findUsers(client: Client, parameters: UserQuery): Promise<unknown>;
  /** Resolves to users who may be assigned the issue. */
  findAssignableUsers(
    client: Client,
    parameters: UserQuery & ({ issueKey: string } | { project: string }),
  ): Promise<unknown>;
  /** Resolves to `{permissions}` by name. `permissions`: names with commas between, if the site lets the caller choose. */
  getMyPermissions(client: Client, parameters: { issueKey: string; permissions: string }): Promise<unknown>;
  /** Returns a user as the value of a field, by the id that a search returned. */
  userValue(id: string): object;
  /** Resolves to a list of links to other pages. */
  getRemoteLinks(client: Client, parameters: IssueParameters): Promise<unknown>;
  getCommentProperty(
    client: Client,
    parameters: { commentId: string; propertyKey: string },
  ): Promise<unknown>;
}

/** A connection to a site: what the code of every kind needs to send a request. */
export interface JiraConnection {
  /** The address that the user knows, for Problems. */
  readonly site: string;
  readonly client: (call: Call) => Client;
  readonly api: JiraApi;
}
