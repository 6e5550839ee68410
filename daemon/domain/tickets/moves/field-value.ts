import {
  type FieldOption,
  type MoveField,
  maxFieldCharacters,
  maxFieldValues,
} from '#protocol/move-fields.ts';
import type { FieldFaultKind } from '../../problems/tickets.ts';
import { foldedName } from '../state.ts';
import type { FilledField } from './filled-field.ts';

/** Characters of a text on one line; Jira's own limit. */
const maxLineCharacters = 255;

export type CheckedValue =
  | { readonly ok: true; readonly value: FilledField['value'] }
  | { readonly ok: false; readonly fault: FieldFaultKind };

/**
 * Returns a value that is not empty in the form that its field takes. An option may be named by its id or its label, so
 * that a person in a terminal can write what Jira shows.
 */
export function checkValue(field: MoveField, given: string | readonly string[]): CheckedValue {
  const values = (typeof given === 'string' ? [given] : given).map((value) => value.trim()).filter(Boolean);
  const [first = '', ...others] = values;
  if (values.length > maxFieldValues) return fault('too-many');
  switch (field.control) {
    case 'unsupported':
      return fault('unsupported');
    case 'multi-select':
      return optionIds(field.options ?? [], values);
    case 'labels':
      // Jira separates labels by spaces.
      return values.some((label) => /\s/.test(label)) ? fault('label') : textsUpTo(maxLineCharacters, values);
    case 'users':
      return textsUpTo(maxLineCharacters, values);
    case 'cascading':
      return optionPath(field.options ?? [], values);
    default:
      if (others.length > 0) return fault('too-many');
      return checkSingle(field, field.control === 'textarea' ? String(given).trim() : first);
  }
}

function checkSingle({ control, options = [] }: MoveField, value: string): CheckedValue {
  switch (control) {
    case 'select': {
      const chosen = optionNamed(options, value);
      return chosen ? valid(chosen.id) : fault('not-allowed');
    }
    case 'number':
      return Number.isFinite(Number(value)) ? valid(value) : fault('number');
    case 'date':
      return isDate(value) ? valid(value) : fault('date');
    case 'datetime':
      return hasOffset.test(value) && !Number.isNaN(Date.parse(value)) ? valid(value) : fault('datetime');
    case 'textarea':
      return value.length > maxFieldCharacters ? fault('too-long') : valid(value);
    default:
      return value.length > maxLineCharacters ? fault('too-long') : valid(value);
  }
}

/** A time without its offset would be another moment on another machine. Jira's own offsets have no colon. */
const hasOffset = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** Returns whether a text is a day of the calendar: not `2026-02-30`. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function optionIds(options: readonly FieldOption[], values: readonly string[]): CheckedValue {
  const ids = values.map((value) => optionNamed(options, value)?.id);
  return ids.includes(undefined) ? fault('not-allowed') : valid([...new Set(ids as string[])]);
}

/** The option, and one of its children if there is one. */
function optionPath(
  options: readonly FieldOption[],
  [first = '', second, ...more]: readonly string[],
): CheckedValue {
  if (more.length > 0) return fault('too-many');
  const parent = optionNamed(options, first);
  if (!parent) return fault('not-allowed');
  if (second === undefined) return valid([parent.id]);
  const child = optionNamed(parent.children ?? [], second);
  return child ? valid([parent.id, child.id]) : fault('not-allowed');
}

function optionNamed(options: readonly FieldOption[], value: string): FieldOption | undefined {
  return (
    options.find(({ id }) => id === value) ??
    options.find(({ label }) => foldedName(label) === foldedName(value))
  );
}

function textsUpTo(maxCharacters: number, values: readonly string[]): CheckedValue {
  return values.some(({ length }) => length > maxCharacters) ? fault('too-long') : valid(values);
}

function valid(value: FilledField['value']): CheckedValue {
  return { ok: true, value };
}

function fault(kind: FieldFaultKind): CheckedValue {
  return { ok: false, fault: kind };
}
