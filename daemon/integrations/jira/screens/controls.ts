import { z } from 'zod';
import type { FieldControl } from '#protocol/move-fields.ts';

/** Jira's own description of a field's type. Sites and apps add types, so that each member is any text. */
export const fieldSchema = z.object({
  type: z.string(),
  items: z.string().nullish(),
  system: z.string().nullish(),
  custom: z.string().nullish(),
});
export type FieldSchema = z.infer<typeof fieldSchema>;

/** Jira's own fields, which have the same type on every site. */
const systemFields: Readonly<Record<string, Omit<FieldSchema, 'system'>>> = {
  summary: { type: 'string' },
  description: { type: 'string' },
  environment: { type: 'string' },
  duedate: { type: 'date' },
  priority: { type: 'priority' },
  resolution: { type: 'resolution' },
  assignee: { type: 'user' },
  reporter: { type: 'user' },
  labels: { type: 'array', items: 'string' },
  components: { type: 'array', items: 'component' },
  versions: { type: 'array', items: 'version' },
  fixVersions: { type: 'array', items: 'version' },
};

/** Returns the type of a field that the site does not describe. */
export function schemaOfSystemField(id: string): FieldSchema {
  const known = Object.hasOwn(systemFields, id) ? systemFields[id] : undefined;
  return known ? { ...known, system: id } : { type: 'unknown' };
}

/** Types whose value is one of the field's allowed values, named by an id. */
const chosen = new Set(['option', 'resolution', 'priority', 'version', 'component', 'securitylevel']);
/** The ends of the keys of Jira's own custom fields: `com.atlassian.jira.plugin.system.customfieldtypes:textarea`. */
const textTypes = new Set(['textfield', 'url']);
const systemParagraphs = new Set(['description', 'environment']);

/** Returns the control for a field, `unsupported` for a type that Guardrail cannot fill in. */
export function controlOf({ type, items, system, custom }: FieldSchema): FieldControl {
  const kind = custom?.split(':').at(-1);
  switch (type) {
    case 'string':
      if (kind === 'textarea' || systemParagraphs.has(system ?? '')) return 'textarea';
      // A text type of an app may have a form of its own.
      return kind === undefined || textTypes.has(kind) ? 'text' : 'unsupported';
    case 'number':
    case 'date':
    case 'datetime':
    case 'user':
      return type;
    case 'option-with-child':
      return 'cascading';
    case 'array':
      if (items === 'user') return 'users';
      if (items === 'string') return kind === 'labels' || system === 'labels' ? 'labels' : 'unsupported';
      return chosen.has(items ?? '') ? 'multi-select' : 'unsupported';
    default:
      return chosen.has(type) ? 'select' : 'unsupported';
  }
}
