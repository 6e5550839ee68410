import { z } from 'zod';
import type { Issue, Project } from '../../model.ts';
import type { Field, FieldValue, ScreenField } from '../../workflow-model.ts';
import { Refusal } from '../answer.ts';
import type { RequestContext } from '../request-context.ts';
import { fieldValue } from './issue-values.ts';
import { InvalidValue, readValue } from './read-value.ts';
import { fieldOf } from './system-fields.ts';

/** The parts of a request that set fields. */
export const editsBody = z.object({
  fields: z.record(z.string(), z.unknown()).optional(),
  update: z.record(z.string(), z.unknown()).optional(),
});

/** The edits of a request, after validation. */
export interface Edits {
  /** By field id. Undefined: the value is cleared. */
  readonly values: ReadonlyMap<string, FieldValue | undefined>;
  /** The comment's JSON, if the request adds a comment. */
  readonly comment?: unknown;
}

/** The subject of the edits: an issue (absent while it is created), and the fields that the screen has. */
export interface EditedScreen {
  readonly project: Project;
  readonly issue?: Issue;
  readonly screen: readonly ScreenField[];
}

/** Reads the edits of a request. @throws Refusal 400 with one sentence for each field that is refused */
export function readEdits(
  context: RequestContext,
  { project, issue, screen }: EditedScreen,
  { fields = {}, update = {} }: z.infer<typeof editsBody>,
): Edits {
  const errors: Record<string, string> = {};
  const values = new Map<string, FieldValue | undefined>();
  let comment: unknown;

  for (const id of new Set([...Object.keys(fields), ...Object.keys(update)])) {
    const field = screen.some((on) => on.field === id) ? fieldOf(project, id) : undefined;
    try {
      if (!field)
        throw new InvalidValue(
          `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`,
        );
      if (id in fields && id in update) {
        throw new InvalidValue(`Field '${id}' cannot appear in both 'fields' and 'update'`);
      }
      const operations = id in fields ? [{ set: fields[id] }] : operationsIn(update[id]);
      if (field.kind === 'comment') comment = commentIn(operations);
      else values.set(id, afterOperations(context, field, issue && fieldValue(issue, id), operations));
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      errors[id] = error.message;
    }
  }

  const result: Edits = { values, ...(comment !== undefined && { comment }) };
  for (const { field: id, required, default: given } of screen) {
    if (!required || id in errors) continue;
    if (!issue && given !== undefined && !values.has(id)) values.set(id, given);
    if (hasValue(result, issue, id)) continue;
    const name = fieldOf(project, id)?.name ?? id;
    errors[id] = id === 'summary' ? 'You must specify a summary of the issue.' : `${name} is required.`;
  }
  if (Object.keys(errors).length > 0) throw new Refusal(400, [], errors);
  return result;
}

/** Returns whether the field has a value after the edits. A comment is only ever new. */
export function hasValue({ values, comment }: Edits, issue: Issue | undefined, id: string): boolean {
  if (id === 'comment') return comment !== undefined;
  return (values.has(id) ? values.get(id) : issue && fieldValue(issue, id)) !== undefined;
}

type Operation = Readonly<Record<string, unknown>>;

/** Each operation is an object with one member: `{ set }`, `{ add }`, `{ remove }`. */
function operationsIn(given: unknown): readonly Operation[] {
  if (!Array.isArray(given)) throw new InvalidValue('data was not an array');
  return given.map((operation: unknown) => {
    if (operation instanceof Object && Object.keys(operation).length === 1) return operation as Operation;
    throw new InvalidValue('Each operation has to be an object with one member.');
  });
}

function commentIn(operations: readonly Operation[]): unknown {
  const [operation] = operations;
  if (operations.length === 1 && operation && 'add' in operation) return operation.add;
  throw new InvalidValue("Comment supports only the operation 'add', once.");
}

function afterOperations(
  context: RequestContext,
  field: Field,
  before: FieldValue | undefined,
  operations: readonly Operation[],
): FieldValue | undefined {
  let value = before;
  for (const operation of operations) {
    if ('set' in operation) {
      value = readValue(context, field, operation.set);
      continue;
    }
    const isList = ['labels', 'multi-select', 'checkboxes'].includes(field.kind);
    const [[name, given] = ['', undefined]] = Object.entries(operation);
    if (!isList || (name !== 'add' && name !== 'remove')) {
      throw new InvalidValue(`Field '${field.id}' does not support operation '${name}'.`);
    }
    const [item = ''] = (readValue(context, field, [given]) ?? []) as readonly string[];
    const others = ((value ?? []) as readonly string[]).filter((each) => each !== item);
    const items = name === 'add' ? [...others, item] : others;
    value = items.length > 0 ? items : undefined;
  }
  return value;
}
