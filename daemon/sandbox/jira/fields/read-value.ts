import type { Field, FieldOption, FieldValue } from '../../workflow-model.ts';
import { peopleOf, userNameOf } from '../people.ts';
import type { RequestContext } from '../request-context.ts';

/** A value that Jira refuses, with its sentence. */
export class InvalidValue extends Error {}

const maxTextCharacters = 255;
const maxLongTextCharacters = 32_767;

/** Returns the value of a request for a field. Null in a request clears it: undefined. @throws InvalidValue */
export function readValue(context: RequestContext, field: Field, given: unknown): FieldValue | undefined {
  if (given === null || given === undefined) return undefined;
  switch (field.kind) {
    case 'text':
    case 'url':
      if (typeof given === 'string' && /[\r\n]/.test(given)) {
        throw new InvalidValue(
          `The ${field.name.toLowerCase()} is invalid because it contains newline characters.`,
        );
      }
      return readText(given, maxTextCharacters) || undefined;
    case 'textarea':
      return context.site.kind === 'cloud'
        ? readDocument(given)
        : readText(given, maxLongTextCharacters) || undefined;
    case 'number':
      if (typeof given !== 'number') throw new InvalidValue('Operation value must be a number');
      return given;
    case 'date':
      return readDate(readText(given, maxTextCharacters));
    case 'datetime':
      return readTime(readText(given, maxTextCharacters));
    case 'select':
    case 'radio':
      return optionIn(field.options, given).id;
    case 'multi-select':
    case 'checkboxes':
      return nonEmpty(readArray(given).map((option) => optionIn(field.options, option).id));
    case 'cascading-select':
      return readCascade(field, given);
    case 'priority':
    case 'resolution':
      return readNamed(field, given);
    case 'user':
      return readUser(context, given);
    case 'labels':
      return nonEmpty([...new Set(readArray(given).map(readLabel))]);
    case 'comment':
      throw new InvalidValue('Field does not support update');
  }
}

function nonEmpty(values: readonly string[]): readonly string[] | undefined {
  return values.length > 0 ? values : undefined;
}

function readText(given: unknown, maxCharacters: number): string {
  if (typeof given !== 'string') throw new InvalidValue('Operation value must be a string');
  if (given.length <= maxCharacters) return given;
  const limit = maxCharacters.toLocaleString('en');
  throw new InvalidValue(
    `The entered text is too long. It exceeds the allowed limit of ${limit} characters.`,
  );
}

function readDocument(given: unknown): FieldValue | undefined {
  const { type, version, content } = (given ?? {}) as Record<string, unknown>;
  if (type !== 'doc' || version !== 1 || !Array.isArray(content)) {
    throw new InvalidValue(
      'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
    );
  }
  return content.length > 0 ? (given as Record<string, unknown>) : undefined;
}

function readDate(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const day = new Date(`${text}T00:00:00Z`);
  if (!isDay || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text) {
    throw new InvalidValue(`Error parsing date string: ${text}`);
  }
  return text;
}

function readTime(text: string): string {
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text);
  const time = new Date(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (!isTime || Number.isNaN(time.getTime())) throw new InvalidValue(`Error parsing time: ${text}`);
  return time.toISOString();
}

function readArray(given: unknown): readonly unknown[] {
  if (!Array.isArray(given)) throw new InvalidValue('data was not an array');
  return given;
}

type Option = Pick<FieldOption, 'id' | 'value'>;

/** Returns the option with the given id or value. */
function optionIn<T extends Option>(options: readonly T[] = [], given: unknown): T {
  const { id, value } = objectOf(given);
  if (id === undefined && value === undefined) {
    throw new InvalidValue("Could not find valid 'id' or 'value' in the Parent Option object.");
  }
  const known = options.find((option) => (id !== undefined ? option.id === id : option.value === value));
  if (known) return known;
  throw new InvalidValue(
    id !== undefined ? `Option id '${id}' is not valid` : `Option value '${value}' is not valid`,
  );
}

function readCascade(field: Field, given: unknown): readonly string[] {
  const parent = optionIn(field.options, given);
  const { child } = objectOf(given);
  if (child === undefined || child === null) return [parent.id];
  return [parent.id, optionIn(parent.children, child).id];
}

function readNamed({ kind, options = [] }: Field, given: unknown): string {
  const { id, name } = objectOf(given);
  if (id === undefined && name === undefined) {
    throw new InvalidValue(`Could not find valid 'id' or 'name' in ${kind} object.`);
  }
  const known = options.find((option) => (id !== undefined ? option.id === id : option.value === name));
  if (known) return known.id;
  if (kind === 'priority') throw new InvalidValue('The priority selected is invalid.');
  throw new InvalidValue(
    id !== undefined ? `Resolution id '${id}' is not valid` : `Resolution name '${name}' is not valid`,
  );
}

/** Reads `{accountId}` (or `{id}`) on Cloud and `{name}` on Data Center. */
function readUser({ world, person, site }: RequestContext, given: unknown): FieldValue {
  const { accountId, id, name } = objectOf(given);
  const wanted = site.kind === 'cloud' ? (accountId ?? id) : name;
  if (typeof wanted !== 'string') {
    throw new InvalidValue(
      site.kind === 'cloud' ? 'expected Object containing an accountId' : 'expected Object containing a name',
    );
  }
  const known = peopleOf(world, person).find(
    (each) => (site.kind === 'cloud' ? each.accountId : userNameOf(each)) === wanted,
  );
  if (!known) throw new InvalidValue(`User '${wanted}' does not exist.`);
  return known;
}

function readLabel(given: unknown): string {
  const label = readText(given, maxTextCharacters);
  if (/\s/.test(label)) throw new InvalidValue(`The label '${label}' contains spaces which is invalid.`);
  return label;
}

/** Returns the members of an object. Anything else has none. */
function objectOf(given: unknown): Readonly<Record<string, unknown>> {
  return given instanceof Object && !Array.isArray(given) ? (given as Record<string, unknown>) : {};
}
