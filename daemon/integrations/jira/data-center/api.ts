import type { Client } from 'jira.js/core';
import { z } from 'zod';
import type { JiraApi } from '../api.ts';

/** jira.js has no functions for Data Center, and no schemas. Readers check what they need. */
const schema = z.unknown();

/** Version 2 of Data Center's API, whose rich text is wiki text. */
export const dataCenterApi: JiraApi = {
  getCurrentUser: (client) => client.sendRequest({ url: '/rest/api/2/myself', method: 'GET', schema }),
  getIssue: (client, { issueIdOrKey, fields, expand }) =>
    client.sendRequest({
      url: `/rest/api/2/issue/${issueIdOrKey}`,
      method: 'GET',
      searchParams: { fields: fields.join(','), ...(expand !== undefined && { expand }) },
      schema,
    }),
  getTransitions: (client, { issueIdOrKey, expand }) =>
    client.sendRequest({
      url: `/rest/api/2/issue/${issueIdOrKey}/transitions`,
      method: 'GET',
      searchParams: { ...(expand !== undefined && { expand }) },
      schema,
    }),
  doTransition: (client, { issueIdOrKey, ...body }) =>
    client.sendRequest({ url: `/rest/api/2/issue/${issueIdOrKey}/transitions`, method: 'POST', body }),
  editIssue: (client, { issueIdOrKey, ...body }) =>
    client.sendRequest({ url: `/rest/api/2/issue/${issueIdOrKey}`, method: 'PUT', body }),
  assignIssue: (client, { issueIdOrKey, user: name }) =>
    client.sendRequest({
      url: `/rest/api/2/issue/${issueIdOrKey}/assignee`,
      method: 'PUT',
      body: { name },
    }),
  getComments: (client, { issueIdOrKey, ...searchParams }) =>
    client.sendRequest({
      url: `/rest/api/2/issue/${issueIdOrKey}/comment`,
      method: 'GET',
      searchParams,
      schema,
    }),
  addComment: (client, { issueIdOrKey, ...body }) =>
    client.sendRequest({ url: `/rest/api/2/issue/${issueIdOrKey}/comment`, method: 'POST', body, schema }),
  getMyPermissions: (client, { issueKey }) =>
    client.sendRequest({
      url: '/rest/api/2/mypermissions',
      method: 'GET',
      searchParams: { issueKey },
      schema,
    }),
  getRemoteLinks: (client, { issueIdOrKey }) =>
    client.sendRequest({ url: `/rest/api/2/issue/${issueIdOrKey}/remotelink`, method: 'GET', schema }),
  getCreateTypes: (client, { project, ...searchParams }) =>
    client.sendRequest({
      url: `/rest/api/2/issue/createmeta/${encodeURIComponent(project)}/issuetypes`,
      method: 'GET',
      searchParams,
      schema,
    }),
  getCreateFields: (client, { project, issueTypeId, ...searchParams }) =>
    client.sendRequest({
      url: `/rest/api/2/issue/createmeta/${encodeURIComponent(project)}/issuetypes/${encodeURIComponent(issueTypeId)}`,
      method: 'GET',
      searchParams,
      schema,
    }),
  searchKeys: (client, { jql, maxResults }) =>
    client.sendRequest({
      url: '/rest/api/2/search',
      method: 'POST',
      body: { jql, maxResults, fields: ['key'] },
      schema,
    }),
  createIssue: (client, body) =>
    client.sendRequest({ url: '/rest/api/2/issue', method: 'POST', body, schema }),
  putRemoteLink: (client, { issueIdOrKey, ...body }) =>
    client.sendRequest({ url: `/rest/api/2/issue/${issueIdOrKey}/remotelink`, method: 'POST', body, schema }),
  findUsers: (client, { query: username, maxResults }) =>
    client.sendRequest({
      url: '/rest/api/2/user/search',
      method: 'GET',
      searchParams: { username, maxResults },
      schema,
    }),
  findAssignableUsers: (client, { query: username, ...parameters }) =>
    client.sendRequest({
      url: '/rest/api/2/user/assignable/search',
      method: 'GET',
      searchParams: { ...parameters, username },
      schema,
    }),
  userValue: (name) => ({ name }),
  getCommentProperty: (client, { commentId, propertyKey }) =>
    client.sendRequest({
      url: `/rest/api/2/comment/${commentId}/properties/${propertyKey}`,
      method: 'GET',
      schema,
    }),
};

/** Resolves to `{startAt, maxResults, total, issues}`. */
export function searchIssues(
  client: Client,
  body: { jql: string; startAt: number; maxResults: number; fields: string[] },
): Promise<unknown> {
  return client.sendRequest({ url: '/rest/api/2/search', method: 'POST', body, schema });
}

/** Resolves to the list of all projects. */
export function listAllProjects(client: Client): Promise<unknown> {
  return client.sendRequest({ url: '/rest/api/2/project', method: 'GET', schema });
}

/** Resolves to the personal access tokens of the account. */
export function listTokens(client: Client): Promise<unknown> {
  return client.sendRequest({ url: '/rest/pat/latest/tokens', method: 'GET', schema });
}
