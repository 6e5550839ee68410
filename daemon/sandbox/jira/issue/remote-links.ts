import { z } from 'zod';
import type { Issue, World } from '../../model.ts';
import type { RemoteLink } from '../../workflow-model.ts';
import { type Answer, invalidPayload, type Question, Refusal } from '../answer.ts';
import { changeIssue } from '../changes.ts';
import { issueNamed } from '../issues.ts';
import { apiOf, type JiraSite } from '../jira-site.ts';
import { isAllowed } from '../permissions.ts';
import type { RequestContext } from '../request-context.ts';
import { projectOf } from '../statuses.ts';

const linkBody = z.object({
  globalId: z.string().min(1).max(255).optional(),
  relationship: z.string().max(255).optional(),
  application: z.record(z.string(), z.unknown()).optional(),
  object: z.record(z.string(), z.unknown()).optional(),
});

/** Returns the links of an issue, or with the query `globalId` only the link that has it. */
export function listRemoteLinks({ world, site }: RequestContext, { parts, query }: Question): Answer {
  const issue = issueNamed(world, parts[0]);
  const { remoteLinks = [] } = issue;
  const globalId = query.get('globalId');
  if (globalId === null) {
    return { status: 200, body: remoteLinks.map((link) => linkJson(site, issue, link)) };
  }
  const link = remoteLinks.find((each) => each.globalId === globalId);
  if (!link) throw new Refusal(404, [`No remote link with globalId '${globalId}' exists on this issue.`]);
  return { status: 200, body: linkJson(site, issue, link) };
}

/** Adds a link (201), or replaces the link with the same `globalId` (200). */
export function putRemoteLink({ world, site, person }: RequestContext, { parts, body }: Question): Answer {
  const issue = linkableIssue(world, parts[0]);
  const asked = linkBody.safeParse(body);
  if (!asked.success) throw invalidPayload();
  const { globalId, relationship, application, object = {} } = asked.data;
  const errors = {
    ...(!isText(object.title) && { title: "'title' is required." }),
    ...(!isText(object.url) && { url: "'url' is required." }),
  };
  if (Object.keys(errors).length > 0) throw new Refusal(400, [], errors);

  const links = issue.remoteLinks ?? [];
  const known = links.find((link) => globalId !== undefined && link.globalId === globalId);
  const link: RemoteLink = {
    id: known?.id ?? nextLinkId(world),
    ...(globalId !== undefined && { globalId }),
    ...(relationship !== undefined && { relationship }),
    ...(application && { application }),
    object,
  };
  issue.remoteLinks = known ? links.map((each) => (each === known ? link : each)) : [...links, link];
  const item = {
    field: 'RemoteIssueLink',
    fieldId: 'RemoteIssueLink',
    from: null,
    to: String(link.id),
    fromText: null,
    toText: `This issue links to "${String(object.title)}"`,
  };
  changeIssue(world, projectOf(world, issue.project), issue, { items: known ? [] : [item] }, person);
  const self = selfOf(site, issue, link);
  return { status: known ? 200 : 201, body: { id: link.id, self } };
}

/** Removes the link with the query's `globalId`. */
export function removeRemoteLink({ world, person }: RequestContext, { parts, query }: Question): Answer {
  const issue = linkableIssue(world, parts[0]);
  const links = issue.remoteLinks ?? [];
  const rest = links.filter(({ globalId }) => globalId !== query.get('globalId'));
  if (rest.length === links.length) throw new Refusal(404, ['No remote link with this globalId exists.']);
  issue.remoteLinks = rest;
  changeIssue(world, projectOf(world, issue.project), issue, {}, person);
  return { status: 204 };
}

function linkableIssue(world: World, name: string | undefined): Issue {
  const issue = issueNamed(world, name);
  if (isAllowed(projectOf(world, issue.project), 'LINK_ISSUES')) return issue;
  throw new Refusal(403, ['You do not have permission to link issues in this project.']);
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';

const selfOf = (site: JiraSite, issue: Issue, { id }: RemoteLink) =>
  `${apiOf(site)}/issue/${issue.id}/remotelink/${id}`;

function linkJson(site: JiraSite, issue: Issue, link: RemoteLink) {
  return { ...link, self: selfOf(site, issue, link), application: link.application ?? {} };
}

function nextLinkId(world: World): number {
  const ids = world.issues.flatMap(({ remoteLinks = [] }) => remoteLinks.map(({ id }) => id));
  return ids.reduce((most, id) => Math.max(most, id), 10_000) + 1;
}
