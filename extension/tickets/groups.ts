import { l10n } from 'vscode';
import type { TicketGroupName } from '#protocol/ticket-list.ts';
import { stateLabel } from '../findings/labels.ts';

export function ticketGroupLabel(group: TicketGroupName): string {
  switch (group) {
    case 'duplicate':
      return l10n.t('Duplicates');
    case 'without-finding':
      return l10n.t('Without a finding');
    default:
      return stateLabel(group);
  }
}
