import type { Severity } from '#protocol/findings.ts';
import type { FieldEntries, FieldEntry, MoveField } from '#protocol/move-fields.ts';
import { labelOf } from '../label.ts';
import { entryOf, isEmpty } from '../moves/asked-fields.ts';
import { fieldFault } from '../moves/field-problems.ts';
import { checkValue } from '../moves/field-value.ts';
import type { FilledField } from '../moves/filled-field.ts';
import { filingNeedsFields } from './filing-problems.ts';
import { dueDate, filingPolicy, priorityOf } from './policy.ts';

/** The texts of a new ticket, in the site's language. */
export interface TicketText {
  /** One line. */
  readonly summary: string;
  readonly paragraphs: readonly string[];
}

export interface CreateFormInput {
  /** The finding's key. */
  readonly finding: string;
  readonly severity: Severity;
  readonly text: TicketText;
  /** ISO 8601. */
  readonly now: string;
}

/** Jira's own limit. */
const maxSummaryCharacters = 255;
/** Jira sets these from the request itself, or fills them in. */
const given = new Set(['project', 'issuetype', 'reporter', 'parent', 'attachment', 'issuelinks']);

/** Returns what Guardrail writes into the fields of a new ticket that the project's screen has. */
export function proposedFields(
  screen: readonly MoveField[],
  { finding, severity, text, now }: CreateFormInput,
): FieldEntries {
  const terms = filingPolicy[severity];
  const priority = priorityOf(screen.find(({ id }) => id === 'priority')?.options ?? [], terms);
  const proposals: Record<string, FieldEntry | undefined> = {
    summary: { value: text.summary.slice(0, maxSummaryCharacters) },
    description: { value: text.paragraphs.join('\n\n') },
    labels: { value: ['guardrail', labelOf(finding)] },
    priority: priority && { value: priority.id, shown: priority.label },
    duedate: { value: dueDate(now, terms) },
  };
  return Object.fromEntries(
    screen.flatMap(({ id }) => {
      const entry = proposals[id];
      return entry ? [[id, entry]] : [];
    }),
  );
}

/** Returns the fields that a person fills in: required, without a default, and not filled in by Guardrail. */
export function openFields(screen: readonly MoveField[], filled: FieldEntries): readonly MoveField[] {
  return screen.filter(
    (field) =>
      field.required && field.hasDefault !== true && !given.has(field.id) && isEmpty(entryOf(field, filled)),
  );
}

/**
 * Returns every field of the new ticket in the form of its control.
 * @param filled By the id or the name of the field: the proposals, and the person's own values over them.
 * @throws Problem `filing-needs-fields`, with a fault for each field.
 */
export function createFields(
  where: { readonly project: string; readonly issueType: string },
  screen: readonly MoveField[],
  filled: FieldEntries,
): readonly FilledField[] {
  const missing = openFields(screen, filled);
  const faults = missing.map((field) => fieldFault(field, 'missing'));
  const sound: FilledField[] = [];
  for (const field of screen) {
    const entry = entryOf(field, filled);
    if (entry === undefined || isEmpty(entry) || given.has(field.id)) continue;
    const checked = checkValue(field, entry.value);
    if (!checked.ok) faults.push(fieldFault(field, checked.fault));
    else if (field.control !== 'unsupported')
      sound.push({ id: field.id, control: field.control, value: checked.value });
  }
  if (faults.length > 0) throw filingNeedsFields(where, screen, faults);
  return sound;
}
