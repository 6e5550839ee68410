import type { CourseKind, Resolution } from '#protocol/pending-review.ts';
import type { ChangedTicket, MoveName, TicketAtStatus } from './tickets.ts';

interface EditedField {
  readonly ticket: string;
  readonly field: 'assignee' | 'due';
}

/** Problems of edits, of undoing an action and of resolving a conflict. */
export interface OutboxProblems {
  /** There is no confirmed action whose move can be taken back. */
  'nothing-to-undo': { readonly ticket: string };
  /** The last action is a comment, which stays. */
  'comment-not-undone': { readonly ticket: string };
  /** Jira has not confirmed the last action, of which something was sent. */
  'undo-too-early': { readonly ticket: string };
  /** No move that Jira offers leads back to the status `target`, which an undo restores. */
  'no-move-back': TicketAtStatus & { readonly target: string; readonly offered: readonly MoveName[] };
  /** An undo found the ticket elsewhere, or moved by another person since. `left`: the status after the undone action. */
  'ticket-changed-since': ChangedTicket & { readonly left: string; readonly undone: CourseKind };
  /** Another person changed the field since the user saw it. Values are names or days; absent: none. */
  'value-changed': EditedField & {
    readonly wanted?: string;
    readonly now?: string;
    /** ISO 8601. */
    readonly updated: string;
    readonly by?: string;
  };
  /** Jira does not accept the edit, in its own words (`said`), or accepted it without effect. */
  'edit-refused': EditedField & {
    readonly refusal: 'refused' | 'not-permitted' | 'no-ticket' | 'without-effect';
    readonly said?: string;
  };
  /** There are no changes of a template that a review could attach. `changed`: they are not those that the user saw. */
  'patch-unavailable': {
    readonly ticket: string;
    readonly reason: 'not-fixed' | 'no-template' | 'no-git' | 'no-base' | 'unchanged' | 'changed';
    /** Of `unchanged`: the template, and what it was compared with. */
    readonly file?: string;
    readonly base?: string;
  };
  'due-invalid': { readonly due: string; readonly fault: 'no-date' | 'past' };
  'not-in-conflict': { readonly ticket: string };
  'resolution-unavailable': { readonly ticket: string; readonly resolution: Resolution };
}
