import type { ReviewedTicket } from '#protocol/reviewed-ticket.ts';

interface Decided {
  readonly said: string;
  /** The ticket's status when the decision was sent. */
  readonly before: string;
  /** The status that the decision led to: as before, if it waits for Jira. */
  readonly after: string;
}

/** The result of the last decision on a page, while its ticket is where the decision led. */
export class DecisionResult {
  private decided: Decided | undefined;
  /** The list of tickets may show the decision a moment later than its result. */
  private isListed = false;

  set(decided: Decided): void {
    this.decided = decided;
    this.isListed = false;
  }

  /** Returns the result, and forgets it if the ticket has left it. */
  of({ status, review }: Pick<ReviewedTicket, 'status' | 'review'>): string | undefined {
    if (!this.decided) return undefined;
    const { before, after, said } = this.decided;
    if (status === after && (after !== before || review === 'waiting')) this.isListed = true;
    else if (this.isListed || status !== before) this.decided = undefined;
    return this.decided && said;
  }
}
