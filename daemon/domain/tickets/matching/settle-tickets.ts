import type { TicketRecord } from '../ticket.ts';
import { maxFindings } from './find-findings.ts';
import { orphanOf } from './orphans.ts';
import { isSigned, type ReadTicket, strongestSigns } from './read-tickets.ts';
import type { MatchedTickets, OrphanTicket, SeveralFindings, TicketMatch } from './ticket-matches.ts';
import type { DecidedFindings } from './ticket-verdict.ts';

export interface SettleInput {
  /** In the order of the result. */
  readonly tickets: readonly TicketRecord[];
  get(key: string): ReadTicket | undefined;
  /** Returns whether a finding is matched now. */
  has(finding: string): boolean;
  /** Returns the keys of the known findings that have one of these labels or `globalId`s. */
  keysOf(signs: readonly string[]): string[];
  decided(ticket: TicketRecord): DecidedFindings;
  isOurs(account: string): boolean;
  isOpen(ticket: TicketRecord): boolean;
  /** Returns whether the ticket can have no unknown link that names a finding. */
  areLinksRead(ticket: TicketRecord): boolean;
}

type Result = Omit<MatchedTickets, 'isComplete'>;

/** Decides about each ticket from its signs and from what is known about its text. */
export function settleTickets(input: SettleInput): Result {
  const { tickets, get, has, keysOf, decided, isOurs } = input;
  const matches = new Map<string, TicketMatch>();
  const several = new Map<string, SeveralFindings>();
  const orphans: OrphanTicket[] = [];
  const unread: string[] = [];
  const labelled = new Set<string>();
  let unknown = 0;

  const settle = (ticket: TicketRecord, match: TicketMatch['match'], found: readonly string[]) => {
    const [only, ...others] = found.toSorted();
    if (only === undefined) return false;
    if (others.length === 0) matches.set(ticket.key, { finding: only, match });
    else several.set(ticket.key, { findings: [only, ...others].slice(0, maxFindings), match });
    return true;
  };

  function settleSigned(ticket: ReadTicket): void {
    const { record, reading } = ticket;
    const { match, signs } = strongestSigns(ticket);
    const known = keysOf(signs);
    if (known.length > 0) labelled.add(record.key);
    if (settle(record, match, known.filter(has)) || known.length > 0) return;
    if (reading?.named) orphans.push(orphanOf(record.key, 'label', reading.named, isOurs));
    else unknown++;
  }

  function settleUnsigned({ record, reading }: ReadTicket): void {
    const { confirmed, rejected } = decided(record);
    if (settle(record, 'confirmed', [...confirmed].filter(has))) return;
    if (!reading) {
      unknown++;
      return;
    }
    const found = reading.found.filter(has);
    const isSettled = settle(
      record,
      'text',
      found.filter((key) => !rejected.has(key)),
    );
    if (isSettled || found.length > 0 || confirmed.size > 0 || !reading.named) return;
    const { rules, controls } = reading.named;
    if (rules.length === 0 && controls.length === 0) return;
    if (input.areLinksRead(record)) orphans.push(orphanOf(record.key, 'finding', reading.named, isOurs));
    else unread.push(record.key);
  }

  for (const { key } of tickets) {
    const ticket = get(key);
    if (!ticket) continue;
    if (isSigned(ticket)) settleSigned(ticket);
    else settleUnsigned(ticket);
  }
  return { matches, several, duplicates: duplicatesOf(matches, input), orphans, unread, labelled, unknown };
}

function duplicatesOf(
  matches: ReadonlyMap<string, TicketMatch>,
  { tickets, isOpen }: Pick<SettleInput, 'tickets' | 'isOpen'>,
): Map<string, readonly string[]> {
  const byFinding = new Map<string, string[]>();
  for (const ticket of tickets) {
    const finding = matches.get(ticket.key)?.finding;
    if (finding === undefined || !isOpen(ticket)) continue;
    const others = byFinding.get(finding);
    if (others) others.push(ticket.key);
    else byFinding.set(finding, [ticket.key]);
  }
  return new Map(
    [...byFinding].filter(([, keys]) => keys.length > 1).map(([key, keys]) => [key, keys.toSorted()]),
  );
}
