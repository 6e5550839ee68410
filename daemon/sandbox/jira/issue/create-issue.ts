import type { Issue, Project, World } from '../../model.ts';
import type { IssueType } from '../../workflow-model.ts';
import { type Answer, invalidPayload, type Question, Refusal } from '../answer.ts';
import { setValue } from '../fields/issue-values.ts';
import { editsBody, readEdits } from '../fields/read-edits.ts';
import { textOfDocument } from '../fields/rich-text.ts';
import { projectId } from '../issue-json.ts';
import { issueTypesOf } from '../issue-types.ts';
import { apiOf } from '../jira-site.ts';
import { isAllowed } from '../permissions.ts';
import type { RequestContext } from '../request-context.ts';
import { createScreenOf } from './create-screen.ts';

/** Creates an issue at To Do. Each request creates one more: Jira has no key that makes it idempotent. */
export function createIssue(context: RequestContext, { body }: Question): Answer {
  const { world, site, person } = context;
  const asked = editsBody.safeParse(body);
  if (!asked.success) throw invalidPayload();
  const { fields: { project: givenProject, issuetype, ...fields } = {}, update } = asked.data;
  const project = readProject(world, givenProject);
  const type = readType(project, issuetype);
  if (!isAllowed(project, 'CREATE_ISSUES')) {
    throw new Refusal(403, ['You do not have permission to create issues in this project.']);
  }
  const screen = createScreenOf(project, type);
  const { values } = readEdits(context, { project, screen }, { fields, update });

  const created = new Date().toISOString();
  const issue: Issue = {
    id: String(nextNumber(world.issues.map(({ id }) => Number(id)))),
    key: `${project.key}-${nextNumber(numbersIn(world, project))}`,
    project: project.key,
    type: type.id,
    summary: '',
    description: '',
    status: 'todo',
    priority: 'Medium',
    due: null,
    labels: [],
    created,
    updated: created,
    values: { reporter: person },
    comments: [],
  };
  for (const [id, value] of values) {
    setValue(issue, id, value, typeof value === 'object' ? textOfDocument(value) : '');
  }
  world.issues.push(issue);
  const { id, key } = issue;
  return { status: 201, body: { id, key, self: `${apiOf(site)}/issue/${id}` } };
}

function readProject(world: World, given: unknown): Project {
  const { id, key } = (given ?? {}) as Record<string, unknown>;
  const project = world.projects.find(
    (each) => each.key === key || (id !== undefined && projectId(world, each.key) === id),
  );
  if (!project) throw new Refusal(400, [], { project: 'valid project is required' });
  return project;
}

function readType(project: Project, given: unknown): IssueType {
  const { id, name } = (given ?? {}) as Record<string, unknown>;
  if (id === undefined && name === undefined) {
    throw new Refusal(400, [], { issuetype: 'Specify an issue type' });
  }
  const type = issueTypesOf(project).find((each) => (id !== undefined ? each.id === id : each.name === name));
  if (!type) throw new Refusal(400, [], { issuetype: 'The issue type selected is invalid.' });
  if (type.subtask) {
    throw new Refusal(400, [], {
      issuetype: 'Issue type is a sub-task but parent issue key or id not specified.',
    });
  }
  return type;
}

const numbersIn = (world: World, { key }: Project) =>
  world.issues
    .filter(({ project }) => project === key)
    .map((issue) => Number(issue.key.slice(key.length + 1)));

const nextNumber = (numbers: readonly number[]) =>
  numbers.reduce((most, number) => Math.max(most, number), 0) + 1;
