/** A user of the sandbox's Jira. */
export interface Person {
  readonly accountId: string;
  readonly displayName: string;
  /** `app`: a service account. Absent: a person. */
  readonly accountType?: 'app';
}

/** A status of a project. */
export interface Status {
  readonly id: string;
  readonly name: string;
  /** Absent: `todo` and `done` for the statuses with these keys, `review` (in progress) for others. */
  readonly category?: 'todo' | 'review' | 'done';
}

/** The things that a user may do in a project, by Jira's own keys. */
export type Permission =
  | 'BROWSE_PROJECTS'
  | 'TRANSITION_ISSUES'
  | 'ADD_COMMENTS'
  | 'EDIT_ISSUES'
  | 'SCHEDULE_ISSUES'
  | 'ASSIGN_ISSUES'
  | 'CREATE_ISSUES'
  | 'LINK_ISSUES';

/** Kinds of fields, each with its own JSON. */
export type FieldKind =
  | 'text'
  | 'textarea'
  | 'url'
  | 'number'
  | 'date'
  | 'datetime'
  | 'select'
  | 'radio'
  | 'multi-select'
  | 'checkboxes'
  | 'cascading-select'
  | 'user'
  | 'labels'
  | 'resolution'
  | 'priority'
  | 'comment';

export interface FieldOption {
  readonly id: string;
  readonly value: string;
  /** Only for a cascading select: the options of its second level. */
  readonly children?: readonly { readonly id: string; readonly value: string }[];
}

export interface Field {
  /** `customfield_10042`; for a system field its name: `duedate`. */
  readonly id: string;
  readonly name: string;
  readonly kind: FieldKind;
  readonly options?: readonly FieldOption[];
}

/**
 * A value: text, number, `2026-11-29`, an ISO 8601 time, a user, a document; the id of an option, priority or
 * resolution; the ids of a multi-select, labels; the ids of a cascading select's two levels.
 */
export type FieldValue = string | number | readonly string[] | Person | Readonly<Record<string, unknown>>;

/** A field on the screen of a transition, of creating or of editing. */
export interface ScreenField {
  /** The field's id. */
  readonly field: string;
  readonly required?: true;
  readonly default?: FieldValue;
}

/** A type of issues in a project. */
export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly subtask?: true;
  /** The screen of creating an issue of this type, besides project and type. Absent: the system's fields. */
  readonly createScreen?: readonly ScreenField[];
  /** The workflow of its issues. Absent: the one of the project. */
  readonly transitions?: readonly Transition[];
}

/** A link from an issue to a page elsewhere. */
export interface RemoteLink {
  readonly id: number;
  readonly globalId?: string;
  readonly relationship?: string;
  readonly object: Readonly<Record<string, unknown>>;
  readonly application?: Readonly<Record<string, unknown>>;
}

/** Refuses a move with a sentence of the site. */
export interface Validator {
  /** The id of the field whose value after the move is validated. */
  readonly field: string;
  /** A field without a value is valid. */
  readonly optional?: true;
  /** A regular expression that its text has to match. Absent: any value will do. */
  readonly matches?: string;
  /** Only for dates: the day has to be after today (UTC). */
  readonly future?: true;
  readonly sentence: string;
  /** The sentence is about the move (`errorMessages`), not about the field (`errors`). */
  readonly general?: true;
}

export interface Transition {
  readonly id: string;
  readonly name: string;
  /** The keys of the statuses that have it. Absent: every status (a global transition). */
  readonly from?: readonly string[];
  /** The key of the status that it leads to. */
  readonly to: string;
  /** Absent: no screen. */
  readonly screen?: readonly ScreenField[];
  readonly validators?: readonly Validator[];
  /** If it does not hold, the transition is not offered. `has`: the id of a field that needs a value. */
  readonly condition?: { readonly person?: 'assignee' | 'not-assignee'; readonly has?: string };
  /** Values that a post-function of the workflow sets after the move, by field id. Null: no value. */
  readonly sets?: Readonly<Record<string, FieldValue | null>>;
}

/** An entry of an issue's history. */
export interface Change {
  readonly id: string;
  readonly author: Person;
  /** ISO 8601. */
  readonly created: string;
  readonly items: readonly ChangeItem[];
}

export interface ChangeItem {
  /** The field's name, as a person reads it; a system field's id. */
  readonly field: string;
  readonly fieldId: string;
  /** The values' ids, if they have ids. */
  readonly from: string | null;
  readonly to: string | null;
  readonly fromText: string | null;
  readonly toText: string | null;
}
