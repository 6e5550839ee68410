import { isInScope, triedIn } from '../configuration/account-region-scope.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { isChosen } from '../configuration/jira-project.ts';
import type { AccountRegion } from '../domain/accounts/account-region.ts';
import type { TeamSettings } from '../domain/accounts/team.ts';
import type { Finding } from '../domain/findings/finding.ts';
import type { LinkChoice } from '../domain/linking/choices/link-choice.ts';
import type { StackResource } from '../domain/stacks/stack-resource.ts';
import { isEdit } from '../domain/tickets/actions/action.ts';
import type { QueuedAction, SiteAction } from '../domain/tickets/actions/outbox.ts';
import { type Undoable, undoables } from '../domain/tickets/actions/undo.ts';
import type { AwsAnswer } from '../domain/tickets/aws-answer.ts';
import type { QueuedFiling } from '../domain/tickets/filing/filing.ts';
import { ticketPattern } from '../domain/tickets/matching/pattern/ticket-pattern.ts';
import { type TicketCandidate, ticketOfFinding } from '../domain/tickets/matching/shown-ticket.ts';
import { type MatchInput, matchTickets } from '../domain/tickets/matching/ticket-matcher.ts';
import type {
  MatchedTickets,
  TicketMatch,
  TicketMatches,
} from '../domain/tickets/matching/ticket-matches.ts';
import { stateOf } from '../domain/tickets/state.ts';
import type { TicketRecord } from '../domain/tickets/ticket.ts';
import type { Store } from '../store/store.ts';
import { answersOfAws } from './aws-answers.ts';
import { type Divergences, findDivergences } from './divergences.ts';

/** All data at one moment, with findings and tickets matched. */
export interface Snapshot {
  /** Grows with every change; equal versions mean equal content. */
  readonly version: number;
  readonly findings: readonly Finding[];
  readonly stacks: readonly StackResource[];
  /** Stack id → hash of the template from which it was deployed, if AWS has it. */
  readonly templateHashes: ReadonlyMap<string, string>;
  /** Without a project: tickets of the team's findings, and tickets with a review that waits. */
  readonly tickets: readonly TicketRecord[];
  /** Whether the tickets were ever read completely, and all of their texts compared. If not, a finding may have an unknown ticket. */
  readonly ticketsRead: boolean;
  /** Which ticket tracks which finding, among `tickets`. */
  readonly matches: TicketMatches;
  /** Ticket key → the finding it tracks: `matches.matches`. */
  readonly findingOf: ReadonlyMap<string, TicketMatch>;
  /** Finding key → the ticket that represents it. */
  readonly ticketOf: ReadonlyMap<string, TicketRecord>;
  /** Ticket key → AWS's answer about its finding, for tickets in review. */
  readonly awsOf: ReadonlyMap<string, AwsAnswer>;
  readonly divergences: Divergences;
  /** Ticket key → its action that Jira has not confirmed: the one that matters most if there are several. */
  readonly queued: ReadonlyMap<string, QueuedAction>;
  /** Ticket key → the user's last action that can be taken back, of the site in use. */
  readonly undoable: ReadonlyMap<string, Undoable>;
  /** The reviews of every site. `current`: of the site in use. Only these reviews are sent. */
  readonly reviews: readonly (SiteAction & { readonly current: boolean })[];
  /** Finding key → its ticket that Jira does not have yet. */
  readonly filings: ReadonlyMap<string, QueuedFiling>;
  /** The links that the user chose or excluded, for every resource. */
  readonly choices: readonly LinkChoice[];
}

/** @param match Matches tickets with findings. By default it keeps nothing, and needs long for many tickets. */
export function takeSnapshot(
  store: Store,
  version: number,
  { team: settings, statuses, jira }: Pick<Configuration, 'team' | 'statuses' | 'jira'>,
  scope: string | undefined,
  match: (input: MatchInput) => MatchedTickets = matchTickets,
): Snapshot {
  const team = settings?.team;
  const isRead = readNow(store, settings);
  const everyFinding = team === undefined ? [] : store.findings.ofTeam(team);
  const findings = everyFinding.filter(isRead);
  const read = scope === undefined ? [] : store.tickets.all(scope);
  const links = scope === undefined ? undefined : store.tickets.remoteLinks(scope);
  const reviews = store.outbox.everywhere().map((kept) => ({ ...kept, current: kept.site === jira?.site }));
  const current = reviews.filter((kept) => kept.current);
  const queued = shownActions(current.map(({ review }) => review));
  const accounts = team === undefined ? new Set<string>() : accountsOf(store, team, everyFinding);
  const found = match({
    tickets: read,
    // Before the first of them is read, nothing can be said about any.
    ...(links && links.size > 0 && { links }),
    findings,
    everyFinding,
    accounts,
    ...(jira && { verdicts: store.ticketVerdicts.of(jira.site) }),
    ...(jira?.ticketPattern !== undefined && { pattern: ticketPattern(jira.ticketPattern) }),
    isOpen: ({ status }) => stateOf(status, statuses) !== 'done',
  });
  const { matches: findingOf, several, duplicates, labelled, unknown } = found;
  // If the user chose none, Jira lists the tickets of every team.
  const isChosenHere = jira !== undefined && isChosen(jira);
  const tickets = isChosenHere
    ? read
    : read.filter(
        ({ key }) => findingOf.has(key) || several.has(key) || labelled.has(key) || queued.has(key),
      );
  const shown = new Set(tickets.map(({ key }) => key));
  const orphans = found.orphans.filter(({ ticket }) => shown.has(ticket));
  const inReview = tickets
    .filter(({ status }) => stateOf(status, statuses) === 'review')
    .map(({ key }) => [key, several.get(key)?.findings ?? [findingOf.get(key)?.finding ?? '']] as const);
  const matches = { matches: findingOf, several, duplicates, orphans, unread: found.unread };
  const ticketOf = ticketsOfFindings(tickets, found, statuses);
  const ticketsRead =
    scope !== undefined && unknown === 0 && store.coverage.ticketsReadAt(scope) !== undefined;
  const filings = new Map(
    store.filings
      .of(jira?.site ?? '')
      .list()
      .map((filing) => [filing.finding, filing]),
  );
  return {
    version,
    findings,
    stacks: team === undefined ? [] : store.teams.stacksOf(team).filter(isRead),
    templateHashes: team === undefined ? new Map() : store.templates.hashesOf(team),
    tickets,
    ticketsRead,
    matches,
    findingOf,
    ticketOf,
    awsOf: answersOfAws(store, team, findings, inReview),
    divergences: findDivergences({
      ...{ store, team, accounts, scope, statuses, now: new Date().toISOString(), findings, tickets },
      ...{ ticketsRead, matches, labelled, ticketOf, queued, filings },
    }),
    queued,
    undoable: undoables(
      current.map(({ review }) => review),
      store.outbox.pastEverywhere().flatMap(({ site, past }) => (site === jira?.site ? [past] : [])),
    ),
    reviews,
    filings,
    choices: store.choices.all(),
  };
}

/** Returns for each ticket the action that matters most: a conflict, else one that moves the ticket, else the last one. */
function shownActions(actions: readonly QueuedAction[]): Map<string, QueuedAction> {
  const shown = new Map<string, QueuedAction>();
  const rank = (action: QueuedAction) => (action.state === 'conflict' ? 2 : 0) + (isEdit(action) ? 0 : 1);
  for (const action of actions) {
    const known = shown.get(action.ticket);
    if (!known || rank(action) >= rank(known)) shown.set(action.ticket, action);
  }
  return shown;
}

/** Returns the ticket that represents each finding, by finding key. */
function ticketsOfFindings(
  tickets: readonly TicketRecord[],
  { matches, several }: TicketMatches,
  statuses: Configuration['statuses'],
): Map<string, TicketRecord> {
  const candidates = new Map<string, TicketCandidate[]>();
  const add = (finding: string, candidate: TicketCandidate) => {
    const others = candidates.get(finding);
    if (others) others.push(candidate);
    else candidates.set(finding, [candidate]);
  };
  for (const ticket of tickets) {
    const match = matches.get(ticket.key);
    if (match) add(match.finding, { ticket, match: match.match });
    const shared = several.get(ticket.key);
    for (const finding of shared?.findings ?? [])
      add(finding, { ticket, match: shared?.match ?? 'text', isShared: true });
  }
  return new Map([...candidates].map(([finding, found]) => [finding, ticketOfFinding(found, statuses)]));
}

function accountsOf(store: Store, team: string, findings: readonly Finding[]): Set<string> {
  return new Set([
    ...store.teams.accountsOf(team).map(({ id }) => id),
    ...findings.map(({ account }) => account),
  ]);
}

/** Returns a filter for accounts and regions that are read now. It excludes those that left the configuration or organization. */
function readNow(store: Store, team: TeamSettings | undefined): (accountRegion: AccountRegion) => boolean {
  if (!team) return () => true;
  const last = store.coverage.lastRun(team.team);
  const wasTried = last ? triedIn(store.coverage.triedSince(last.started)) : () => true;
  return (accountRegion) => isInScope(team, accountRegion) && wasTried(accountRegion);
}
