import type { Issue, World } from '../model.ts';
import type { Person } from '../workflow-model.ts';
import { valueJson } from './fields/field-json.ts';
import { fieldValue } from './fields/issue-values.ts';
import { fieldOf } from './fields/system-fields.ts';
import { issueTypeJson, issueTypeOf } from './issue-types.ts';
import type { JiraSite } from './jira-site.ts';
import { projectOf, statusJson } from './statuses.ts';

export type { Person } from '../workflow-model.ts';

/** Returns a time as Jira writes it: the offset has no colon. */
export function jiraTime(iso: string): string {
  return new Date(iso).toISOString().replace('Z', '+0000');
}

export function personJson(site: string, { accountId, displayName, accountType }: Person) {
  return {
    self: `${site}/rest/api/3/user?accountId=${accountId}`,
    accountId,
    displayName,
    active: true,
    timeZone: 'Etc/UTC',
    accountType: accountType ?? 'atlassian',
  };
}

export function commentJson(
  site: string,
  issue: Issue,
  comment: Issue['comments'][number],
  author: Person,
  withProperties: boolean,
) {
  const person = personJson(site, author);
  return {
    self: `${site}/rest/api/3/issue/${issue.id}/comment/${comment.id}`,
    id: comment.id,
    author: person,
    body: comment.body,
    updateAuthor: person,
    created: jiraTime(comment.created),
    updated: jiraTime(comment.created),
    jsdPublic: true,
    ...(withProperties && { properties: comment.properties }),
  };
}

/** Returns an issue as JSON. `wanted`: field names, `*all`, `*navigable`, `-name`. If it is empty, only the id. */
export function issueJson(site: string, world: World, issue: Issue, wanted: readonly string[]) {
  const isOnly = (names: readonly string[]) => wanted.every((name) => names.includes(name));
  const { id, key } = issue;
  if (isOnly(['id'])) return { id };
  const self = `${site}/rest/api/3/issue/${id}`;
  if (isOnly(['id', 'key'])) return { id, self, key };

  const all =
    wanted.includes('*all') || wanted.includes('*navigable') || wanted.every((name) => name.startsWith('-'));
  const fields = Object.entries(fieldsOf(site, world, issue)).filter(
    ([name]) => (all || wanted.includes(name)) && !wanted.includes(`-${name}`),
  );
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id,
    self,
    key,
    fields: Object.fromEntries(fields),
  };
}

function fieldsOf(site: string, world: World, issue: Issue) {
  const project = projectOf(world, issue.project);
  const jira: JiraSite = { url: site, kind: 'cloud' };
  const value = (id: string) => {
    const field = fieldOf(project, id);
    return field ? valueJson(jira, field, fieldValue(issue, id)) : null;
  };
  return {
    summary: issue.summary,
    description: value('description'),
    status: statusJson(site, project, issue.status),
    labels: issue.labels,
    priority: value('priority'),
    duedate: issue.due,
    assignee: issue.assignee ? personJson(site, issue.assignee) : null,
    resolution: value('resolution'),
    created: jiraTime(issue.created),
    updated: jiraTime(issue.updated),
    issuetype: issueTypeJson(site, issueTypeOf(project, issue)),
    reporter: value('reporter'),
    project: {
      self: `${site}/rest/api/3/project/${project.key}`,
      id: projectId(world, project.key),
      key: project.key,
      name: project.name,
      projectTypeKey: project.type ?? 'software',
      simplified: false,
    },
    ...Object.fromEntries((project.fields ?? []).map(({ id }) => [id, value(id)])),
  };
}

export function projectId(world: World, key: string): string {
  return String(10_000 + world.projects.findIndex((project) => project.key === key));
}
