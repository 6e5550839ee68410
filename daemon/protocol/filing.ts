import { request, returns } from './message.ts';
import { type FieldEntries, fieldEntry, type MoveField } from './move-fields.ts';
import type { UserChoice } from './moves.ts';
import { object, optional, record, text, type ValueOf } from './schema.ts';
import type { TicketView } from './tickets.ts';

/** A type of ticket that the account can create in a project. */
export interface TicketType {
  readonly id: string;
  readonly name: string;
}

/** A ticket as it would be filed. All text is shown as text. */
export interface FilingForm {
  /** Projects that a person may choose from: those that are configured. */
  readonly projects: readonly string[];
  readonly project: string;
  readonly types: readonly TicketType[];
  readonly type: TicketType;
  /** The fields that Guardrail writes or that Jira requires, in the screen's order. */
  readonly fields: readonly MoveField[];
  /** The other fields that a person can fill in, in the screen's order. */
  readonly optional: readonly MoveField[];
  /** Values that Guardrail writes: `summary`, `description`, `labels`, `priority`, `duedate`, if the project's screen has them. */
  readonly proposed: FieldEntries;
}

const subject = {
  /** The finding's key. */
  finding: text(),
  /** Absent: the configured project, if it is the only one. */
  project: optional(text({ maxCharacters: 255 })),
  /** Id or name. Absent: the usual one. */
  type: optional(text({ maxCharacters: 255 })),
};

/** Reads what Jira asks for in a new ticket. Files nothing. */
export const readFilingForm = request({
  method: 'guardrail/tickets/filingForm',
  sender: 'client',
  params: object(subject),
  result: returns<FilingForm>(),
});

export const fileTicketParams = object({
  ...subject,
  /** Values over those that are proposed, by the id or the name of the field. */
  fields: optional(record(fieldEntry)),
});
export type FileTicketParams = ValueOf<typeof fileTicketParams>;

/** Like `searchUsers`, for a field of a ticket that Jira does not have yet. */
export const searchUsersOfProject = request({
  method: 'guardrail/tickets/usersOfProject',
  sender: 'client',
  params: object({
    /** A key. */
    project: text({ maxCharacters: 255 }),
    /** The field's id. */
    field: optional(text({ maxCharacters: 255 })),
    /** The beginning of a name or a mail address. Empty: the first users. */
    query: text({ maxCharacters: 255 }),
  }),
  result: returns<{ users: UserChoice[] }>(),
});

/** `existing`: another person had filed it. `waiting`: kept, and continued when Jira answers again. */
export interface FilingResultView {
  readonly result: 'filed' | 'existing' | 'waiting';
  readonly ticket?: TicketView;
  readonly note?: string;
}

/** Withdraws a ticket that waits to be filed. If Jira has created it, it stays in Jira. */
export const withdrawFiling = request({
  method: 'guardrail/tickets/withdrawFiling',
  sender: 'client',
  params: object({
    /** The finding's key. */
    finding: text(),
  }),
  /** `withdrawn`: whether one waited. */
  result: returns<{ withdrawn: boolean }>(),
});

/** Files a ticket for a finding, never a second one. */
export const fileTicket = request({
  method: 'guardrail/tickets/file',
  sender: 'client',
  params: fileTicketParams,
  result: returns<FilingResultView>(),
});
