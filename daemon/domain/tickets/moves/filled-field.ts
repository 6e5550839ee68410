import type { FieldControl } from '#protocol/move-fields.ts';

/** A field of a move with a value that fits its control; see `FieldEntry` for the forms. */
export interface FilledField {
  /** Jira's id of the field. */
  readonly id: string;
  readonly control: Exclude<FieldControl, 'unsupported'>;
  readonly value: string | readonly string[];
}
