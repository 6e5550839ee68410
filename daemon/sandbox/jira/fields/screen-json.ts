import type { Issue, Project } from '../../model.ts';
import type { ScreenField } from '../../workflow-model.ts';
import type { JiraSite } from '../jira-site.ts';
import { autoCompleteUrl, operationsOf, optionJson, schemaOf, valueJson } from './field-json.ts';
import { fieldOf } from './system-fields.ts';

/** Returns the fields of a screen as Jira describes them, by field id. `issue`: absent while it is created. */
export function screenJson(
  site: JiraSite,
  project: Project,
  screen: readonly ScreenField[],
  issue?: Issue,
): Record<string, object> {
  const entries = screen.flatMap(({ field: id, required = false, default: given }) => {
    const field = fieldOf(project, id);
    if (!field) return [];
    const completing = autoCompleteUrl(site, field, issue?.key);
    const json = {
      required,
      schema: schemaOf(field),
      name: field.name,
      ...(site.kind === 'cloud' ? { key: id } : { fieldId: id }),
      ...(completing !== undefined && { autoCompleteUrl: completing }),
      hasDefaultValue: given !== undefined,
      operations: operationsOf(field),
      ...(field.options && { allowedValues: field.options.map((option) => optionJson(site, field, option)) }),
      ...(given !== undefined && { defaultValue: valueJson(site, field, given) }),
    };
    return [[id, json] as const];
  });
  return Object.fromEntries(entries);
}
