import {
  addComment,
  createIssue,
  createOrUpdateRemoteIssueLink,
  doTransition,
  editIssue,
  findAssignableUsers,
  findUsers,
  getCommentProperty,
  getComments,
  getCreateIssueMetaIssueTypeId,
  getCreateIssueMetaIssueTypes,
  getCurrentUser,
  getIssue,
  getMyPermissions,
  getRemoteIssueLinks,
  getTransitions,
  searchAndReconsileIssuesUsingJqlPost,
} from 'jira.js/cloud';
import type { JiraApi } from '../api.ts';
import type { documentOf } from './adf.ts';

/** Version 3 of Jira Cloud's API, whose rich text is the Atlassian Document Format. */
export const cloudApi: JiraApi = {
  getCurrentUser: (client) => getCurrentUser(client),
  getIssue,
  getTransitions,
  doTransition,
  editIssue,
  // jira.js leaves out `null`, with which Jira removes the assignee.
  assignIssue: (client, { issueIdOrKey, user: accountId }) =>
    client.sendRequest({
      url: `/rest/api/3/issue/${issueIdOrKey}/assignee`,
      method: 'PUT',
      body: { accountId },
    }),
  getComments: (client, { orderBy, ...parameters }) =>
    getComments(client, { ...parameters, orderBy: orderBy as '-created' }),
  addComment: (client, { body, ...parameters }) =>
    addComment(client, { ...parameters, body: body as ReturnType<typeof documentOf> }),
  getCreateTypes: (client, { project, ...range }) =>
    getCreateIssueMetaIssueTypes(client, { projectIdOrKey: encodeURIComponent(project), ...range }),
  getCreateFields: (client, { project, issueTypeId, ...range }) =>
    getCreateIssueMetaIssueTypeId(client, {
      projectIdOrKey: encodeURIComponent(project),
      issueTypeId: encodeURIComponent(issueTypeId),
      ...range,
    }),
  searchKeys: (client, { jql, maxResults }) =>
    searchAndReconsileIssuesUsingJqlPost(client, { jql, maxResults, fields: ['key'] }),
  createIssue,
  putRemoteLink: createOrUpdateRemoteIssueLink,
  findUsers,
  findAssignableUsers,
  getMyPermissions,
  userValue: (accountId) => ({ accountId }),
  getRemoteLinks: getRemoteIssueLinks,
  getCommentProperty,
};
