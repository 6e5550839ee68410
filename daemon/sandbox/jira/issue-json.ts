import type { Issue, World } from '../model.ts';
import { projectOf, statusJson } from './statuses.ts';

export interface Person {
  readonly accountId: string;
  readonly displayName: string;
}

/** Returns a time as Jira writes it: the offset has no colon. */
export function jiraTime(iso: string): string {
  return new Date(iso).toISOString().replace('Z', '+0000');
}

export function personJson(site: string, { accountId, displayName }: Person) {
  return {
    self: `${site}/rest/api/3/user?accountId=${accountId}`,
    accountId,
    displayName,
    active: true,
    timeZone: 'Etc/UTC',
    accountType: 'atlassian',
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

const priorityIds = { Highest: '1', High: '2', Medium: '3', Low: '4' } as const;

function fieldsOf(site: string, world: World, issue: Issue) {
  const project = projectOf(world, issue.project);
  const priorityId = priorityIds[issue.priority];
  return {
    summary: issue.summary,
    description: documentOf(issue.description),
    status: statusJson(site, project, issue.status),
    labels: issue.labels,
    priority: {
      self: `${site}/rest/api/3/priority/${priorityId}`,
      iconUrl: `${site}/images/icons/priorities/${issue.priority.toLowerCase()}.svg`,
      name: issue.priority,
      id: priorityId,
    },
    duedate: issue.due,
    assignee: issue.assignee ? personJson(site, issue.assignee) : null,
    created: jiraTime(issue.created),
    updated: jiraTime(issue.updated),
    issuetype: { self: `${site}/rest/api/3/issuetype/10001`, id: '10001', name: 'Task', subtask: false },
    project: {
      self: `${site}/rest/api/3/project/${project.key}`,
      id: projectId(world, project.key),
      key: project.key,
      name: project.name,
      projectTypeKey: project.type ?? 'software',
      simplified: false,
    },
  };
}

export function projectId(world: World, key: string): string {
  return String(10_000 + world.projects.findIndex((project) => project.key === key));
}

/** Returns the text in the Atlassian Document Format. Each line is a paragraph of plain text. */
function documentOf(text: string) {
  const paragraph = (line: string) => ({
    type: 'paragraph',
    content: line === '' ? [] : [{ type: 'text', text: line }],
  });
  return { type: 'doc', version: 1, content: text.split('\n').map(paragraph) };
}
