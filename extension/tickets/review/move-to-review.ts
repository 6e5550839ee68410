import { commands, type Disposable, l10n, window } from 'vscode';
import { clientCommands } from '#protocol/client-commands.ts';
import { isReviewable } from '#protocol/findings.ts';
import type { PendingReview } from '#protocol/pending-review.ts';
import type { ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import type { Draft, ReviewTerms } from '../../../webview/finding/protocol.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Found, Model } from '../../daemon/model.ts';
import { readNamed } from '../../daemon/subject-keys.ts';
import { activeFile } from '../../findings/rows.ts';
import { pickSearched } from '../../tools/pick-searched.ts';
import { plainMessage } from '../../tools/plain-message.ts';
import { registerCommand } from '../../tools/register-command.ts';
import type { ReviewCases } from '../decisions/review-cases.ts';
import { reviewSeveral } from '../decisions/review-several.ts';
import { askOutcome, askReason, ticketRows } from './ask.ts';
import type { ChangesOffer } from './attach-changes.ts';
import { mayWrite } from './may-write.ts';
import { pendingLabel } from './pending.ts';
import { type ReviewSubject, reviewableSubjects, subjectOf } from './reviewable.ts';
import { type SendInput, sendReview } from './send.ts';

/** Registers **Move to Review** for the trees, a lens, a quick fix and the command palette. */
export function registerMoveToReview(
  connection: DaemonConnection,
  model: Model,
  {
    drafts,
    teams,
    cases,
    changes,
  }: Omit<SendInput, 'connection'> & { readonly cases: ReviewCases; readonly changes: ChangesOffer },
): Disposable {
  return registerCommand(clientCommands.reviewFinding, async (argument, selected) => {
    if (!mayWrite()) return;
    if (Array.isArray(selected) && selected.length > 1)
      return reviewSeveral({ connection, model, cases, reviewDrafts: drafts }, selected);
    const subject = await chooseSubject(model, argument);
    if (!subject || !mayReview(subject)) return;
    const draft = drafts.unsent(subject.ticket.key) ?? refusedReview(subject);
    const terms = await askOutcome(subject, termsOf(draft));
    if (!terms) return;
    const reason = await askReason(subject, { terms, before: draft?.reason ?? '', drafts });
    if (reason === undefined) return;
    const attached = terms.outcome === 'fixed' ? await changes.ask(subject.ticket.key) : {};
    if (!attached) return;
    const input = { connection, drafts, teams };
    await sendReview(input, subject.ticket, terms, reason, undefined, attached.patch);
  });
}

function termsOf(draft: Draft | PendingReview | undefined): ReviewTerms {
  const { outcome = 'fixed', until, team } = draft ?? {};
  return { outcome, ...(until !== undefined && { until }), ...(team !== undefined && { team }) };
}

function refusedReview({ ticket: { pending } }: ReviewSubject): PendingReview | undefined {
  return pending?.kind === 'review' ? pending : undefined;
}

/**
 * Returns whether the ticket can be moved now. Shows the user why not, and does not wait for an answer: a lens, a row or a page may be
 * old.
 */
export function mayReview({ ticket }: Pick<ReviewSubject, 'ticket'>): boolean {
  const reviewable = isReviewable(ticket);
  if (!reviewable) void offerTicket(ticket);
  return reviewable;
}

async function offerTicket(ticket: ReviewedTicket): Promise<void> {
  const open = l10n.t('Open Ticket');
  const why =
    ticket.review === 'waiting' && ticket.pending
      ? l10n.t('{0}: {1}. Withdraw it first.', ticket.key, pendingLabel(ticket.pending))
      : l10n.t('{0} is already "{1}".', ticket.key, ticket.status);
  const chosen = await window.showInformationMessage(plainMessage(why), open);
  if (chosen === open) await commands.executeCommand('guardrail.ticket.open', { ticket });
}

async function chooseSubject(model: Model, argument: unknown): Promise<ReviewSubject | undefined> {
  // A menu of a template names the findings there.
  const named = Array.isArray(argument) ? await readNamed(model, argument) : undefined;
  const subject = named ? undefined : subjectOf(argument, await readNamed(model, [argument]));
  if (typeof subject === 'object') return subject;
  if (subject !== undefined) {
    void window.showInformationMessage(plainMessage(whyNot(subject, model)));
    return undefined;
  }
  return pickSearched({
    title: l10n.t('Which ticket do you want to move to review?'),
    none: l10n.t('No ticket can be moved to review. Run "Guardrail: Refresh" to read the tickets again.'),
    async search(text) {
      const found: Found = named ?? (await model.search('review', { text, file: activeFile() }));
      const subjects = reviewableSubjects(found);
      return { rows: ticketRows(subjects), total: found.total ?? subjects.length };
    },
  }).then((row) => row?.subject);
}

function whyNot(fault: 'no-ticket' | 'unknown', { status }: Model): string {
  if (fault === 'unknown')
    return l10n.t(
      'This is no longer in the list. Run "Guardrail: Refresh", or choose its ticket in the Tickets view.',
    );
  return status?.ticketsRead === undefined
    ? l10n.t('The team’s tickets have not been read yet. Sign in to Jira or run "Guardrail: Refresh".')
    : l10n.t('This finding has no ticket yet. Run "Guardrail: Refresh" after the ticket is filed.');
}
