import type { RemoteLinks, TicketRecord } from '../ticket.ts';
import type { MatchableFinding } from './finding-index.ts';
import { createKnownFindings } from './known-findings.ts';
import { createKnownSigns } from './known-signs.ts';
import type { TicketPattern } from './pattern/ticket-pattern.ts';
import { readTicketText } from './read-ticket-text.ts';
import { createReadTickets, isSigned, type ReadTicket, strongestSigns } from './read-tickets.ts';
import { settleTickets } from './settle-tickets.ts';
import type { MatchedTickets } from './ticket-matches.ts';
import { hasSameVerdicts, type TicketVerdict, verdictsOf } from './ticket-verdict.ts';

export interface MatchInput {
  readonly tickets: readonly TicketRecord[];
  readonly findings: readonly MatchableFinding[];
  /** Also findings that are not matched now: their tickets are not orphans. Absent: `findings`. */
  readonly everyFinding?: readonly { readonly key: string }[];
  /** People's decisions about probable matches on this site. */
  readonly verdicts?: readonly TicketVerdict[];
  /**
   * Ticket key → its links to other pages, for tickets whose links were read. An open ticket whose links are not read may track a
   * finding, so it is not an orphan. Absent: no links are read at all.
   */
  readonly links?: ReadonlyMap<string, RemoteLinks>;
  /** The accounts of the team. Without them: the accounts of the findings. */
  readonly accounts?: ReadonlySet<string>;
  /** The team's own pattern for tickets. */
  readonly pattern?: TicketPattern;
  /** Whether a ticket is open. */
  isOpen(ticket: TicketRecord): boolean;
}

/** Matches tickets with findings. It keeps what it found, so that a change takes time only for what it affects. */
export interface TicketMatcher {
  /**
   * Returns which ticket tracks which finding. The strongest sign counts alone, even if its finding is not known: the label of a
   * finding, then a remote link with its `globalId`, then what a person confirmed, then a text that names account, resource and
   * rule. A finding that a person rejected is never matched by text.
   * @param isOver Ends the comparison of texts early. What is left stays for `compare`.
   */
  match(input: MatchInput, isOver?: () => boolean): MatchedTickets;
  /** Goes on until `isOver`. Returns whether everything is compared. The next `match` returns the result. */
  compare(isOver: () => boolean): boolean;
  /** How many texts were read and how many changes of findings were applied so far. */
  readonly counts: { readonly texts: number; readonly findings: number };
}

export function createTicketMatcher(): TicketMatcher {
  const findings = createKnownFindings();
  const signs = createKnownSigns();
  const tickets = createReadTickets();
  const counts = { texts: 0, findings: 0 };
  const queue = new Set<ReadTicket>();
  let verdicts: readonly TicketVerdict[] = [];
  let decided = verdictsOf(verdicts);
  let pattern: TicketPattern | undefined;
  let isChecked = true;

  /** Returns whether the ticket has no stronger sign of a known finding than its text. */
  function needsText(ticket: ReadTicket): boolean {
    if (isSigned(ticket)) return signs.keysOf(strongestSigns(ticket).signs).length === 0;
    return ![...decided(ticket.record).confirmed].some(findings.has);
  }

  /** Applies the differences of findings, then finds the tickets to compare, then compares them. Stops after each step. */
  function* work(): Generator<void, void, void> {
    for (;;) {
      if (findings.next()) counts.findings++;
      else if (!signs.next()) {
        if (isChecked && queue.size === 0) return;
        yield* isChecked ? readQueue() : check();
      }
      yield;
    }
  }

  function* check(): Generator<void, void, void> {
    isChecked = true;
    const isAffected = findings.takeChanges();
    for (const ticket of tickets.all()) {
      const { reading, isStale } = ticket;
      if (!reading || isStale || isAffected?.(reading.words)) {
        ticket.isStale = true;
        if (needsText(ticket)) queue.add(ticket);
      }
      // Only here: a ticket that is taken in between must not be decided as the one before.
      yield;
    }
  }

  function* readQueue(): Generator<void, void, void> {
    for (const ticket of queue) {
      queue.delete(ticket);
      if (!tickets.isCurrent(ticket)) continue;
      const parts = { index: findings.index, rules: findings.rules(), pattern, isSigned: isSigned(ticket) };
      ticket.reading = readTicketText(ticket, parts);
      ticket.isStale = false;
      counts.texts++;
      yield;
      if (findings.isPending() || signs.isPending() || !isChecked) return;
    }
  }

  function take({ tickets: records, links, ...input }: MatchInput): void {
    findings.take(input.findings);
    signs.take(input.everyFinding ?? input.findings);
    const isTaken = tickets.take(records, links);
    const isDecided = !hasSameVerdicts(input.verdicts ?? [], verdicts);
    if (isDecided) {
      verdicts = input.verdicts ?? [];
      decided = verdictsOf(verdicts);
    }
    if (input.pattern?.source !== pattern?.source) tickets.makeStale();
    else if (!isTaken && !isDecided && !findings.isPending() && !signs.isPending()) return;
    pattern = input.pattern;
    isChecked = false;
  }

  let working = work();
  function compare(isOver: () => boolean): boolean {
    while (!isOver()) {
      if (!working.next().done) continue;
      working = work();
      return true;
    }
    return false;
  }

  return {
    counts,
    compare,
    match(input, isOver = () => false) {
      take(input);
      const isComplete = compare(isOver);
      const accounts = input.accounts ?? new Set(input.findings.map(({ account }) => account));
      const settled = settleTickets({
        ...{ tickets: input.tickets, get: tickets.get, has: findings.has, keysOf: signs.keysOf, decided },
        isOurs: (account) => accounts.has(account),
        isOpen: input.isOpen,
        areLinksRead: (ticket) => !input.links || input.links.has(ticket.key) || !input.isOpen(ticket),
      });
      const isPending = findings.isPending() || signs.isPending();
      return { ...settled, unknown: settled.unknown + Number(isPending), isComplete };
    },
  };
}

/** Returns the matches of findings and tickets that were never compared. Takes time in proportion to the findings plus the text. */
export function matchTickets(input: MatchInput): MatchedTickets {
  return createTicketMatcher().match(input);
}
