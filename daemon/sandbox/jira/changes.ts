import type { Issue, Project, World } from '../model.ts';
import type { ChangeItem, FieldValue, Person } from '../workflow-model.ts';
import { valueText } from './fields/field-json.ts';
import { fieldValue, setValue } from './fields/issue-values.ts';
import { textOfDocument } from './fields/rich-text.ts';
import { fieldOf } from './fields/system-fields.ts';

/** Returns the current time, at least one millisecond after the previous change. */
export function momentAfter(before: string): string {
  return new Date(Math.max(Date.now(), Date.parse(before) + 1)).toISOString();
}

/** The content of a change: the key of a status of the project, values by field id (undefined: no value). */
export interface IssueChange {
  readonly status?: string;
  readonly values?: ReadonlyMap<string, FieldValue | undefined>;
  /** Entries of the history about anything else, for example about links. */
  readonly items?: readonly ChangeItem[];
}

/** Changes an issue, and records in its history who changed what and when. `updated` moves on in any case. */
export function changeIssue(
  world: World,
  project: Project,
  issue: Issue,
  { status, values = new Map(), items: others = [] }: IssueChange,
  author: Person,
): void {
  const created = momentAfter(issue.updated);
  const items: ChangeItem[] = [...others];
  for (const [id, value] of values) items.push(...setField(project, issue, id, value));
  if (status !== undefined && status !== issue.status) {
    const [from, to] = [project.statuses[issue.status], project.statuses[status]];
    items.push({
      field: 'status',
      fieldId: 'status',
      from: from?.id ?? null,
      to: to?.id ?? null,
      fromText: from?.name ?? null,
      toText: to?.name ?? null,
    });
    issue.status = status;
  }
  issue.updated = created;
  if (items.length === 0) return;
  issue.changes = [...(issue.changes ?? []), { id: nextChangeId(world), author, created, items }];
}

function setField(project: Project, issue: Issue, id: string, value: FieldValue | undefined): ChangeItem[] {
  const field = fieldOf(project, id);
  if (!field) return [];
  const before = fieldValue(issue, id);
  if (JSON.stringify(before) === JSON.stringify(value)) return [];
  setValue(issue, id, value, typeof value === 'object' ? textOfDocument(value) : '');
  const isCustom = id.startsWith('customfield_');
  return [
    {
      field: isCustom ? field.name : id,
      fieldId: id,
      from: idOf(before),
      to: idOf(value),
      fromText: valueText(field, before),
      toText: valueText(field, value),
    },
  ];
}

/** Returns the id of a value that has one: of an option or a user. */
function idOf(value: FieldValue | undefined): string | null {
  if (typeof value === 'string' && /^\d+$/.test(value)) return value;
  if (value instanceof Object && 'accountId' in value) return String(value.accountId);
  return null;
}

function nextChangeId(world: World): string {
  const count = world.issues.reduce((sum, { changes }) => sum + (changes?.length ?? 0), 0);
  return String(70_001 + count);
}
