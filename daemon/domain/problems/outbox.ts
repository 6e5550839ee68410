import type { ActionKind, Resolution } from '#protocol/pending-review.ts';
import type { ChangedTicket, MoveName, TicketAtStatus } from './tickets.ts';

/** Problems of undoing an action and of resolving a conflict. */
export interface OutboxProblems {
  /** There is no confirmed action whose move can be taken back. */
  'nothing-to-undo': { readonly ticket: string };
  /** Jira has not confirmed the last action, of which something was sent. */
  'undo-too-early': { readonly ticket: string };
  /** No move that Jira offers leads back to the status `target`, which an undo restores. */
  'no-move-back': TicketAtStatus & { readonly target: string; readonly offered: readonly MoveName[] };
  /** An undo found the ticket elsewhere, or moved by another person since. `left`: the status after the undone action. */
  'ticket-changed-since': ChangedTicket & { readonly left: string; readonly undone: ActionKind };
  'not-in-conflict': { readonly ticket: string };
  'resolution-unavailable': { readonly ticket: string; readonly resolution: Resolution };
}
