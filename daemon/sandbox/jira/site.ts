import type { World } from '../model.ts';
import { type Answer, type Question, Refusal } from './answer.ts';
import { jiraTime, type Person, personJson, projectId } from './issue-json.ts';
import { issueTypeJson, issueTypesOf } from './issue-types.ts';
import { issueNamed } from './issues.ts';
import { statusJson, statusOf } from './statuses.ts';

export function getMyself(site: string, person: Person, email: string): Answer {
  const body = {
    ...personJson(site, person),
    emailAddress: email,
    locale: 'en_US',
    groups: { size: 0, items: [] },
  };
  return { status: 200, body };
}

export function getServerInfo(site: string): Answer {
  const body = {
    baseUrl: site,
    displayUrl: site,
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100_300,
    buildDate: '2026-11-01T00:00:00.000+0000',
    serverTime: jiraTime(new Date().toISOString()),
    serverTitle: 'Jira',
    serverTimeZone: 'Etc/UTC',
    defaultLocale: { locale: 'en_US' },
  };
  return { status: 200, body };
}

/** Returns a page of the projects, in the order of their keys. */
export function searchProjects(site: string, world: World, { query }: Question): Answer {
  const startAt = Math.max(0, Number(query.get('startAt') ?? 0) || 0);
  const maxResults = Math.min(100, Math.max(1, Number(query.get('maxResults') ?? 50) || 50));
  const all = [...world.projects].sort((a, b) => (a.key < b.key ? -1 : 1));
  const values = all.slice(startAt, startAt + maxResults).map(({ key }) => projectJson(site, world, key));
  const isLast = startAt + values.length >= all.length;
  return { status: 200, body: { maxResults, startAt, total: all.length, isLast, values } };
}

export function getProject(site: string, world: World, { parts }: Question): Answer {
  return { status: 200, body: projectJson(site, world, projectNamed(world, parts[0]).key) };
}

function projectJson(site: string, world: World, projectKey: string) {
  const { key, name, type = 'software' } = projectNamed(world, projectKey);
  return {
    self: `${site}/rest/api/3/project/${key}`,
    id: projectId(world, key),
    key,
    name,
    description: '',
    projectTypeKey: type,
    simplified: false,
    style: 'classic',
    isPrivate: false,
    properties: {},
  };
}

export function getProjectStatuses(site: string, world: World, { parts }: Question): Answer {
  const project = projectNamed(world, parts[0]);
  const statuses = Object.keys(project.statuses).map((name) => statusJson(site, project, name));
  const types = issueTypesOf(project).map((type) => ({ ...issueTypeJson(site, type), statuses }));
  return { status: 200, body: types };
}

/** Returns a project by its key, in any case, or by its id. @throws Refusal 404 */
export function projectNamed(world: World, key = '') {
  const project = world.projects.find(
    (each) => each.key === key.toUpperCase() || projectId(world, each.key) === key,
  );
  if (project === undefined) throw new Refusal(404, [`No project could be found with key '${key}'.`]);
  return project;
}

/** Returns the issue's page for a browser. The page contains only text, whatever the summary contains. */
export function browse(world: World, { parts }: Question): Answer {
  const issue = issueNamed(world, parts[0]);
  const rows = [
    ['Status', statusOf(world, issue).name],
    ['Priority', issue.priority],
    ['Due', issue.due ?? ''],
    ['Assignee', issue.assignee?.displayName ?? ''],
    ['Labels', issue.labels.join(' ')],
  ].map(([name = '', value = '']) => `<dt>${escaped(name)}<dd>${escaped(value)}`);
  const title = `${issue.key} ${issue.summary}`;
  return {
    status: 200,
    body: `<!doctype html><meta charset="utf-8"><title>${escaped(title)}</title><h1>${escaped(title)}</h1><dl>${rows.join('')}</dl><pre>${escaped(issue.description)}</pre>`,
    headers: { 'Content-Security-Policy': "default-src 'none'", 'X-Content-Type-Options': 'nosniff' },
  };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
