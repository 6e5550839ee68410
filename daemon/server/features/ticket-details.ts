import type { TextBlock } from '#protocol/text-blocks.ts';
import { readTicketDetails, type TicketActView } from '#protocol/ticket-details.ts';
import { printable, printableText } from '../../base/printable.ts';
import { problem } from '../../domain/problems/problem.ts';
import type { WriteComment } from '../../domain/tickets/actions/action-comment.ts';
import { actsIn, type CommentedAct } from '../../domain/tickets/given-review.ts';
import type { TicketSource } from '../../domain/tickets/ticket.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';

export interface TicketDetailsInput {
  readonly source: () => Pick<TicketSource, 'readDetails'>;
  readonly write: WriteComment;
  readonly view: Pick<SessionView, 'snapshot' | 'viewer'>;
}

/** Handles the question what a listed ticket says: its text, its comments and its links, as Jira has them now. */
export function answerTicketDetails(dispatch: Dispatch, { source, write, view }: TicketDetailsInput): void {
  dispatch.request(readTicketDetails, async ({ ticket: key }, signal) => {
    if (!view.snapshot().tickets.some((ticket) => ticket.key === key))
      throw problem('ticket-not-read', { ticket: key });
    const { ticket, ...details } = await source().readDetails(key, signal);
    const { reporter, created, resolved } = ticket;
    const { urlOf } = view.viewer();
    return {
      ticket: ticket.key,
      description: printableText(ticket.description),
      blocks: details.blocks.map(printableBlock),
      ...(reporter !== undefined && { reporter }),
      ...(created !== undefined && { created }),
      ...(resolved !== undefined && { resolved }),
      comments: details.comments.map(({ text, blocks, at, by }) => ({
        text: printableText(text),
        blocks: blocks.map(printableBlock),
        at,
        ...(by !== undefined && { by: printable(by) }),
      })),
      acts: [...actsIn(details.comments, write)].map(actView),
      commentCount: details.commentCount,
      links: details.links.map((link) => ({
        ...link,
        url: link.ticket === undefined ? (link.url ?? '') : urlOf(link.ticket),
      })),
    };
  });
}

function printableBlock(block: TextBlock): TextBlock {
  if (block.kind === 'code') return { ...block, text: printableText(block.text) };
  return { ...block, parts: block.parts.map((part) => ({ ...part, text: printablePart(part.text) })) };
}

/** Keeps the blanks at its ends, which are between words. */
function printablePart(text: string): string {
  const lines = text.split('\n').map((line) => {
    const shown = printable(line);
    const isApart = (end: RegExp) => (shown !== '' && end.test(line) ? ' ' : '');
    return isApart(/^\s/) + shown + isApart(/\s$/);
  });
  return lines.join('\n');
}

/** Anyone who may comment on the ticket can have written it. */
function actView(act: CommentedAct): TicketActView {
  const { reason, at, by } = act.kind === 'review' ? act.review : act.answer;
  return {
    kind: act.kind,
    ...(act.kind === 'review' && { outcome: act.review.outcome }),
    reason: printableText(reason),
    at,
    ...(by !== undefined && { by: printable(by) }),
  };
}
