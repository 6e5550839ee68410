import type { FieldEntry, MoveField } from '#protocol/move-fields.ts';
import type { UserChoice } from '#protocol/moves.ts';
import { joinSentences } from '#protocol/sentences.ts';
import { type Control, createField, type Field } from '../../shell/field.ts';
import type { MoveTexts } from '../review.ts';

/** The control of one field of a move's screen. */
export interface FieldControl {
  readonly root: HTMLElement;
  /** Returns why the value cannot be sent, or an empty text. */
  fault(): string;
  /** Shows a fault; an empty text removes it. */
  setFault(text: string): void;
  focus(): void;
}

export interface FieldInput {
  readonly field: MoveField;
  /** The value so far: the user's, or Jira's default. */
  readonly entry: FieldEntry | undefined;
  readonly texts: MoveTexts;
  /** Each edit. `undefined`: no value. */
  readonly onEdit: (entry: FieldEntry | undefined) => void;
  readonly find: (query: string) => Promise<readonly UserChoice[]>;
}

/** Returns whether Jira refuses the move without a value. */
export function isAsked({ required, hasDefault }: MoveField): boolean {
  return required && !hasDefault;
}

/** Returns the values of an entry as a list, without empty ones. */
export function valuesOf(entry: FieldEntry | undefined): readonly string[] {
  if (entry === undefined) return [];
  return (typeof entry.value === 'string' ? [entry.value] : entry.value).filter((value) => value !== '');
}

/** Returns the row of a field: its label with the mark of a required field, the control, the explanation, the fault. */
export function createFieldRow(
  { field, texts }: FieldInput,
  control: Control,
  ...more: readonly HTMLElement[]
): Field {
  const row = createField(`field-${field.id}`, control, ...more);
  row.setLabel(field.name, isAsked(field));
  row.setHelp(helpOf(field, texts));
  if (isAsked(field)) control.setAttribute('aria-required', 'true');
  return row;
}

function helpOf({ hasDefault, hasMoreOptions, control }: MoveField, texts: MoveTexts): string {
  return joinSentences([
    control === 'labels' ? texts.labelsHelp : '',
    control === 'user' || control === 'users' ? texts.personHelp : '',
    hasDefault ? texts.hasDefault : '',
    hasMoreOptions ? texts.moreOptions : '',
  ]);
}
