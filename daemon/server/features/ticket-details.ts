import { readTicketDetails } from '#protocol/ticket-details.ts';
import { printable, printableText } from '../../base/printable.ts';
import { problem } from '../../domain/problems/problem.ts';
import type { TicketSource } from '../../domain/tickets/ticket.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';

export interface TicketDetailsInput {
  readonly source: () => Pick<TicketSource, 'readTicket' | 'readDetails'>;
  readonly view: Pick<SessionView, 'snapshot' | 'viewer'>;
}

/** Handles the question what a listed ticket says: its text, its comments and its links, as Jira has them now. */
export function answerTicketDetails(dispatch: Dispatch, { source, view }: TicketDetailsInput): void {
  dispatch.request(readTicketDetails, async ({ ticket: key }, signal) => {
    if (!view.snapshot().tickets.some((ticket) => ticket.key === key))
      throw problem('ticket-not-read', { ticket: key });
    const jira = source();
    const [ticket, details] = await Promise.all([
      jira.readTicket(key, signal),
      jira.readDetails(key, signal),
    ]);
    const { reporter, created, resolved } = ticket;
    const { urlOf } = view.viewer();
    return {
      ticket: ticket.key,
      description: printableText(ticket.description),
      ...(reporter !== undefined && { reporter }),
      ...(created !== undefined && { created }),
      ...(resolved !== undefined && { resolved }),
      comments: details.comments.map(({ text, at, by }) => ({
        text: printableText(text),
        at,
        ...(by !== undefined && { by: printable(by) }),
      })),
      commentCount: details.commentCount,
      links: details.links.map((link) => ({
        ...link,
        url: link.ticket === undefined ? (link.url ?? '') : urlOf(link.ticket),
      })),
    };
  });
}
