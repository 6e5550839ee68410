import type { LogOutputChannel } from 'vscode';
import {
  type ShowTicketsParams,
  showTickets,
  type TicketGroup,
  type TicketRow,
  ticketListChanged,
} from '#protocol/ticket-list.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import { MirroredList } from '../lists/mirrored-list.ts';
import { ShownRows } from '../lists/shown-rows.ts';

/** The list of tickets that this window shows. */
export class ShownTickets extends ShownRows<{ readonly all: number }, TicketGroup, TicketRow> {
  constructor(connection: DaemonConnection, log: LogOutputChannel) {
    super({
      ...{ connection, log, list: new MirroredList({ all: 0 }, () => 0) },
      ask: async (daemon, { open, have }) =>
        daemon.request(showTickets, { open: open as ShowTicketsParams['open'], have }),
    });
    this.lifetime.add(connection.onNotification(ticketListChanged, (change) => this.apply(change)));
  }
}
