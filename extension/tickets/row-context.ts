import type { FindingRow } from '#protocol/finding-list.ts';
import { isReviewable } from '#protocol/findings.ts';
import type { PendingReview, UndoableView } from '#protocol/pending-review.ts';
import { isDecidable, isUndecided } from '#protocol/reviewed-ticket.ts';
import type { TicketOfFinding, TicketView } from '#protocol/tickets.ts';

/** The part of a ticket that decides which commands its row has. */
export type ContextTicket = Pick<TicketOfFinding, 'key' | 'url' | 'state' | 'review' | 'decision'> &
  Partial<Pick<TicketView, 'match'>> & {
    readonly pending?: PendingReview | undefined;
    readonly undo?: UndoableView | undefined;
  };

/** A row of a tree, as its commands see it. */
export interface RowFacts {
  readonly row: 'finding' | 'ticket';
  /** Of a ticket's row: the finding that it tracks, if this window knows it. */
  readonly finding?: FindingRow | undefined;
  readonly ticket?: ContextTicket | undefined;
}

/**
 * Returns the `contextValue` of a row: words that the manifest's menus ask for. Each word says that something can be done now,
 * so that no menu offers what would fail.
 */
export function rowContext({ row, finding, ticket }: RowFacts): string {
  const { kinds = [] } = finding ?? {};
  return words([
    row,
    row === 'finding' && ticket && 'ticket',
    row === 'finding' && !ticket && 'fileable',
    row === 'ticket' && finding && 'tracked',
    kinds.includes('console') && 'console',
    kinds.includes('template') && 'place',
    kinds.includes('arn') && 'arn',
    ticket && ticket.url !== '' && 'link',
    ticket && isReviewable(ticket) && 'reviewable',
    ticket && isDecidable(ticket) && 'decidable',
    ticket && isUndecided(ticket) && 'undecided',
    ticket?.undo && 'undoable',
    ...pendingWords(ticket?.pending),
  ]);
}

/** Returns the `contextValue` of a row for an action that no ticket of the list shows. */
export function keptContext(pending: PendingReview & { readonly url: string }): string {
  return words(['kept', pending.url !== '' && 'link', ...pendingWords(pending)]);
}

function pendingWords(pending: PendingReview | undefined): (string | false)[] {
  if (!pending) return [];
  return ['pending', pending.state === 'conflict' && 'conflict', pending.reason !== '' && 'reasoned'];
}

function words(all: readonly (string | false | undefined)[]): string {
  return all.filter(Boolean).join(' ');
}
