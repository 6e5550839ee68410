import { TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { TicketGroup } from '#protocol/ticket-list.ts';
import { numberOf } from '../../tools/numbers.ts';
import { ticketGroupLabel } from '../groups.ts';

/** Returns the row of a group of tickets, with their number. */
export function ticketGroupItem({ id, count }: TicketGroup): TreeItem {
  const item = new TreeItem(
    ticketGroupLabel(id),
    id === 'conflict' ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  );
  item.id = `tickets:${id}`;
  item.description = numberOf(count);
  item.accessibilityInformation = { label: `${ticketGroupLabel(id)}: ${numberOf(count)}` };
  return item;
}
