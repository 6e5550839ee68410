import { z } from 'zod';
import {
  type FieldControl,
  type FieldEntry,
  type FieldOption,
  type MoveField,
  maxFieldCharacters,
  maxFieldOptions,
  maxFieldValues,
} from '#protocol/move-fields.ts';
import { printable } from '../../../base/printable.ts';
import { plainTextOf } from '../rich-text.ts';
import { controlOf, fieldSchema, schemaOfSystemField } from './controls.ts';

const maxLineCharacters = 255;
/** A screen with more fields is not one that a person fills in. */
const maxFields = 200;

const line = z.string().transform((text) => printable(text.slice(0, maxLineCharacters)));
const id = z.union([z.string(), z.number()]).transform(String);

const option = z.object({
  id,
  /** Of an option. */
  value: line.nullish(),
  /** Of a resolution, a priority, a version or a component. */
  name: line.nullish(),
  disabled: z.boolean().nullish(),
  archived: z.boolean().nullish(),
});
const optionWithChildren = option.extend({
  children: z.array(z.unknown()).nullish(),
  child: z.unknown().optional(),
});

const field = z.object({
  required: z.boolean().nullish(),
  name: line,
  /** Absent on sites that do not describe Jira's own fields. */
  schema: fieldSchema.nullish(),
  hasDefaultValue: z.boolean().nullish(),
  allowedValues: z.array(z.unknown()).nullish(),
  defaultValue: z.unknown().optional(),
});

/** A field of which only this much can be read is named, and filled in in Jira. */
const barestField = z.object({ required: z.boolean().catch(false), name: line.optional().catch(undefined) });

/** Returns the fields of a screen in its order. A field of an unknown form is `unsupported`, never left out. */
export function screenFields(fields: Readonly<Record<string, unknown>>): MoveField[] {
  return Object.entries(fields).slice(0, maxFields).map(fieldOf);
}

function fieldOf([key, described]: [string, unknown]): MoveField {
  const fieldId = key.slice(0, maxLineCharacters);
  const parsed = field.safeParse(described);
  if (!parsed.success) {
    const { required = false, name = fieldId } = barestField.safeParse(described).data ?? {};
    return { id: fieldId, name, required, control: 'unsupported' };
  }
  const { required, name, hasDefaultValue, allowedValues, defaultValue } = parsed.data;
  const schema = parsed.data.schema ?? schemaOfSystemField(fieldId);
  const options = optionsOf(allowedValues ?? []);
  const control = usableControl(controlOf(schema), options);
  const initial = initialEntry(control, defaultValue);
  return {
    ...{ id: fieldId, name, required: required === true, control },
    ...(hasOptions(control) && { options }),
    ...(hasOptions(control) && (allowedValues ?? []).length > maxFieldOptions && { hasMoreOptions: true }),
    ...(initial && { initial }),
    ...(hasDefaultValue === true && { hasDefault: true }),
    ...(control === 'unsupported' && { type: printable(typeName(schema)).slice(0, maxLineCharacters) }),
  };
}

/** Without allowed values, a field that takes one of them cannot be filled in. */
function usableControl(control: FieldControl, options: readonly FieldOption[]): FieldControl {
  return hasOptions(control) && options.length === 0 ? 'unsupported' : control;
}

function hasOptions(control: FieldControl): boolean {
  return control === 'select' || control === 'multi-select' || control === 'cascading';
}

function typeName({ type, items, custom }: z.infer<typeof fieldSchema>): string {
  return custom ?? (items ? `${type} of ${items}` : type);
}

function optionsOf(values: readonly unknown[]): FieldOption[] {
  return values.slice(0, maxFieldOptions).flatMap((value) => {
    const { success, data } = optionWithChildren.safeParse(value);
    if (!success || data.disabled === true || data.archived === true) return [];
    const children = (data.children ?? []).slice(0, maxFieldOptions).flatMap((child) => {
      const read = option.safeParse(child);
      return read.success && read.data.disabled !== true
        ? [{ id: read.data.id, label: labelOf(read.data) }]
        : [];
    });
    return [{ id: data.id, label: labelOf(data), ...(children.length > 0 && { children }) }];
  });
}

function labelOf({ id: optionId, value, name }: z.infer<typeof option>): string {
  return value || name || optionId;
}

const person = z
  .object({ accountId: z.string().nullish(), name: z.string().nullish(), displayName: line.nullish() })
  .transform(({ accountId, name, displayName }) => ({
    id: accountId ?? name ?? '',
    shown: displayName ?? '',
  }))
  .refine(({ id: userId }) => userId !== '');

/** Returns the default as the form shows it; `undefined` without one or if its form is unknown. */
function initialEntry(control: FieldControl, value: unknown): FieldEntry | undefined {
  if (value === undefined || value === null) return undefined;
  switch (control) {
    case 'text':
    case 'textarea':
    case 'date':
    case 'datetime': {
      const typed = plainTextOf(value).slice(0, maxFieldCharacters);
      return typed === '' ? undefined : { value: typed };
    }
    case 'number':
      return typeof value === 'number' ? { value: String(value) } : undefined;
    case 'labels': {
      const labels = z.array(z.string()).safeParse(value).data ?? [];
      return labels.length > 0 ? { value: labels.slice(0, maxFieldValues) } : undefined;
    }
    case 'select': {
      const { data } = option.safeParse(value);
      return data && { value: data.id, shown: labelOf(data) };
    }
    case 'cascading': {
      const { data } = optionWithChildren.safeParse(value);
      const child = option.safeParse(data?.child).data;
      const path = [data, child].filter((part) => part !== undefined);
      return data && { value: path.map((part) => part.id), shown: path.map(labelOf).join(' › ') };
    }
    case 'multi-select': {
      const all = z.array(option).safeParse(value).data ?? [];
      return all.length > 0
        ? { value: all.map((each) => each.id), shown: all.map(labelOf).join(', ') }
        : undefined;
    }
    case 'user': {
      const { data } = person.safeParse(value);
      return data && { value: data.id, shown: data.shown };
    }
    case 'users': {
      const all = z.array(person).safeParse(value).data ?? [];
      const names = all.map(({ shown }) => shown);
      return all.length > 0
        ? { value: all.map((each) => each.id), shown: names.join(', '), names }
        : undefined;
    }
    default:
      return undefined;
  }
}
