import { setTimeout as sleep } from 'node:timers/promises';
import { shownChanged } from '#protocol/finding-list.ts';
import { type FindingView, findingsChanged } from '#protocol/findings.ts';
import { type Status, statusChanged } from '#protocol/status.ts';
import { offersChanged, type Subjects } from '#protocol/subjects.ts';
import { ticketListChanged } from '#protocol/ticket-list.ts';
import { type TicketView, ticketsChanged } from '#protocol/tickets.ts';
import type { ListFacts } from '../../domain/findings/list/list-findings.ts';
import type { Notify } from '../listen/connection.ts';
import { offersOf } from '../views/offers.ts';
import { followedOf, type Listed, type SubjectKeys } from '../views/subjects.ts';
import { createDeltas } from './deltas.ts';
import { createFindingNews, withoutLinks } from './finding-news.ts';
import { createShownList } from './shown-list.ts';
import { createShownTickets } from './shown-tickets.ts';

/** The links of a large workspace take longer than a list can wait; they are sent separately. */
const listLinkTimeoutMs = 2_000;
/** While templates are read, links come and go: a window receives them once all are read, or after this time. */
const linkTimeoutMs = 5_000;

export interface WindowNewsInput {
  readonly notify: Notify;
  readonly version: () => number;
  readonly findings: () => FindingView[];
  readonly tickets: () => TicketView[];
  readonly known: () => Listed;
  readonly status: () => Status;
  readonly listFacts: () => ListFacts;
  /** Resolves once links are made from the newest snapshot and all templates. */
  readonly linked: () => Promise<void>;
  /** Called when changes that were held back can be sent. */
  readonly onReleased: () => void;
}

/**
 * Sends each change to a window once, and only of what it shows, follows or has listed. Changes are relative to what it received.
 * Unchanged parts are not sent.
 */
export function createWindowNews(input: WindowNewsInput) {
  const findingNews = createFindingNews();
  const tickets = createDeltas<TicketView>();
  let linksHeld = true;
  let held: Promise<void> = Promise.resolve();
  /** The keys that the window follows, until it requests a list: then everything of that list. */
  let named: SubjectKeys = { findings: [], tickets: [] };
  const follows = { allFindings: false, allTickets: false };
  /** Requests for the list that wait for links. */
  let listing = 0;
  /** Each member as JSON. */
  let sentStatus = new Map<string, string>();
  let sentOffers = '';

  let unlinked: { of: FindingView[]; findings: FindingView[] } | undefined;
  function listed(): FindingView[] {
    const findings = input.findings();
    if (!linksHeld) return findings;
    if (unlinked?.of !== findings) unlinked = { of: findings, findings: withoutLinks(findings) };
    return unlinked.findings;
  }
  const shownTickets = createShownTickets(input.known);
  const shown = createShownList({ findings: listed, facts: input.listFacts });

  function sendStatus(): void {
    const status = new Map(
      Object.entries(input.status()).map(([name, value]) => [name, JSON.stringify(value)]),
    );
    const gone = [...sentStatus.keys()].filter((name) => !status.has(name));
    const changed = [...status].filter(([name, text]) => text !== undefined && sentStatus.get(name) !== text);
    sentStatus = status;
    if (changed.length + gone.length === 0) return;
    input.notify(statusChanged.method, {
      ...Object.fromEntries(changed.map(([name, text]) => [name, JSON.parse(text)])),
      ...Object.fromEntries(gone.map((name) => [name, null])),
    });
  }

  function sendOffers(): void {
    const kinds = offersOf(listed(), input.tickets(), input.status().hiddenReviews ?? []);
    const next = JSON.stringify(kinds);
    if (next !== sentOffers) input.notify(offersChanged.method, { kinds });
    sentOffers = next;
  }

  return {
    /** The lists that the window shows. */
    shown,
    shownTickets,
    /** Call it when the window joins. */
    begin(): void {
      held = Promise.race([input.linked(), sleep(linkTimeoutMs, undefined, { ref: false })]).then(() => {
        linksHeld = false;
        unlinked = undefined;
        input.onReleased();
      });
    },
    /** Resolves to the window's findings. Later changes are relative to its first list. */
    async listFindings(): Promise<FindingView[]> {
      listing++;
      try {
        await Promise.race([held, sleep(listLinkTimeoutMs, undefined, { ref: false })]);
      } finally {
        listing--;
      }
      const findings = listed();
      if (!follows.allFindings) findingNews.given(findings);
      follows.allFindings = true;
      return findings;
    },
    listTickets(): TicketView[] {
      const list = input.tickets();
      if (!follows.allTickets) tickets.given(list);
      follows.allTickets = true;
      return list;
    },
    /** The window follows these from now on. Returns them as they are. */
    follow(keys: SubjectKeys): Subjects {
      named = keys;
      const now = followedOf(keys, input.known());
      if (!follows.allFindings) findingNews.given(now.findings);
      if (!follows.allTickets) tickets.given(now.tickets);
      return now;
    },
    /** Sends the differences to what the window received. */
    send(): void {
      sendStatus();
      sendOffers();
      const version = input.version();
      const followed = followedOf(named, input.known());
      const changedTickets = tickets.next(follows.allTickets ? input.tickets() : followed.tickets);
      if (changedTickets) input.notify(ticketsChanged.method, { version, ...changedTickets });
      const list = shown.next();
      if (list) input.notify(shownChanged.method, list);
      const ticketList = shownTickets.next();
      if (ticketList) input.notify(ticketListChanged.method, ticketList);
      const findings = follows.allFindings ? listed() : followed.findings;
      const changed = listing === 0 ? findingNews.next(findings) : undefined;
      if (changed) input.notify(findingsChanged.method, { version, ...changed });
    },
  };
}

export type WindowNews = ReturnType<typeof createWindowNews>;
