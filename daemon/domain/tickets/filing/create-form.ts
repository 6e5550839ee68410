import type { Severity } from '#protocol/findings.ts';
import type { FieldEntries, FieldEntry, MoveField } from '#protocol/move-fields.ts';
import { labelOf } from '../label.ts';
import { entryOf, fieldNamed, isEmpty } from '../moves/asked-fields.ts';
import { fieldFault, valueFault } from '../moves/field-problems.ts';
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
/** Jira takes these from the request itself, or a new ticket of a finding has none. */
const neverSent = new Set(['project', 'issuetype', 'parent', 'attachment', 'issuelinks']);
/** Jira fills it in with the account, unless a person chose another one. */
const reporter = 'reporter';

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
      field.required &&
      field.hasDefault !== true &&
      !neverSent.has(field.id) &&
      field.id !== reporter &&
      isEmpty(entryOf(field, filled)),
  );
}

/** Returns the fields that a person may fill in besides the open ones and those that Guardrail fills in. */
export function optionalFields(screen: readonly MoveField[], filled: FieldEntries): readonly MoveField[] {
  const open = openFields(screen, filled);
  return screen.filter(
    (field) =>
      !neverSent.has(field.id) &&
      field.control !== 'unsupported' &&
      !open.includes(field) &&
      entryOf(field, filled) === undefined,
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
  const sent = screen.filter(({ id }) => !neverSent.has(id));
  const faults = [
    ...Object.keys(filled)
      .filter((given) => fieldNamed(given, sent) === undefined)
      .map((given) => fieldFault({ id: given, name: given }, 'unknown')),
    ...openFields(screen, filled).map((field) => fieldFault(field, 'missing')),
  ];
  const sound: FilledField[] = [];
  for (const field of sent) {
    const entry = entryOf(field, filled);
    if (entry === undefined || isEmpty(entry)) continue;
    const checked = checkValue(field, entry.value);
    if (!checked.ok) faults.push(valueFault(field, checked.fault));
    else if (field.control !== 'unsupported')
      sound.push({ id: field.id, control: field.control, value: checked.value });
  }
  if (faults.length > 0) throw filingNeedsFields(where, screen, faults);
  return sound;
}
