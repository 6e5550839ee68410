import { list, object, optional, text, union, type ValueOf } from './schema.ts';

/**
 * The form in which the user fills in a field of a move's screen. `cascading`: an option and one of its children.
 * `unsupported`: Guardrail cannot fill it in; the user does that in Jira.
 */
export const fieldControls = [
  'text',
  'textarea',
  'number',
  'date',
  'datetime',
  'select',
  'multi-select',
  'cascading',
  'user',
  'users',
  'labels',
  'unsupported',
] as const;
export type FieldControl = (typeof fieldControls)[number];

/** An allowed value of a field. */
export interface FieldOption {
  /** Jira's id of the value. */
  readonly id: string;
  readonly label: string;
  /** Of a cascading field. */
  readonly children?: readonly FieldOption[];
}

/** A field of the screen that Jira shows for a move. All text is the site's, on one line. */
export interface MoveField {
  /** Jira's id: `resolution`, `customfield_10040`. */
  readonly id: string;
  readonly name: string;
  /** Jira refuses the move without it, unless `hasDefault`. */
  readonly required: boolean;
  readonly control: FieldControl;
  /** Allowed values; at most `maxFieldOptions`. Only for `select`, `multi-select` and `cascading`. */
  readonly options?: readonly FieldOption[];
  /** Jira allows more values than `options` lists. */
  readonly hasMoreOptions?: true;
  /** The value that the form starts with. */
  readonly initial?: FieldEntry;
  /** Jira fills it in if no value is sent. */
  readonly hasDefault?: true;
  /** Jira's own name of the type, if the control is `unsupported`. */
  readonly type?: string;
}

export const maxFieldOptions = 1_000;
/** Characters of one text of a value; Jira's own limit for a text field of several lines. */
export const maxFieldCharacters = 32_767;
/** Characters of a person's name. */
export const maxNameCharacters = 1_000;
/** Values of a field that takes several. */
export const maxFieldValues = 100;
/** Fields of one review. */
export const maxFilledFields = 50;

/**
 * A field's value, the same for every kind of Jira: a text; a number as text; a date (`2026-11-30`); a time (ISO 8601 with
 * its offset); the id of an option or a user; a list of ids or labels; for `cascading` the ids of the option and its child.
 */
export const fieldEntry = object({
  value: union(text({ maxCharacters: maxFieldCharacters }), list(text({ maxCharacters: 1_000 }))),
  /** The value as the user saw it, such as the names of all people. Absent: `value` itself says it. */
  shown: optional(text({ maxCharacters: maxFieldCharacters })),
  /** Of several people: the name of each, in the order of `value`. */
  names: optional(list(text({ maxCharacters: maxNameCharacters }))),
});
export type FieldEntry = ValueOf<typeof fieldEntry>;

/** Returns the people of a value, each with the name that the user saw, or the id if that is not known. */
export function peopleOf({ value, shown = '', names }: FieldEntry): { id: string; name: string }[] {
  const ids = typeof value === 'string' ? [value] : value;
  const seen = names?.length === ids.length ? names : ids.length === 1 ? [shown] : [];
  return ids.flatMap((id, index) => (id === '' ? [] : [{ id, name: seen[index] || id }]));
}

/** Values of fields, by the id or the name of the field. */
export type FieldEntries = Readonly<Record<string, FieldEntry>>;
