import { type ReviewCase, readReviewCase } from '#protocol/given-review.ts';
import type { ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Model } from '../../daemon/model.ts';

/** Each has a reason of at most 2,000 characters. */
const maxKeptItems = 200;

/** The part of a ticket that decides whether its case is still the same. */
export type CaseTicket = Pick<ReviewedTicket, 'key' | 'url' | 'status' | 'pending' | 'aws'>;

interface Kept {
  /** The ticket and its status when the answer was requested: a moved ticket may have another review. */
  readonly of: string;
  readonly answer: Promise<ReviewCase>;
  known?: ReviewCase;
}

/** Both sides of tickets in review. Requested when a row, a question or a page shows it, and kept while the ticket stays as it is. */
export class ReviewCases {
  private readonly connection: DaemonConnection;
  private readonly model: Pick<Model, 'status'>;
  private readonly kept = new Map<string, Kept>();
  private readonly listeners = new Set<(ticket: string) => void>();

  constructor(connection: DaemonConnection, model: Pick<Model, 'status'>) {
    this.connection = connection;
    this.model = model;
  }

  /** Returns the answer if it has arrived and still belongs to the ticket. */
  known(ticket: CaseTicket): ReviewCase | undefined {
    const kept = this.kept.get(ticket.key);
    return kept?.of === this.stateOf(ticket) ? kept?.known : undefined;
  }

  /** Resolves to the answer. @throws the daemon's error: the next call asks again. */
  async read(asked: CaseTicket): Promise<ReviewCase> {
    const { key: ticket } = asked;
    const of = this.stateOf(asked);
    const known = this.kept.get(ticket);
    if (known?.of === of) return known.answer;
    const kept: Kept = { of, answer: this.request(ticket) };
    this.kept.delete(ticket);
    this.kept.set(ticket, kept);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= maxKeptItems) break;
      this.kept.delete(oldest);
    }
    try {
      const answer = await kept.answer;
      // Without a review the comment may arrive a moment later.
      if (answer.review ?? answer.sentBack) kept.known = answer;
      else if (this.kept.get(ticket) === kept) this.kept.delete(ticket);
      for (const listener of this.listeners) listener(ticket);
      return answer;
    } catch (error) {
      if (this.kept.get(ticket) === kept) this.kept.delete(ticket);
      throw error;
    }
  }

  /** Calls back after each answer, until the result is disposed of. */
  onRead(listener: (ticket: string) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Returns what an answer belongs to: in another state of the ticket, or another sync run, it is read again. */
  stateOf({ url, status, pending, aws }: CaseTicket): string {
    return JSON.stringify([url, status, pending, aws, this.model.status?.lastSync]);
  }

  private async request(ticket: string): Promise<ReviewCase> {
    return this.connection.require().request(readReviewCase, { ticket });
  }
}
