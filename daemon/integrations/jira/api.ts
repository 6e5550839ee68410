import type { Client } from 'jira.js/core';
import type { Call } from './transport.ts';

/** An issue by its key, encoded for a URL. */
interface IssueParameters {
  readonly issueIdOrKey: string;
}

/**
 * The endpoints that every kind of Jira deployment has, with the same parameters under its own version of the
 * API. Responses are unchecked.
 */
export interface JiraApi {
  getCurrentUser(client: Client): Promise<unknown>;
  getIssue(client: Client, parameters: IssueParameters & { fields: string[] }): Promise<unknown>;
  /** Resolves to `{transitions}`. */
  getTransitions(client: Client, parameters: IssueParameters & { expand: string }): Promise<unknown>;
  /** `update`: operations by field, as Jira's API documents them. */
  doTransition(
    client: Client,
    parameters: IssueParameters & { transition: { id: string }; update?: Record<string, unknown[]> },
  ): Promise<unknown>;
  /** `update`: operations by field, as Jira's API documents them. */
  editIssue(
    client: Client,
    parameters: IssueParameters & { update: Record<string, unknown[]> },
  ): Promise<unknown>;
  getComments(
    client: Client,
    parameters: IssueParameters & { startAt: number; maxResults: number; orderBy: string; expand: string },
  ): Promise<unknown>;
  /** `body`: rich text in the site's format. */
  addComment(
    client: Client,
    parameters: IssueParameters & { body: unknown; properties: { key: string; value: unknown }[] },
  ): Promise<unknown>;
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
