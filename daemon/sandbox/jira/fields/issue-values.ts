import type { Issue } from '../../model.ts';
import type { FieldValue, Person } from '../../workflow-model.ts';
import { priorities } from './system-fields.ts';

/** Returns the value of a field. Undefined: it has none. */
export function fieldValue(issue: Issue, fieldId: string): FieldValue | undefined {
  switch (fieldId) {
    case 'summary':
      return issue.summary || undefined;
    case 'description':
      return issue.values?.description ?? (issue.description || undefined);
    case 'priority':
      return priorities.find(({ value }) => value === issue.priority)?.id;
    case 'labels':
      return issue.labels.length > 0 ? issue.labels : undefined;
    case 'assignee':
      return issue.assignee;
    case 'duedate':
      return issue.due ?? undefined;
    default:
      return issue.values?.[fieldId];
  }
}

/** Sets or clears (`undefined`) the value of a field. `plain`: the description as text, if the value is a document. */
export function setValue(issue: Issue, fieldId: string, value: FieldValue | undefined, plain = ''): void {
  switch (fieldId) {
    case 'summary':
      issue.summary = String(value);
      return;
    case 'priority': {
      const priority = priorities.find(({ id }) => id === value)?.value;
      if (priority !== undefined) issue.priority = priority as Issue['priority'];
      return;
    }
    case 'labels':
      issue.labels = (value as readonly string[] | undefined) ?? [];
      return;
    case 'assignee':
      issue.assignee = value as Person | undefined;
      return;
    case 'duedate':
      issue.due = value === undefined ? null : String(value);
      return;
    case 'description':
      issue.description = typeof value === 'string' ? value : plain;
  }
  const { [fieldId]: _old, ...others } = issue.values ?? {};
  const isText = fieldId === 'description' && typeof value === 'string';
  issue.values = value === undefined || isText ? others : { ...others, [fieldId]: value };
}
