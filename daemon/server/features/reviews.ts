import { type EditParams, editTicket } from '#protocol/edits.ts';
import type { FindingView } from '#protocol/findings.ts';
import { listPastActions, resolveConflict, undoAction } from '#protocol/outbox.ts';
import {
  decideTicket,
  listReviews,
  type ReviewResult,
  readReviewPatch,
  reviewTicket,
  withdrawReview,
} from '#protocol/reviews.ts';
import { isCertainMatch, type TicketView } from '#protocol/tickets.ts';
import { problem } from '../../domain/problems/problem.ts';
import { type ActionParams, isTicketKey } from '../../domain/tickets/actions/action-params.ts';
import type { ActionQueue, ActionResult } from '../../domain/tickets/actions/action-queue.ts';
import { fieldValue } from '../../domain/tickets/actions/edits/edited-value.ts';
import type { SitePastAction } from '../../domain/tickets/actions/outbox.ts';
import { patchId } from '../../domain/tickets/evidence/patch-id.ts';
import type { ReviewEvidence } from '../../domain/tickets/evidence/review-evidence.ts';
import type { TemplatePatch } from '../../domain/tickets/evidence/template-patch.ts';
import type { TicketRecord } from '../../domain/tickets/ticket.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';
import { sayNote } from '../texts/say.ts';
import { ticketView, type Viewer } from '../views/findings.ts';
import { type EvidenceInput, evidenceOf } from '../views/review-evidence.ts';
import { keptReviews, pastView } from '../views/reviews.ts';
import { deploymentOf } from '../views/template-deployment.ts';
import { readPatch } from './review-patch.ts';

export interface ReviewsInput {
  readonly reviews: Pick<ActionQueue, 'submit' | 'withdraw' | 'undo' | 'resolve'> & {
    /** The confirmed actions of every site, the latest first. */
    past(): SitePastAction[];
    /** Withdraws one review, whatever site it is for. */
    withdrawOne(id: string): void;
  };
  readonly view: SessionView;
  /** Resolves what is known of a finding besides its view. */
  known(finding: FindingView): Omit<EvidenceInput, 'finding' | 'ownTitle' | 'deployment'>;
}

/** "I checked this" moves a ticket to the reviewer, and the reviewer's decision moves it on. */
export function answerReviews(dispatch: Dispatch, { reviews, view, known }: ReviewsInput): void {
  const listed = (key: string): TicketView | undefined => {
    const snapshot = view.snapshot();
    const ticket = snapshot.tickets.find((candidate) => candidate.key === key);
    return ticket && ticketView(ticket, snapshot, view.viewer());
  };

  /** Only the ticket that represents a finding says something about it for certain. */
  function findingOf(ticket: string): FindingView | undefined {
    const match = view.snapshot().findingOf.get(ticket);
    if (!match || !isCertainMatch(match.match)) return undefined;
    return view.findings('all').find(({ key }) => key === match.finding);
  }

  function evidence(ticket: string): ReviewEvidence {
    const finding = findingOf(ticket);
    if (!finding) return {};
    const ownTitle = view.snapshot().findings.find(({ key }) => key === finding.key)?.title;
    const deployment = deploymentOf(finding, view.snapshot());
    return evidenceOf({ finding, ownTitle, ...known(finding), ...(deployment && { deployment }) });
  }

  async function patchFor(ticket: string, signal: AbortSignal): Promise<TemplatePatch> {
    await view.linked();
    return readPatch(ticket, findingOf(ticket), signal);
  }

  /** The user agreed to what was shown, and to nothing else. */
  async function seenPatch(ticket: string, id: string, signal: AbortSignal): Promise<TemplatePatch> {
    const patch = await patchFor(ticket, signal);
    if (patchId(patch) !== id) throw problem('patch-unavailable', { ticket, reason: 'changed' });
    return patch;
  }

  async function submit(
    url: string | undefined,
    params: ActionParams,
    signal: AbortSignal,
  ): Promise<ReviewResult> {
    const { ticket } = params;
    if (url !== undefined && url !== view.viewer().urlOf(ticket))
      throw problem('ticket-elsewhere', { ticket });
    // Refused now: a review with a wrong key must not wait until Jira can be reached again.
    if (view.snapshot().ticketsRead && isTicketKey(ticket) && !listed(ticket))
      throw problem('ticket-not-read', { ticket });
    return resultOf(ticket, await reviews.submit(params, signal));
  }

  function resultOf(ticket: string, { result, action, record, note }: ActionResult): ReviewResult {
    return {
      result,
      action,
      ticket: record
        ? ticketView(record, view.snapshot(), view.viewer())
        : (listed(ticket) ?? unreadTicket(ticket, view.viewer())),
      ...(note && { note: sayNote(note, view.locale()) }),
    };
  }

  dispatch.request(reviewTicket, async ({ url, patch: seen, ...params }, signal) => {
    const { ticket, outcome } = params;
    if (seen !== undefined && outcome !== 'fixed')
      throw problem('patch-unavailable', { ticket, reason: 'not-fixed' });
    const patch = seen === undefined ? undefined : await seenPatch(ticket, seen, signal);
    return submit(
      url,
      { kind: 'review', ...params, evidence: { ...evidence(ticket), ...(patch && { patch }) } },
      signal,
    );
  });
  dispatch.request(readReviewPatch, async ({ ticket }, signal) => {
    const { lines: _lines, ...patch } = await patchFor(ticket, signal);
    return { id: patchId(patch), ...patch };
  });
  dispatch.request(decideTicket, ({ url, decision, ...params }, signal) =>
    submit(url, { kind: decision, ...params }, signal),
  );
  dispatch.request(editTicket, ({ url, ...params }, signal) =>
    submit(
      url,
      editOf(
        params,
        view.snapshot().tickets.find(({ key }) => key === params.ticket),
      ),
      signal,
    ),
  );
  dispatch.request(withdrawReview, ({ ticket, review }) => {
    if (review === undefined) reviews.withdraw(ticket);
    else reviews.withdrawOne(review);
    const left = listed(ticket);
    return left ? { ticket: left } : {};
  });
  dispatch.request(undoAction, async (params, signal) => {
    const { ticket } = params;
    const undone = await reviews.undo(params, signal);
    if (undone) return resultOf(ticket, undone);
    return { result: 'withdrawn', ticket: listed(ticket) ?? unreadTicket(ticket, view.viewer()) };
  });
  dispatch.request(resolveConflict, async ({ review, ...params }, signal) =>
    resultOf(params.ticket, await reviews.resolve({ ...params, id: review }, signal)),
  );
  dispatch.request(listPastActions, () => ({ past: reviews.past().map(pastView) }));
  dispatch.request(listReviews, () => ({ reviews: keptReviews(view.snapshot(), view.viewer()) }));
}

/** Returns an edit with the value that its client was shown. */
function editOf(
  { ticket, edit, reason, due = '', allowPast }: Omit<EditParams, 'url'>,
  shown: TicketRecord | undefined,
): ActionParams {
  switch (edit) {
    case 'assign':
      return { kind: edit, ticket, reason, seen: shown && fieldValue(shown, 'assignee') };
    case 'comment':
      return { kind: edit, ticket, reason };
    case 'due':
      return {
        kind: edit,
        ticket,
        reason,
        due,
        mayBePast: allowPast,
        seen: shown && fieldValue(shown, 'due'),
      };
  }
}

/** Returns a ticket with only its key: the review is kept although the tickets were not read yet. */
function unreadTicket(key: string, { urlOf }: Viewer): TicketView {
  return { key, url: urlOf(key), summary: '', status: '', state: 'todo' };
}
