import {
  type ShowTicketsParams,
  type TicketGroup,
  type TicketListChange,
  type TicketRow,
  ticketGroupOf,
  ticketGroups,
} from '#protocol/ticket-list.ts';
import type { TicketView } from '#protocol/tickets.ts';
import { firstOf } from '../../base/first-of.ts';
import { findingRow } from '../views/finding-row.ts';
import { byDue, type Listed } from '../views/subjects.ts';
import { createMirroredList, type VisibleList } from './mirrored-list.ts';
import { atMost } from './shown-list.ts';

/** The list of tickets that a window shows. @param known Returns the same object while nothing changes. */
export function createShownTickets(known: () => Listed) {
  const mirror = createMirroredList<{ all: number }, TicketGroup, TicketRow>();
  let params: ShowTicketsParams | undefined;
  let compared: Listed | undefined;

  function visible({ open }: ShowTicketsParams): VisibleList<{ all: number }, TicketGroup, TicketRow> {
    compared = known();
    const { findings, tickets } = compared;
    const groups = Map.groupBy(tickets.values(), ticketGroupOf);
    const rowOf = (ticket: TicketView): TicketRow => {
      const tracked = findings.get(ticket.finding ?? '');
      return { ...ticket, ...(tracked && { tracked: findingRow(tracked) }) };
    };
    return {
      summary: { all: tickets.size },
      groups: ticketGroups.flatMap((id) => {
        const count = groups.get(id)?.length ?? 0;
        return count > 0 ? [{ id, count }] : [];
      }),
      opened: open.map(({ group, rows }) => ({
        group,
        rows: firstOf(groups.get(group) ?? [], atMost(rows), byDue).map(rowOf),
      })),
    };
  }

  return {
    /** Shows other rows. Returns what differs from what the window has. */
    show(shown: ShowTicketsParams): TicketListChange {
      params = shown;
      return mirror.changeFrom(shown.have, visible(shown));
    },
    /** Returns what changed in the list since then; `undefined` without a list or a change. */
    next(): TicketListChange | undefined {
      return params && known() !== compared ? mirror.change(visible(params)) : undefined;
    },
  };
}

export type ShownTickets = ReturnType<typeof createShownTickets>;
