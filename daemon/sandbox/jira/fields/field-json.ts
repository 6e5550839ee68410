import type { Field, FieldKind, FieldOption, FieldValue, Person } from '../../workflow-model.ts';
import { apiOf, type JiraSite } from '../jira-site.ts';
import { userJson } from '../people.ts';
import { documentOf, textOfDocument } from './rich-text.ts';

const custom = (name: string) => ({ custom: `com.atlassian.jira.plugin.system.customfieldtypes:${name}` });

/** The type of each kind of field, with the type of its items, and the plug-in of a custom field of this kind. */
const schemas: Readonly<Record<FieldKind, { type: string; items?: string; custom?: string }>> = {
  text: { type: 'string', ...custom('textfield') },
  textarea: { type: 'string', ...custom('textarea') },
  url: { type: 'string', ...custom('url') },
  number: { type: 'number', ...custom('float') },
  date: { type: 'date', ...custom('datepicker') },
  datetime: { type: 'datetime', ...custom('datetime') },
  select: { type: 'option', ...custom('select') },
  radio: { type: 'option', ...custom('radiobuttons') },
  'multi-select': { type: 'array', items: 'option', ...custom('multiselect') },
  checkboxes: { type: 'array', items: 'option', ...custom('multicheckboxes') },
  'cascading-select': { type: 'option-with-child', ...custom('cascadingselect') },
  user: { type: 'user', ...custom('userpicker') },
  labels: { type: 'array', items: 'string', ...custom('labels') },
  resolution: { type: 'resolution' },
  priority: { type: 'priority' },
  comment: { type: 'comments-page' },
};

/** Returns the schema of a field, as Jira describes it: custom fields by number, system fields by name. */
export function schemaOf({ id, kind }: Field) {
  const { custom: plugin, ...type } = schemas[kind];
  const number = /^customfield_(\d+)$/.exec(id)?.[1];
  return number === undefined
    ? { ...type, system: id }
    : { ...type, custom: plugin ?? '', customId: Number(number) };
}

/** Returns what a request can do with a field in `update`. */
export function operationsOf({ kind }: Field): string[] {
  if (kind === 'comment') return ['add'];
  return schemas[kind].type === 'array' ? ['add', 'set', 'remove'] : ['set'];
}

/** Returns an option, priority or resolution as JSON. */
export function optionJson(site: JiraSite, { kind }: Field, { id, value, children }: FieldOption) {
  if (kind === 'priority') {
    const iconUrl = `${site.url}/images/icons/priorities/${value.toLowerCase()}.svg`;
    return { self: `${apiOf(site)}/priority/${id}`, iconUrl, name: value, id };
  }
  if (kind === 'resolution') {
    return { self: `${apiOf(site)}/resolution/${id}`, description: '', name: value, id };
  }
  const own = (option: { id: string; value: string }) => ({
    self: `${apiOf(site)}/customFieldOption/${option.id}`,
    value: option.value,
    id: option.id,
    ...(site.kind === 'data-center' && { disabled: false }),
  });
  return { ...own({ id, value }), ...(children && { children: children.map(own) }) };
}

/** Returns a value as JSON, in the form in which an issue has it. Null: no value. */
export function valueJson(site: JiraSite, field: Field, value: FieldValue | undefined): unknown {
  if (value === undefined) return null;
  const option = (id: unknown) => {
    const known = field.options?.find((each) => each.id === id);
    return known ? optionJson(site, field, { id: known.id, value: known.value }) : null;
  };
  switch (field.kind) {
    case 'user':
      return userJson(site, value as Person);
    case 'select':
    case 'radio':
    case 'priority':
    case 'resolution':
      return option(value);
    case 'multi-select':
    case 'checkboxes':
      return (value as readonly string[]).map(option);
    case 'cascading-select': {
      const [parentId, childId] = value as readonly string[];
      const child = childOf(field, parentId, childId);
      return { ...(option(parentId) as object), ...(child && { child: optionJson(site, field, child) }) };
    }
    case 'textarea':
      if (site.kind === 'cloud') return typeof value === 'string' ? documentOf(value) : value;
      return typeof value === 'string' ? value : textOfDocument(value);
    case 'datetime':
      return new Date(String(value)).toISOString().replace('Z', '+0000');
    default:
      return value;
  }
}

/** Returns a value as a person reads it in the issue's history. */
export function valueText(field: Field, value: FieldValue | undefined): string | null {
  if (value === undefined) return null;
  const name = (id: unknown) => field.options?.find((each) => each.id === id)?.value ?? String(id);
  if (field.kind === 'user') return (value as Person).displayName;
  if (field.kind === 'cascading-select') {
    const [parentId, childId] = value as readonly string[];
    const child = childOf(field, parentId, childId);
    return child ? `${name(parentId)} - ${child.value}` : name(parentId);
  }
  if (Array.isArray(value)) return value.map(name).join(field.kind === 'labels' ? ' ' : ', ');
  return typeof value === 'object' ? textOfDocument(value) : name(value);
}

function childOf(field: Field, parentId: string | undefined, childId: string | undefined) {
  return field.options?.find(({ id }) => id === parentId)?.children?.find(({ id }) => id === childId);
}

/** Returns the address that completes what a person types into the field. Undefined: the field has none. */
export function autoCompleteUrl(
  site: JiraSite,
  field: Field,
  issueKey: string | undefined,
): string | undefined {
  const api = apiOf(site);
  const term = site.kind === 'cloud' ? 'query=' : 'username=';
  if (field.kind === 'labels') return `${site.url}/rest/api/1.0/labels/suggest?query=`;
  if (field.kind !== 'user') return undefined;
  if (field.id !== 'assignee') return `${api}/user/search?${term}`;
  const scope = issueKey === undefined ? '' : `issueKey=${issueKey}&`;
  return `${api}/user/assignable/search?${scope}${term}`;
}
