import { globalIdOf, labelOf } from '../label.ts';
import type { TicketRecord } from '../ticket.ts';
import { findFindings, maxFindings } from './find-findings.ts';
import { type FindingIndex, indexFindings, type MatchableFinding } from './finding-index.ts';
import { type Mentions, mentionsOf } from './mentions.ts';
import { indexRules, orphanOf, type RuleIndex } from './orphans.ts';
import type { TicketPattern } from './pattern/ticket-pattern.ts';
import type { OrphanTicket, SeveralFindings, TicketMatch, TicketMatches } from './ticket-matches.ts';
import { type TicketVerdict, verdictsOf } from './ticket-verdict.ts';

export interface MatchInput {
  readonly tickets: readonly TicketRecord[];
  readonly findings: readonly MatchableFinding[];
  /** People's decisions about probable matches on this site. */
  readonly verdicts?: readonly TicketVerdict[];
  /** Ticket key → the `globalId`s of its remote links, for tickets whose links were read. */
  readonly links?: ReadonlyMap<string, readonly string[]>;
  /** The accounts of the team. Without them: the accounts of the findings. */
  readonly accounts?: ReadonlySet<string>;
  /** The team's own pattern for tickets. */
  readonly pattern?: TicketPattern;
  /** Whether a ticket is open. */
  isOpen(ticket: TicketRecord): boolean;
}

const findingLabel = /^guardrail-[0-9a-f]{16}$/;
const findingGlobalId = /^guardrail:[0-9a-f]{16}$/;

/**
 * Returns which ticket tracks which finding. The strongest sign counts alone, even if its finding is not known: the label of a
 * finding, then a remote link with its `globalId`, then what a person confirmed, then a text that names account, resource and
 * rule. A finding that a person rejected is never matched by text. Takes time in proportion to the findings plus the text.
 */
export function matchTickets(input: MatchInput): TicketMatches {
  const { tickets, findings, verdicts = [], links } = input;
  const find = ticketReader(input);
  const byLabel = new Map<string, string>();
  const byGlobalId = new Map<string, string>();
  for (const { key } of findings) {
    byLabel.set(labelOf(key), key);
    if (links) byGlobalId.set(globalIdOf(key), key);
  }
  const decided = verdictsOf(verdicts);
  const known = new Set(findings.map(({ key }) => key));

  const matches = new Map<string, TicketMatch>();
  const several = new Map<string, SeveralFindings>();
  const orphans: OrphanTicket[] = [];
  const settle = (ticket: TicketRecord, match: TicketMatch['match'], found: readonly string[]) => {
    const [only, ...others] = found.toSorted();
    if (only === undefined) return false;
    if (others.length === 0) matches.set(ticket.key, { finding: only, match });
    else several.set(ticket.key, { findings: [only, ...others].slice(0, maxFindings), match });
    return true;
  };

  for (const ticket of tickets) {
    const labels = ticket.labels.filter((label) => findingLabel.test(label));
    const globalIds = (links?.get(ticket.key) ?? []).filter((id) => findingGlobalId.test(id));
    if (labels.length > 0 || globalIds.length > 0) {
      const [match, found] =
        labels.length > 0
          ? (['label', keysOf(labels, byLabel)] as const)
          : (['link', keysOf(globalIds, byGlobalId)] as const);
      if (!settle(ticket, match, found)) orphans.push(find(ticket).orphan('label'));
      continue;
    }
    const verdict = decided(ticket);
    const confirmed = [...verdict.confirmed].filter((key) => known.has(key));
    if (settle(ticket, 'confirmed', confirmed)) continue;
    const { found, orphan } = find(ticket);
    if (
      settle(
        ticket,
        'text',
        found.filter((key) => !verdict.rejected.has(key)),
      )
    )
      continue;
    if (found.length > 0 || verdict.confirmed.size > 0) continue;
    const named = orphan('finding');
    if (named.rules.length > 0 || named.controls.length > 0) orphans.push(named);
  }
  return { matches, several, duplicates: duplicatesOf(matches, input), orphans };
}

interface ReadTicket {
  /** Keys of the findings that the text names. */
  readonly found: readonly string[];
  orphan(missing: 'label' | 'finding'): OrphanTicket;
}

function ticketReader({ findings, accounts, pattern }: MatchInput): (ticket: TicketRecord) => ReadTicket {
  // Only for tickets without a label: most teams have few of them.
  let known: FindingIndex | undefined;
  let rules: RuleIndex | undefined;
  return (ticket) => {
    known ??= indexFindings(findings);
    const index = known;
    const isOurs = (account: string) => (accounts ?? index.accounts).has(account);
    const mentions: Mentions = mentionsOf(ticket, pattern);
    return {
      found: findFindings(mentions, index).map(({ key }) => key),
      orphan(missing) {
        rules ??= indexRules(findings);
        return orphanOf(ticket.key, missing, { mentions, rules, isOurs });
      },
    };
  };
}

function keysOf(signs: readonly string[], bySign: ReadonlyMap<string, string>): string[] {
  return [...new Set(signs.flatMap((sign) => bySign.get(sign) ?? []))];
}

function duplicatesOf(
  matches: ReadonlyMap<string, TicketMatch>,
  { tickets, isOpen }: MatchInput,
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
