import type { Project } from '../../model.ts';
import type { IssueType, ScreenField } from '../../workflow-model.ts';
import type { Answer, Question } from '../answer.ts';
import { Refusal } from '../answer.ts';
import { screenJson } from '../fields/screen-json.ts';
import { projectId } from '../issue-json.ts';
import { issueTypeJson, issueTypesOf } from '../issue-types.ts';
import { apiOf } from '../jira-site.ts';
import { pageOf } from '../page.ts';
import { isAllowed } from '../permissions.ts';
import type { RequestContext } from '../request-context.ts';
import { projectNamed } from '../site.ts';

const maxPageItems = 200;

const usualScreen: readonly ScreenField[] = [
  { field: 'summary', required: true },
  { field: 'description' },
  { field: 'priority', default: '3' },
  { field: 'labels' },
  { field: 'assignee' },
  { field: 'duedate' },
];

/** Returns the fields of creating an issue, besides its project and its type. */
export function createScreenOf(
  project: Project,
  { createScreen = usualScreen }: IssueType,
): readonly ScreenField[] {
  const isHidden = ({ field }: ScreenField) =>
    (field === 'duedate' && !isAllowed(project, 'SCHEDULE_ISSUES')) ||
    (field === 'assignee' && !isAllowed(project, 'ASSIGN_ISSUES'));
  return createScreen.filter((each) => !isHidden(each));
}

/** Returns the types of issues that the user can create: none without the permission to create issues. */
export function listCreatableTypes({ world, site }: RequestContext, { parts, query }: Question): Answer {
  const project = projectNamed(world, parts[0]);
  const types = isAllowed(project, 'CREATE_ISSUES') ? issueTypesOf(project) : [];
  const { values, ...page } = pageOf(types, query, maxPageItems, (type) => ({
    ...issueTypeJson(site.url, type),
    self: `${apiOf(site)}/issuetype/${type.id}`,
  }));
  if (site.kind === 'data-center') return { status: 200, body: { ...page, values } };
  const { startAt, maxResults, total } = page;
  return { status: 200, body: { startAt, maxResults, total, issueTypes: values } };
}

/** Returns the fields of creating an issue of one type. */
export function listCreateFields({ world, site }: RequestContext, { parts, query }: Question): Answer {
  const project = projectNamed(world, parts[0]);
  const types = isAllowed(project, 'CREATE_ISSUES') ? issueTypesOf(project) : [];
  const type = types.find(({ id }) => id === parts[1]);
  if (!type) throw new Refusal(404, ['The issue type selected is invalid.']);
  const typeJson = { ...issueTypeJson(site.url, type), self: `${apiOf(site)}/issuetype/${type.id}` };
  const { key, name } = project;
  const id = projectId(world, key);
  const projectJson = {
    self: `${apiOf(site)}/project/${id}`,
    id,
    key,
    name,
    projectTypeKey: project.type ?? 'software',
  };
  const own = (fieldId: string, fieldName: string, value: object) => ({
    required: true,
    schema: { type: fieldId, system: fieldId },
    name: fieldName,
    ...(site.kind === 'cloud' ? { key: fieldId } : { fieldId }),
    hasDefaultValue: false,
    operations: ['set'],
    allowedValues: [value],
  });
  const fields = {
    project: own('project', 'Project', projectJson),
    issuetype: own('issuetype', 'Issue Type', typeJson),
    ...screenJson(site, project, createScreenOf(project, type)),
  };
  const { values, ...page } = pageOf(Object.entries(fields), query, maxPageItems, ([fieldId, json]) => ({
    ...json,
    fieldId,
  }));
  if (site.kind === 'data-center') return { status: 200, body: { ...page, values } };
  const { startAt, maxResults, total } = page;
  return { status: 200, body: { startAt, maxResults, total, fields: values } };
}
