import type { TicketMatchKind } from '#protocol/tickets.ts';

/** The one finding that a ticket tracks. */
export interface TicketMatch {
  /** The finding's key. */
  readonly finding: string;
  readonly match: TicketMatchKind;
}

/** A ticket that is about several findings. It decides the state of none of them. */
export interface SeveralFindings {
  /** Keys of findings, sorted: at least two, at most `maxFindings`. */
  readonly findings: readonly string[];
  readonly match: TicketMatchKind;
}

/** A ticket about a resource or rule, for which no finding is known. */
export interface OrphanTicket {
  /** The ticket's key. */
  readonly ticket: string;
  /**
   * `label`: it has the label or link of a finding that is not known (resolved long ago, or another team's). `account`: every
   * account that it names is another team's. `finding`: it names the team's account, or none, and no finding that is known.
   */
  readonly missing: 'label' | 'account' | 'finding';
  /** 12 digits each, sorted. */
  readonly accounts: readonly string[];
  /** ARNs of resources, sorted. */
  readonly arns: readonly string[];
  /** Managed identifiers or deployed names of rules, sorted. */
  readonly rules: readonly string[];
  /** Ids of Security Hub controls, sorted. */
  readonly controls: readonly string[];
}

/** Which ticket tracks which finding. A ticket is in at most one of `matches`, `several` and `orphans`. */
export interface TicketMatches {
  /** By ticket key. */
  readonly matches: ReadonlyMap<string, TicketMatch>;
  /** By ticket key. */
  readonly several: ReadonlyMap<string, SeveralFindings>;
  /** Findings with several open tickets: the keys of these tickets, sorted, by finding key. Tickets in `several` do not count. */
  readonly duplicates: ReadonlyMap<string, readonly string[]>;
  /** In the order of the tickets. */
  readonly orphans: readonly OrphanTicket[];
  /** Keys of tickets that would be orphans, but whose links to other pages are not read: they may name a finding. */
  readonly unread: readonly string[];
}

/** Matches, as far as the tickets are compared. */
export interface MatchedTickets extends TicketMatches {
  /** Keys of tickets with the label or link of a finding that is known, whether it is matched now or not. */
  readonly labelled: ReadonlySet<string>;
  /** How many tickets may track a finding that is not known yet, because their texts were never compared. */
  readonly unknown: number;
  /** Whether all current texts are compared. If not, what an earlier text said counts. */
  readonly isComplete: boolean;
}
