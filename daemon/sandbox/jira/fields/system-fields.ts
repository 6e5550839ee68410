import type { Project } from '../../model.ts';
import type { Field, FieldOption } from '../../workflow-model.ts';

/** The site's priorities, from the most urgent. */
export const priorities: readonly FieldOption[] = [
  { id: '1', value: 'Highest' },
  { id: '2', value: 'High' },
  { id: '3', value: 'Medium' },
  { id: '4', value: 'Low' },
];

/** The site's resolutions. */
export const resolutions: readonly FieldOption[] = [
  { id: '10000', value: 'Done' },
  { id: '10001', value: "Won't Do" },
  { id: '10002', value: 'Duplicate' },
];

export const priorityField: Field = {
  id: 'priority',
  name: 'Priority',
  kind: 'priority',
  options: priorities,
};

const systemFields: readonly Field[] = [
  { id: 'summary', name: 'Summary', kind: 'text' },
  { id: 'description', name: 'Description', kind: 'textarea' },
  priorityField,
  { id: 'labels', name: 'Labels', kind: 'labels' },
  { id: 'assignee', name: 'Assignee', kind: 'user' },
  { id: 'reporter', name: 'Reporter', kind: 'user' },
  { id: 'duedate', name: 'Due date', kind: 'date' },
  { id: 'resolution', name: 'Resolution', kind: 'resolution', options: resolutions },
  { id: 'comment', name: 'Comment', kind: 'comment' },
];

/** Returns a field of the project or of every project. Undefined: the field does not exist. */
export function fieldOf(project: Project, id: string): Field | undefined {
  return [...(project.fields ?? []), ...systemFields].find((field) => field.id === id);
}
