import type { TicketName, TicketRecord } from '../ticket.ts';

/** A person's decision about a probable match: the ticket tracks this finding, or it does not. */
export const ticketVerdicts = ['confirmed', 'rejected'] as const;

export interface TicketVerdict {
  /** `ticketIdentity` of the ticket. */
  readonly ticket: string;
  /** The finding's key. */
  readonly finding: string;
  readonly verdict: (typeof ticketVerdicts)[number];
  /** ISO 8601. */
  readonly at: string;
}

/** Returns what verdicts name a ticket by: the site's number, which stays when the ticket moves, or its key if the site gives none. */
export function ticketIdentity({ key, id }: TicketName): string {
  return id ?? key;
}

/** Keys of findings. */
export interface DecidedFindings {
  readonly confirmed: ReadonlySet<string>;
  readonly rejected: ReadonlySet<string>;
}

const undecided: DecidedFindings = { confirmed: new Set(), rejected: new Set() };

/** Returns whether two lists, of the same order, say the same. */
export function hasSameVerdicts(a: readonly TicketVerdict[], b: readonly TicketVerdict[]): boolean {
  const isSame = (one: TicketVerdict, other: TicketVerdict | undefined) =>
    one.ticket === other?.ticket && one.finding === other.finding && one.verdict === other.verdict;
  return a.length === b.length && a.every((verdict, at) => isSame(verdict, b[at]));
}

/** Returns a function that returns the verdicts about a ticket. */
export function verdictsOf(verdicts: readonly TicketVerdict[]): (ticket: TicketRecord) => DecidedFindings {
  const byTicket = new Map<string, { confirmed: Set<string>; rejected: Set<string> }>();
  for (const { ticket, finding, verdict } of verdicts) {
    const decided = byTicket.get(ticket) ?? { confirmed: new Set(), rejected: new Set() };
    decided[verdict].add(finding);
    byTicket.set(ticket, decided);
  }
  return (ticket) => byTicket.get(ticketIdentity(ticket)) ?? undecided;
}
