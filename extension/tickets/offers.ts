import { commands, type Disposable } from 'vscode';
import { isReviewable } from '#protocol/findings.ts';
import type { PendingReview } from '#protocol/pending-review.ts';
import type { Model } from '../daemon/model.ts';
import { hasPlace } from '../findings/template-places.ts';
import { isDecidable } from './decisions/plan.ts';
import { isUndecided } from './match/match-rows.ts';
import { reviewedOf } from './review/reviewable.ts';

/** The things that the command palette may have a subject for; the manifest asks for `guardrail.offers.NAME`. */
export const offers = [
  'review',
  'decide',
  'resolve',
  'undo',
  'withdraw',
  'copyReason',
  'file',
  'judge',
  'ticket',
  'finding',
  'console',
  'template',
] as const;
export type Offer = (typeof offers)[number];

type Offering = Pick<Model, 'findings' | 'tickets' | 'status'>;

/** Returns what a command that asks for its subject can be about. */
export function offersOf({ findings, tickets, status }: Offering): ReadonlySet<Offer> {
  const found = new Set<Offer>();
  const add = (offer: Offer, isOffered: boolean) => isOffered && found.add(offer);
  const addPending = ({ state, reason }: PendingReview) => {
    found.add('withdraw');
    add('resolve', state === 'conflict');
    add('copyReason', reason !== '');
  };
  for (const ticket of tickets.values()) {
    const reviewed = reviewedOf(ticket);
    found.add('ticket');
    add('review', isReviewable(reviewed));
    add('decide', isDecidable(reviewed));
    add('judge', isUndecided(ticket));
    add('undo', ticket.undo !== undefined);
    if (ticket.pending) addPending(ticket.pending);
  }
  for (const { ticket, link, consoleUrl } of findings.values()) {
    found.add('finding');
    add('console', consoleUrl !== undefined);
    add('file', ticket === undefined);
    add('template', hasPlace(link));
    // Findings may arrive before the list of tickets.
    add('review', ticket !== undefined && !tickets.has(ticket.key) && isReviewable(ticket));
  }
  for (const kept of status?.hiddenReviews ?? []) addPending(kept);
  return found;
}

/** Hides the commands from the palette that have nothing to work on. */
export function updateOffers(model: Model): Disposable {
  const shown = new Map<Offer, boolean>();
  const update = () => {
    const now = offersOf(model);
    for (const offer of offers) {
      if (shown.get(offer) === now.has(offer)) continue;
      shown.set(offer, now.has(offer));
      void commands.executeCommand('setContext', `guardrail.offers.${offer}`, now.has(offer));
    }
  };
  update();
  return model.onRowsChanged(update);
}
