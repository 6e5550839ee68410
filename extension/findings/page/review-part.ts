import { CancellationTokenSource, l10n } from 'vscode';
import { foreseeReview, type ReviewMove, searchUsers } from '#protocol/moves.ts';
import type { ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import type { FindingContract, FromPage, ReviewForm } from '../../../webview/finding/protocol.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Model } from '../../daemon/model.ts';
import { problemOf } from '../../daemon/problem-code.ts';
import type { PageView } from '../../pages/page-kind.ts';
import type { ReviewDrafts } from '../../tickets/review/drafts.ts';
import type { KnownTeams } from '../../tickets/review/known-teams.ts';
import { mayWrite } from '../../tickets/review/may-write.ts';
import { mayReview } from '../../tickets/review/move-to-review.ts';
import { sendReview } from '../../tickets/review/send.ts';
import { showError } from '../../tools/show-error.ts';
import { ChangesLoader } from './changes-loader.ts';
import { MoveLoader } from './move-loader.ts';
import { isOpen, reviewFormOf } from './review-form.ts';

export interface ReviewPartInput {
  readonly view: PageView<FindingContract>;
  readonly model: Model;
  readonly connection: DaemonConnection;
  readonly drafts: ReviewDrafts;
  readonly teams: KnownTeams;
  /** Draws the page again. */
  onChanged(): void;
  /** The key of the page's ticket. */
  key(): string | undefined;
  ticketNow(): ReviewedTicket | undefined;
}

type Message = Extract<
  FromPage,
  { kind: 'review' | 'draft' | 'readChanges' | 'loadMove' | 'stopMove' | 'chooseMove' | 'findUsers' }
>;

/** The review form of one page: what Jira asks for, the draft, and sending. */
export class ReviewPart {
  private readonly input: ReviewPartInput;
  private readonly loader: MoveLoader;
  private readonly changes: ChangesLoader;
  /**
   * While a review is sent, its ticket waits for Jira, and the form stays as it is. After a refusal that the form shows, until
   * the list of tickets has it, too.
   */
  private held: 'sending' | 'refused' | undefined;

  constructor(input: ReviewPartInput) {
    this.input = input;
    this.changes = new ChangesLoader(input.connection, input.onChanged);
    this.loader = new MoveLoader({
      foresee: (ticket, transition, signal) => this.foresee(ticket, transition, signal),
      onChanged: input.onChanged,
      lateSentence: () => l10n.t('Jira does not answer in time.'),
    });
  }

  formOf(ticket: ReviewedTicket): ReviewForm {
    const { drafts, model, teams } = this.input;
    const { key, url, status } = ticket;
    const draft = drafts.of(key);
    if (this.held === 'refused' && ticket.review !== 'waiting') this.held = undefined;
    const isHeld = this.held !== undefined && ticket.review === 'waiting';
    if (isHeld)
      return reviewFormOf(ticket, {
        ...{ draft, teams: teams.all, move: this.loader.asked, isHeld },
        changes: this.changes.offer(key, status),
      });
    if (!isOpen(ticket)) {
      this.loader.forget();
      this.changes.forget();
    } else if (model.connection === 'connected')
      this.loader.ensure({
        ...{ ticket: key, status: JSON.stringify([url, status]), transition: draft?.transition },
        attempt: JSON.stringify([model.status?.ticketsRead, model.status?.problems.length]),
      });
    const changes =
      isOpen(ticket) && model.connection === 'connected' ? this.changes.offer(key, status) : undefined;
    return reviewFormOf(ticket, { draft, teams: teams.all, move: this.loader.asked, changes });
  }

  async handle(message: Message): Promise<void> {
    const { key, drafts, view } = this.input;
    switch (message.kind) {
      case 'draft': {
        const ticket = key();
        if (ticket !== undefined) drafts.take(ticket, message.draft);
        return;
      }
      case 'readChanges': {
        const ticket = key();
        return ticket === undefined ? undefined : this.changes.read(ticket);
      }
      case 'loadMove':
        return this.loader.reload();
      case 'stopMove':
        return this.loader.stop();
      case 'chooseMove':
        return this.loader.reload(message.transition);
      case 'findUsers':
        return this.findUsers(message);
      case 'review':
        view.post({ kind: 'answered', ok: await this.send(message) });
    }
  }

  /** Resolves to whether the review was sent. If it was not, the page or a message says why. */
  private async send({
    terms,
    reason,
    reply,
    patch,
  }: Extract<Message, { kind: 'review' }>): Promise<boolean> {
    const ticket = this.input.ticketNow();
    if (!ticket) {
      void showError(new Error(l10n.t('This ticket is no longer in the list. Run "Guardrail: Refresh".')));
      return false;
    }
    // Until the list of tickets has the refusal that the form shows, the ticket waits there. The daemon knows better.
    const isRefused = this.held === 'refused' && ticket.review === 'waiting';
    if (!mayWrite() || !(isRefused || mayReview({ ticket }))) return false;
    this.held = 'sending';
    const form = { answers: reply, takesRefusal: (error: unknown) => this.takesRefusal(error) };
    const isSent = await sendReview(this.input, ticket, terms, reason, form, patch);
    if (this.held === 'sending') {
      this.held = undefined;
      this.input.onChanged();
    }
    return isSent;
  }

  /** A page that the user does not see shows nothing. */
  private takesRefusal(error: unknown): boolean {
    const problem = problemOf(error);
    const ticket = this.input.key();
    // The user looks at the changes again, as they are now.
    if (problem?.code === 'patch-unavailable' && ticket !== undefined) void this.changes.read(ticket);
    const isShown =
      problem !== undefined && this.loader.refuse(problem, error instanceof Error ? error.message : '');
    if (isShown) this.held = 'refused';
    // Another refusal may be about the move: then the form says so in place of its button.
    else this.loader.reload();
    return isShown && this.input.view.isVisible();
  }

  private async findUsers({ search, field, query }: Extract<Message, { kind: 'findUsers' }>): Promise<void> {
    const { view, connection, key } = this.input;
    const ticket = key();
    if (ticket === undefined) return;
    try {
      const { users } = await connection.require().request(searchUsers, { ticket, field, query });
      view.post({ kind: 'users', search, users });
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      view.post({ kind: 'users', search, users: [], problem });
    }
  }

  private async foresee(
    ticket: string,
    transition: string | undefined,
    signal: AbortSignal,
  ): Promise<ReviewMove> {
    const cancellation = new CancellationTokenSource();
    signal.addEventListener('abort', () => cancellation.cancel(), { once: true });
    try {
      const params = { ticket, ...(transition !== undefined && { transition }) };
      return await this.input.connection.require().request(foreseeReview, params, cancellation.token);
    } finally {
      cancellation.dispose();
    }
  }
}
