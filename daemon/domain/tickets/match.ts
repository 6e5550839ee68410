import type { Resource } from '#protocol/findings.ts';
import { labelOf } from './label.ts';
import { stateOf } from './state.ts';
import type { StatusNames, TicketRecord } from './ticket.ts';
import { standsIn, wordsOf } from './tokens.ts';

/** The parts of a finding that can be recognised in a ticket. */
export interface MatchableFinding {
  readonly key: string;
  readonly account: string;
  readonly rule: string;
  readonly ruleIdentifier?: string;
  readonly resource: Pick<Resource, 'id' | 'name'>;
}

export interface TicketMatch {
  /** The finding's key. */
  readonly finding: string;
  /** `label`: certain. `text`: probable, because the ticket's text contains account, resource and rule. */
  readonly match: 'label' | 'text';
}

/** A ticket that tracks the finding, and how they match. */
export interface TicketCandidate {
  readonly ticket: TicketRecord;
  readonly match: TicketMatch['match'];
}

const findingLabel = /^guardrail-[0-9a-f]{16}$/;

/**
 * Returns the finding that each ticket tracks, by ticket key. If a ticket has a finding's label, only the
 * label counts, even if its finding is not among these. Without a label, the ticket's text must name account,
 * resource and rule of exactly one finding. Takes time in proportion to the findings plus the text, not to
 * their product.
 */
export function matchTickets(
  tickets: readonly TicketRecord[],
  findings: readonly MatchableFinding[],
): Map<string, TicketMatch> {
  const byLabel = new Map(findings.map(({ key }) => [labelOf(key), key]));
  const find = textFinder(findings);
  const matches = new Map<string, TicketMatch>();
  for (const ticket of tickets) {
    const labels = ticket.labels.filter((label) => findingLabel.test(label));
    const match = labels.length > 0 ? 'label' : 'text';
    const found =
      match === 'text'
        ? find([ticket.summary, ticket.description, ...(ticket.arns ?? [])].join('\n'))
        : onlyOf(new Set(labels.flatMap((label) => byLabel.get(label) ?? [])));
    if (found !== undefined) matches.set(ticket.key, { finding: found, match });
  }
  return matches;
}

/**
 * Returns the keys of the tickets that have the label of any of these findings, even if a ticket has the
 * labels of several findings.
 */
export function labelledTickets(
  tickets: readonly TicketRecord[],
  findings: readonly Pick<MatchableFinding, 'key'>[],
): ReadonlySet<string> {
  const known = new Set(findings.map(({ key }) => labelOf(key)));
  const isLabelled = ({ labels }: TicketRecord) => labels.some((label) => known.has(label));
  return new Set(tickets.filter(isLabelled).map(({ key }) => key));
}

/**
 * Returns the ticket that represents a finding with several tickets. A label wins over text; an open ticket
 * over one that is done; a ticket that waits for its developer over one in review, because filing another
 * ticket must not hide the first; then the ticket that was updated last.
 * @throws TypeError if there are no tickets.
 */
export function ticketOfFinding(
  candidates: readonly TicketCandidate[],
  names: StatusNames = {},
): TicketRecord {
  const isOpen = ({ ticket }: TicketCandidate) => Number(stateOf(ticket.status, names) !== 'done');
  const isLabelled = ({ match }: TicketCandidate) => Number(match === 'label');
  const isTodo = ({ ticket }: TicketCandidate) => Number(stateOf(ticket.status, names) === 'todo');
  const isBetter = (a: TicketCandidate, b: TicketCandidate) =>
    isLabelled(a) - isLabelled(b) ||
    isOpen(a) - isOpen(b) ||
    isTodo(a) - isTodo(b) ||
    Date.parse(a.ticket.updated) - Date.parse(b.ticket.updated);
  return candidates.reduce((best, candidate) => (isBetter(candidate, best) > 0 ? candidate : best)).ticket;
}

type Index = Map<string, MatchableFinding[]>;

/**
 * Returns a function that returns the key of the only finding that a text names. A resource's id counts more
 * than its name, which others may share.
 */
function textFinder(findings: readonly MatchableFinding[]): (text: string) => string | undefined {
  const accounts = new Set(findings.map(({ account }) => account));
  const byId = indexOf(findings, ({ id }) => id);
  const byName = indexOf(findings, ({ id, name }) => (name === id ? undefined : name));

  return (text) => {
    const words = wordsOf(text);
    const named = [...words].filter((word) => accounts.has(word));
    if (named.length === 0) return undefined;
    const stands = remembered((phrase) => standsIn(text, phrase));
    const namesRule = ({ rule, ruleIdentifier }: MatchableFinding) =>
      stands(rule) || (ruleIdentifier !== undefined && stands(ruleIdentifier));

    for (const [index, textOf] of [
      [byId, (finding: MatchableFinding) => finding.resource.id],
      [byName, (finding: MatchableFinding) => finding.resource.name ?? ''],
    ] as const) {
      const found = new Set<string>();
      for (const account of named) {
        for (const word of words) {
          for (const finding of index.get(`${account} ${word}`) ?? []) {
            if (stands(textOf(finding)) && namesRule(finding)) found.add(finding.key);
            if (found.size > 1) return undefined;
          }
        }
      }
      if (found.size > 0) return onlyOf(found);
    }
    return undefined;
  };
}

/**
 * Groups the findings by account and by the word of the resource (`textOf`) that the fewest other resources
 * share, because most words of an ARN are in every ARN.
 */
function indexOf(
  findings: readonly MatchableFinding[],
  textOf: (resource: MatchableFinding['resource']) => string | undefined,
): Index {
  const counts = new Map<string, number>();
  const placed = findings.map((finding) => {
    const text = textOf(finding.resource);
    const places = [...wordsOf(text ?? '')].map((word) => `${finding.account} ${word}`);
    for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
    return { finding, places };
  });
  const countOf = (place: string) => counts.get(place) ?? 0;
  const index: Index = new Map();
  for (const { finding, places } of placed) {
    if (places.length === 0) continue;
    const rarest = places.reduce((best, place) => (countOf(place) < countOf(best) ? place : best));
    const others = index.get(rarest);
    if (others) others.push(finding);
    else index.set(rarest, [finding]);
  }
  return index;
}

function remembered(ask: (phrase: string) => boolean): (phrase: string) => boolean {
  const answers = new Map<string, boolean>();
  return (phrase) => {
    const known = answers.get(phrase) ?? ask(phrase);
    answers.set(phrase, known);
    return known;
  };
}

function onlyOf(keys: ReadonlySet<string>): string | undefined {
  const [key, ...others] = keys;
  return others.length === 0 ? key : undefined;
}
