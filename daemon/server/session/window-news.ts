import { setTimeout as sleep } from 'node:timers/promises';
import { type FindingView, findingsChanged } from '#protocol/findings.ts';
import { type Status, statusChanged } from '#protocol/status.ts';
import { type TicketView, ticketsChanged } from '#protocol/tickets.ts';
import type { Notify } from '../listen/connection.ts';
import { createDeltas } from './deltas.ts';
import { createFindingNews, withoutLinks } from './finding-news.ts';

/** A window requests its lists at once. If it does not, it receives everything after this time. */
const listTimeoutMs = 500;
/** The links of a large workspace take longer than a list can wait; they are sent separately. */
const listLinkTimeoutMs = 2_000;
/** While templates are read, links come and go: a window receives them once all are read, or after this time. */
const linkTimeoutMs = 5_000;

export interface WindowNewsInput {
  readonly notify: Notify;
  readonly version: () => number;
  readonly findings: () => FindingView[];
  readonly tickets: () => TicketView[];
  readonly status: () => Status;
  /** Resolves once links are made from the newest snapshot and all templates. */
  readonly linked: () => Promise<void>;
  /** Called when changes that were held back can be sent. */
  readonly onReleased: () => void;
}

/**
 * Sends each change to a window once. Changes are relative to the list that the window requests when it joins. Unchanged
 * parts are not sent.
 */
export function createWindowNews(input: WindowNewsInput) {
  const findingNews = createFindingNews();
  const tickets = createDeltas<TicketView>();
  let linksHeld = true;
  let held: Promise<void> = Promise.resolve();
  /** Whether changes are sent: the window has its list, or did not request one. */
  const follows = { findings: false, tickets: false };
  /** Requests for the list that wait for links. */
  let listing = 0;
  let sentStatus: { whole: string; failed: string } | undefined;
  let listTimer: NodeJS.Timeout | undefined;

  const listed = () => (linksHeld ? withoutLinks(input.findings()) : input.findings());

  function sendStatus(): void {
    const { failed, ...status } = input.status();
    const next = { whole: JSON.stringify(status), failed: JSON.stringify(failed) };
    const failedDiffers = next.failed !== sentStatus?.failed;
    if (failedDiffers || next.whole !== sentStatus?.whole)
      input.notify(statusChanged.method, { ...status, ...(failedDiffers && { failed }) });
    sentStatus = next;
  }

  return {
    /** Call it when the window joins: it will request its first list. */
    begin(): void {
      held = Promise.race([input.linked(), sleep(linkTimeoutMs, undefined, { ref: false })]).then(() => {
        linksHeld = false;
        input.onReleased();
      });
      listTimer = setTimeout(() => {
        follows.tickets = true;
        if (!follows.findings && listing === 0) {
          follows.findings = true;
          linksHeld = false;
        }
        input.onReleased();
      }, listTimeoutMs).unref();
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
      if (!follows.findings) findingNews.given(findings);
      follows.findings = true;
      return findings;
    },
    listTickets(): TicketView[] {
      const list = input.tickets();
      if (!follows.tickets) tickets.given(list);
      follows.tickets = true;
      return list;
    },
    /** Sends the differences to what the window received. Returns whether any finding differs. */
    send(): boolean {
      sendStatus();
      const version = input.version();
      const changedTickets = follows.tickets ? tickets.next(input.tickets()) : undefined;
      if (changedTickets) input.notify(ticketsChanged.method, { version, ...changedTickets });
      const changed = follows.findings && listing === 0 ? findingNews.next(listed()) : undefined;
      if (changed) input.notify(findingsChanged.method, { version, ...changed });
      return changed !== undefined;
    },
    end: () => clearTimeout(listTimer),
  };
}

export type WindowNews = ReturnType<typeof createWindowNews>;
