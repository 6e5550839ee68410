import { z } from 'zod';
import type { Issue, Project } from '../../model.ts';
import type { FieldValue, Transition, Validator } from '../../workflow-model.ts';
import { type Answer, invalidPayload, type Question, Refusal } from '../answer.ts';
import { changeIssue } from '../changes.ts';
import { valueText } from '../fields/field-json.ts';
import { fieldValue } from '../fields/issue-values.ts';
import { type Edits, editsBody, hasValue, readEdits } from '../fields/read-edits.ts';
import { screenJson } from '../fields/screen-json.ts';
import { fieldOf } from '../fields/system-fields.ts';
import { appendComment, issueNamed } from '../issues.ts';
import { isAllowed, mayNotComment } from '../permissions.ts';
import type { RequestContext } from '../request-context.ts';
import { projectOf, statusJson } from '../statuses.ts';
import { offeredTransitions } from './offered-transitions.ts';
import { readComment } from './read-comment.ts';

/**
 * Returns the transitions from the issue's status. As in Jira, one whose condition does not hold is returned only if the
 * request has `includeUnavailableTransitions`.
 */
export function listTransitions({ world, site, person }: RequestContext, { parts, query }: Question): Answer {
  const issue = issueNamed(world, parts[0]);
  const project = projectOf(world, issue.project);
  const withFields = query.get('expand')?.split(',').includes('transitions.fields') ?? false;
  const withUnavailable = query.get('includeUnavailableTransitions') === 'true';
  const wanted = query.get('transitionId');
  const transitions = offeredTransitions(project, issue, person)
    .filter(
      ({ transition, isAvailable }) =>
        (isAvailable || withUnavailable) && (wanted ?? transition.id) === transition.id,
    )
    .map(({ transition, isAvailable }) => {
      const { id, name, to, from, screen = [], condition } = transition;
      const fields = withFields && { fields: screenJson(site, project, screen, issue) };
      const common = { id, name, to: statusJson(site.url, project, to), ...fields };
      if (site.kind === 'data-center') return common;
      return {
        ...common,
        hasScreen: screen.length > 0,
        isGlobal: from === undefined,
        isInitial: false,
        isAvailable,
        isConditional: condition !== undefined,
        isLooped: to === issue.status,
      };
    });
  return { status: 200, body: { expand: 'transitions', transitions } };
}

const transitionBody = editsBody.extend({ transition: z.object({ id: z.coerce.string() }) });

/** Moves an issue. Nothing changes if anything in the request is refused. */
export function doTransition(context: RequestContext, { parts, body }: Question): Answer {
  const { world, person } = context;
  const issue = issueNamed(world, parts[0]);
  const project = projectOf(world, issue.project);
  const asked = transitionBody.safeParse(body);
  if (!asked.success) throw invalidPayload();
  const { id } = asked.data.transition;
  const offered = offeredTransitions(project, issue, person).find(({ transition }) => transition.id === id);
  if (!offered?.isAvailable) throw new Refusal(400, [`Transition id '${id}' is not valid for this issue.`]);

  const { to, screen = [], validators = [], sets = {} } = offered.transition;
  const edits = readEdits(context, { project, issue, screen }, asked.data);
  const comment = edits.comment === undefined ? undefined : readComment(context, edits.comment);
  if (comment && !isAllowed(project, 'ADD_COMMENTS')) {
    throw new Refusal(400, [], { comment: mayNotComment(person) });
  }
  validate(project, issue, edits, validators);

  if (comment) appendComment(world, issue, comment, person);
  const then = Object.entries(sets).map(([field, value]) => [field, value ?? undefined] as const);
  changeIssue(world, project, issue, { status: to, values: new Map([...edits.values, ...then]) }, person);
  return { status: 204 };
}

/** @throws Refusal 400 with the sentences of the validators whose fields do not have the right value */
function validate(
  project: Project,
  issue: Issue,
  edits: Edits,
  validators: NonNullable<Transition['validators']>,
): void {
  const refused = validators.filter((validator) => !isValid(project, issue, edits, validator));
  if (refused.length === 0) return;
  const general = refused.filter((validator) => validator.general).map(({ sentence }) => sentence);
  const byField = refused.filter((validator) => !validator.general);
  throw new Refusal(
    400,
    general,
    Object.fromEntries(byField.map(({ field, sentence }) => [field, sentence])),
  );
}

function isValid(project: Project, issue: Issue, edits: Edits, validator: Validator): boolean {
  const { field: id, matches, future, optional } = validator;
  if (!hasValue(edits, issue, id)) return optional === true;
  const field = fieldOf(project, id);
  const value: FieldValue | undefined = edits.values.has(id) ? edits.values.get(id) : fieldValue(issue, id);
  const text = (field && valueText(field, value)) ?? '';
  if (future && text <= new Date().toISOString().slice(0, 10)) return false;
  return matches === undefined || new RegExp(matches, 'u').test(text);
}
