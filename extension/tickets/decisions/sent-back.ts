import type { ReviewCase, SentBackView } from '#protocol/given-review.ts';
import type { ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import type { TicketView } from '#protocol/tickets.ts';
import type { Model } from '../../daemon/model.ts';
import type { CaseTicket } from './review-cases.ts';

/** More tickets than a developer has back at once. */
const maxAskedTickets = 50;
const maxParallelCalls = 3;
/** After so many failures the other tickets are not asked about. */
const maxFailures = 3;

/** The answer that sent a ticket back, or why it was not read. `none`: its comments were read and have no answer. */
export type SentBackState =
  | { readonly kind: 'sent-back'; readonly answer: SentBackView }
  | { readonly kind: 'none' }
  | { readonly kind: 'unread'; readonly problem: string };

interface Kept {
  /** The ticket and its status: another status has another answer. */
  readonly of: string;
  /** The sync run and connection that it was asked in: it is asked again in the next one. */
  readonly run: string;
  /** Absent until the answer arrives. */
  readonly state?: SentBackState | undefined;
}

/** The part of a ticket that decides which answer it has. */
export type AnsweredTicket = CaseTicket & Pick<ReviewedTicket, 'state'>;

type FollowedTickets = Pick<Model, 'followed' | 'status' | 'connection' | 'onChanged' | 'onFollowedChanged'>;

/** Each has a reason of at most 2,000 characters. */
const maxKeptItems = 200;

/**
 * The answers of reviewers that sent tickets back. Reads those of tickets that this computer moved to review and that are at To
 * Do again; those of other tickets when a page shows them.
 */
export class SentBackAnswers {
  private readonly cases: { read(ticket: CaseTicket): Promise<ReviewCase> };
  private readonly model: FollowedTickets;
  private readonly subscriptions: readonly { dispose(): void }[];
  private readonly kept = new Map<string, Kept>();
  private readonly listeners = new Set<(ticket: string) => void>();
  private isAsking = false;
  private mustAskAgain = false;
  private askedRun = '';

  constructor(cases: { read(ticket: CaseTicket): Promise<ReviewCase> }, model: FollowedTickets) {
    this.cases = cases;
    this.model = model;
    this.subscriptions = [
      model.onFollowedChanged(() => void this.askReturned()),
      // A sync run without news changes no row.
      model.onChanged(() => {
        if (this.run !== this.askedRun) void this.askReturned();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.listeners.clear();
  }

  /** Returns what is known; `undefined` until it was read, and of a ticket that is not at To Do. */
  of(ticket: AnsweredTicket): SentBackState | undefined {
    const kept = this.kept.get(ticket.key);
    return kept?.of === statusOf(ticket) ? kept?.state : undefined;
  }

  /** Reads the answer, unless it was asked for since the last sync run. Resolves to `false` if it could not be read. */
  async ask(about: AnsweredTicket): Promise<boolean> {
    const { key: ticket } = about;
    const of = statusOf(about);
    const { run } = this;
    const known = this.kept.get(ticket);
    if (of === undefined || this.model.connection !== 'connected' || (known?.of === of && known.run === run))
      return known?.state?.kind !== 'unread';
    // What was read before stays until the new answer arrives.
    const asked: Kept = { of, run, state: known?.of === of ? known.state : undefined };
    this.keep(ticket, asked);
    const state = await this.cases.read(about).then(
      ({ sentBack }): SentBackState =>
        sentBack ? { kind: 'sent-back', answer: sentBack } : { kind: 'none' },
      (error): SentBackState => ({
        kind: 'unread',
        problem: error instanceof Error ? error.message : String(error),
      }),
    );
    if (this.kept.get(ticket) !== asked) return true;
    this.kept.set(ticket, { ...asked, state });
    if (JSON.stringify(state) !== JSON.stringify(asked.state))
      for (const listener of this.listeners) listener(ticket);
    return state.kind !== 'unread';
  }

  /** Calls back with the key of each ticket of which something else is known now, until the result is disposed of. */
  onChanged(listener: (ticket: string) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  private async askReturned(): Promise<void> {
    this.askedRun = this.run;
    this.mustAskAgain = true;
    if (this.isAsking) return;
    this.isAsking = true;
    while (this.mustAskAgain) {
      this.mustAskAgain = false;
      await this.askEach(this.returned());
    }
    this.isAsking = false;
  }

  private async askEach(tickets: readonly AnsweredTicket[]): Promise<void> {
    let failures = 0;
    for (let next = 0; next < tickets.length && failures < maxFailures; next += maxParallelCalls) {
      const some = tickets.slice(next, next + maxParallelCalls);
      const read = await Promise.all(some.map((ticket) => this.ask(ticket)));
      failures += read.filter((isRead) => !isRead).length;
    }
  }

  /** Returns the tickets that this computer moved to review and that are at To Do again. */
  private returned(): TicketView[] {
    return [...this.model.followed.tickets.values()]
      .filter(({ cameBack }) => cameBack)
      .slice(0, maxAskedTickets);
  }

  private keep(ticket: string, kept: Kept): void {
    this.kept.delete(ticket);
    this.kept.set(ticket, kept);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= maxKeptItems) break;
      this.kept.delete(oldest);
    }
  }

  /** Differs in each sync run and each connection. */
  private get run(): string {
    return JSON.stringify([this.model.connection, this.model.status?.lastSync]);
  }
}

function statusOf({ url, status, state }: AnsweredTicket): string | undefined {
  return state === 'todo' ? JSON.stringify([url, status]) : undefined;
}
