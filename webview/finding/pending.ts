/** An action of the user on the ticket of a finding's page: one that Jira has not confirmed, or the last one, which can be undone. */

import type { TimedText } from './moment.ts';

const choices = ['send-anyway', 'comment-only', 'withdraw', 'undo'] as const;
export type PendingChoice = (typeof choices)[number];

/** Every text is in the editor's language, and plain text. */
export interface PendingSection {
  readonly title: string;
  /** Whether it stands above the facts: a conflict needs the user, an undo is only possible. */
  readonly isUrgent: boolean;
  /** Says what happened, or what it waits for. */
  readonly note?: TimedText;
  /** The action as the user wanted it and, for a conflict, the ticket as Jira has it. */
  readonly sides: readonly PendingSide[];
  /** The first one is the usual one. */
  readonly actions: readonly PendingAction[];
}

export interface PendingSide {
  readonly title: string;
  readonly facts: readonly (readonly [name: string, value: TimedText])[];
}

export interface PendingAction {
  readonly choice: PendingChoice;
  readonly label: string;
  readonly hint: string;
}

/** Page → extension: the user chose an action. */
export interface FromPending {
  readonly kind: 'resolve';
  readonly choice: PendingChoice;
}

/** Extension → page: the choice was carried out, refused or left. The editor has shown that to the user. */
export interface Resolved {
  readonly kind: 'resolved';
}

/** Returns a message of the section, or `undefined` if its shape is wrong. */
export function readFromPending(read: Readonly<Record<string, unknown>>): FromPending | undefined {
  const choice = choices.find((known) => known === read.choice);
  return choice && { kind: 'resolve', choice };
}
