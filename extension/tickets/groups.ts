import { l10n } from 'vscode';
import { hasDivergence } from '#protocol/divergence.ts';
import type { TicketState, TicketView } from '#protocol/tickets.ts';
import { stateLabel } from '../findings/labels.ts';

/**
 * The group of a ticket in the Tickets view. `duplicate`: another open ticket stands for its finding. `without-finding`: it is
 * open, and AWS reports nothing for it.
 */
export type TicketGroup = TicketState | 'conflict' | 'duplicate' | 'without-finding';

/** The order of the groups: those that need a decision, then the kanban. */
export const ticketGroups: readonly TicketGroup[] = [
  'conflict',
  'duplicate',
  'without-finding',
  'todo',
  'review',
  'done',
];

export function ticketGroupOf(ticket: TicketView): TicketGroup {
  const { key, state, pending, divergences = [] } = ticket;
  if (pending?.state === 'conflict') return 'conflict';
  if (divergences.some(({ used }) => used !== undefined && used !== key)) return 'duplicate';
  return hasDivergence(ticket, 'without-finding') ? 'without-finding' : state;
}

export function ticketGroupLabel(group: TicketGroup): string {
  switch (group) {
    case 'duplicate':
      return l10n.t('Duplicates');
    case 'without-finding':
      return l10n.t('Without a finding');
    default:
      return stateLabel(group);
  }
}
