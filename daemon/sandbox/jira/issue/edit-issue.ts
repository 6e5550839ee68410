import type { Project } from '../../model.ts';
import type { ScreenField } from '../../workflow-model.ts';
import { type Answer, invalidPayload, type Question, Refusal } from '../answer.ts';
import { changeIssue } from '../changes.ts';
import { editsBody, readEdits } from '../fields/read-edits.ts';
import { InvalidValue, readValue } from '../fields/read-value.ts';
import { screenJson } from '../fields/screen-json.ts';
import { fieldOf } from '../fields/system-fields.ts';
import { appendComment, issueNamed } from '../issues.ts';
import { isAllowed } from '../permissions.ts';
import type { RequestContext } from '../request-context.ts';
import { projectOf } from '../statuses.ts';
import { readComment } from '../workflow/read-comment.ts';

/** Returns the fields that the user can edit. As in Jira, a field without permission is as if it were on no screen. */
function editScreenOf(project: Project): readonly ScreenField[] {
  const when = (permission: Parameters<typeof isAllowed>[1], field: string): ScreenField[] =>
    isAllowed(project, permission) ? [{ field }] : [];
  const comment = when('ADD_COMMENTS', 'comment');
  if (!isAllowed(project, 'EDIT_ISSUES')) return comment;
  return [
    { field: 'summary', required: true },
    { field: 'description' },
    { field: 'priority' },
    { field: 'labels' },
    ...when('ASSIGN_ISSUES', 'assignee'),
    ...when('SCHEDULE_ISSUES', 'duedate'),
    ...(project.fields ?? []).map(({ id }) => ({ field: id })),
    ...comment,
  ];
}

export function getEditFields({ world, site }: RequestContext, { parts }: Question): Answer {
  const issue = issueNamed(world, parts[0]);
  const project = projectOf(world, issue.project);
  return { status: 200, body: { fields: screenJson(site, project, editScreenOf(project), issue) } };
}

/** Sets fields of an issue. Nothing changes if anything in the request is refused. */
export function editIssue(context: RequestContext, { parts, body }: Question): Answer {
  const { world, person } = context;
  const issue = issueNamed(world, parts[0]);
  const project = projectOf(world, issue.project);
  const asked = editsBody.safeParse(body);
  if (!asked.success) throw invalidPayload();
  if (!asked.data.fields && !asked.data.update) {
    throw new Refusal(400, ["one of 'fields' or 'update' required"]);
  }
  const edits = readEdits(context, { project, issue, screen: editScreenOf(project) }, asked.data);
  const comment = edits.comment === undefined ? undefined : readComment(context, edits.comment);
  if (comment) appendComment(world, issue, comment, person);
  changeIssue(world, project, issue, { values: edits.values }, person);
  return { status: 204 };
}

/** Assigns an issue: to `{accountId}` on Cloud, to `{name}` on Data Center. Null: removes the assignee. */
export function assignIssue(context: RequestContext, { parts, body }: Question): Answer {
  const { world, site, person } = context;
  const issue = issueNamed(world, parts[0]);
  const project = projectOf(world, issue.project);
  const member = site.kind === 'cloud' ? 'accountId' : 'name';
  if (!(body instanceof Object) || !(member in body)) throw invalidPayload();
  if (!isAllowed(project, 'ASSIGN_ISSUES')) {
    throw new Refusal(403, ['You do not have permission to assign issues.']);
  }
  const field = fieldOf(project, 'assignee');
  const given = (body as Readonly<Record<string, unknown>>)[member];
  if (!field) throw new RangeError('every project has assignees');
  try {
    const assignee = given === null ? undefined : readValue(context, field, { [member]: given });
    changeIssue(world, project, issue, { values: new Map([['assignee', assignee]]) }, person);
  } catch (error) {
    if (error instanceof InvalidValue) throw new Refusal(400, [], { assignee: error.message });
    throw error;
  }
  return { status: 204 };
}
