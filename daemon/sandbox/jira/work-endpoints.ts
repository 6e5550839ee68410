import type { Answer, Question } from './answer.ts';
import type { Endpoint } from './endpoint.ts';
import { listChanges } from './issue/changelog.ts';
import { createIssue } from './issue/create-issue.ts';
import { listCreatableTypes, listCreateFields } from './issue/create-screen.ts';
import { assignIssue, editIssue, getEditFields } from './issue/edit-issue.ts';
import { listRemoteLinks, putRemoteLink, removeRemoteLink } from './issue/remote-links.ts';
import { getMyPermissions } from './my-permissions.ts';
import { listPriorities, searchPriorities } from './priorities.ts';
import type { RequestContext } from './request-context.ts';
import { searchAssignable, searchUsers } from './user-search.ts';
import { doTransition, listTransitions } from './workflow/transitions.ts';

/**
 * Returns the endpoints of people's work on issues. Their requests and responses have the form of the context's kind of
 * Jira. Paths have no version: `/issue/…`.
 */
export function workEndpoints(context: RequestContext): Endpoint[] {
  const endpoint = (
    method: string,
    path: RegExp,
    answer: (context: RequestContext, question: Question) => Answer,
  ): Endpoint => [method, path, (question) => answer(context, question)];
  const shared = [
    endpoint('GET', /^\/issue\/([^/]+)\/transitions$/, listTransitions),
    endpoint('POST', /^\/issue\/([^/]+)\/transitions$/, doTransition),
    endpoint('GET', /^\/issue\/createmeta\/([^/]+)\/issuetypes$/, listCreatableTypes),
    endpoint('GET', /^\/issue\/createmeta\/([^/]+)\/issuetypes\/([^/]+)$/, listCreateFields),
    endpoint('POST', /^\/issue$/, createIssue),
    endpoint('PUT', /^\/issue\/([^/]+)$/, editIssue),
    endpoint('GET', /^\/issue\/([^/]+)\/editmeta$/, getEditFields),
    endpoint('PUT', /^\/issue\/([^/]+)\/assignee$/, assignIssue),
    endpoint('GET', /^\/issue\/([^/]+)\/remotelink$/, listRemoteLinks),
    endpoint('POST', /^\/issue\/([^/]+)\/remotelink$/, putRemoteLink),
    endpoint('DELETE', /^\/issue\/([^/]+)\/remotelink$/, removeRemoteLink),
    endpoint('GET', /^\/user\/search$/, searchUsers),
    endpoint('GET', /^\/user\/assignable\/search$/, searchAssignable),
    endpoint('GET', /^\/priority$/, listPriorities),
    endpoint('GET', /^\/mypermissions$/, getMyPermissions),
  ];
  if (context.site.kind === 'data-center') return shared;
  return [
    ...shared,
    endpoint('GET', /^\/issue\/([^/]+)\/changelog$/, listChanges),
    endpoint('GET', /^\/priority\/search$/, searchPriorities),
  ];
}
