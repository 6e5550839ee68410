import { setTimeout as sleep } from 'node:timers/promises';
import { type FindingView, findingsChanged } from '#protocol/findings.ts';
import { type Status, statusChanged } from '#protocol/status.ts';
import { type TicketView, ticketsChanged } from '#protocol/tickets.ts';
import type { Tell } from '../listen/connection.ts';
import { createDeltas } from './deltas.ts';
import { createFindingNews, withoutLinks } from './finding-news.ts';

/** A window asks for its lists at once. One that does not is told everything after so long. In ms. */
const listWait = 500;
/** Links of a large workspace take longer than a list may wait; they are told apart. In ms. */
const listLinkWait = 2_000;
/** While templates are read, links come and go: a window hears of them once all are read, or after so long. In ms. */
const linkWait = 5_000;

export interface WindowNewsInput {
  readonly tell: Tell;
  readonly version: () => number;
  readonly findings: () => FindingView[];
  readonly tickets: () => TicketView[];
  readonly status: () => Status;
  /** Resolves once links are by the newest snapshot and all templates. */
  readonly linked: () => Promise<void>;
  /** Something is to be told that was held back. */
  readonly onReleased: () => void;
}

/**
 * Tells a window each thing once: the list it asks for when it joins is what later changes differ from, and what is the
 * same is not told.
 */
export function createWindowNews(input: WindowNewsInput) {
  const findingNews = createFindingNews();
  const tickets = createDeltas<TicketView>();
  let linksHeld = true;
  let held: Promise<void> = Promise.resolve();
  /** Whether changes are told: the window has its list, or did not ask for one. */
  const follows = { findings: false, tickets: false };
  /** Requests for the list that wait for links. */
  let listing = 0;
  let toldStatus: { whole: string; failed: string } | undefined;
  let patience: NodeJS.Timeout | undefined;

  const listed = () => (linksHeld ? withoutLinks(input.findings()) : input.findings());

  function tellStatus(): void {
    const { failed, ...status } = input.status();
    const next = { whole: JSON.stringify(status), failed: JSON.stringify(failed) };
    const failedDiffers = next.failed !== toldStatus?.failed;
    if (failedDiffers || next.whole !== toldStatus?.whole)
      input.tell(statusChanged.method, { ...status, ...(failedDiffers && { failed }) });
    toldStatus = next;
  }

  return {
    /** The window joined: its first list is on its way. */
    begin(): void {
      held = Promise.race([input.linked(), sleep(linkWait, undefined, { ref: false })]).then(() => {
        linksHeld = false;
        input.onReleased();
      });
      patience = setTimeout(() => {
        follows.tickets = true;
        if (!follows.findings && listing === 0) {
          follows.findings = true;
          linksHeld = false;
        }
        input.onReleased();
      }, listWait).unref();
    },
    /** The window asks for its findings. Its first list is what later changes differ from. */
    async listFindings(): Promise<FindingView[]> {
      listing++;
      try {
        await Promise.race([held, sleep(listLinkWait, undefined, { ref: false })]);
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
    /** Tells what differs from what the window was told. Returns whether any finding does. */
    tell(): boolean {
      tellStatus();
      const version = input.version();
      const changedTickets = follows.tickets ? tickets.next(input.tickets()) : undefined;
      if (changedTickets) input.tell(ticketsChanged.method, { version, ...changedTickets });
      const changed = follows.findings && listing === 0 ? findingNews.next(listed()) : undefined;
      if (changed) input.tell(findingsChanged.method, { version, ...changed });
      return changed !== undefined;
    },
    end: () => clearTimeout(patience),
  };
}

export type WindowNews = ReturnType<typeof createWindowNews>;
