import { setTimeout as sleep } from 'node:timers/promises';
import type { FindingView } from '#protocol/findings.ts';
import type { TicketView } from '#protocol/tickets.ts';
import type { Locale } from '../../base/text.ts';
import type { StatusNames } from '../../domain/tickets/ticket.ts';
import type { Snapshot } from '../../sync/snapshot.ts';
import type { Links } from '../../workspace/worker/links.ts';
import { type FindingScope, findingViews, ticketViews, type Viewer, withLink } from '../views/findings.ts';
import { type Listed, listedOf } from '../views/subjects.ts';
import type { Client } from './client.ts';
import type { SessionTemplates } from './templates.ts';

/** A list that is complete a moment later is sent once; a list that needs longer is sent as it is, and then its differences. */
const windowWaitMs = 1_000;

/** The findings and tickets of the daemon, as every session sees them. */
export interface Knowledge {
  snapshot(): Snapshot;
  /** Resolves once the texts of all tickets are compared with the findings. */
  compared(): Promise<void>;
  statuses(): StatusNames;
  /** Returns the page of a ticket on a site, by default the one in use; empty if that is not a site's address. */
  urlOf(ticket: string, site?: string): string;
  /** Returns whether AWS's console has the accounts; it does not have those of a sandbox. */
  hasConsole(): boolean;
}

/** The daemon's findings and tickets in the language and with the templates of one session. */
export interface SessionView {
  snapshot(): Snapshot;
  /** Resolves once the texts of all tickets are compared with the findings. A window waits a moment, a command until the end. */
  compared(): Promise<void>;
  locale(): Locale;
  viewer(): Viewer;
  /** Returns the failing ones if there is no scope. Returns the same array while nothing changes. */
  findings(scope?: FindingScope): FindingView[];
  /** Returns what this client lists: for a command failing findings, for a window also resolved ones with an open ticket. */
  listed(): FindingView[];
  tickets(): TicketView[];
  /** Returns both lists by key. */
  known(): Listed;
  /** Resolves once `compared` has, and the links are made from the newest snapshot and all templates. */
  linked(): Promise<void>;
}

export function createSessionView(
  { snapshot, compared, statuses, urlOf, hasConsole }: Knowledge,
  client: Pick<Client, 'locale' | 'isWindow'>,
  templates: Pick<SessionTemplates, 'links' | 'linked'>,
): SessionView {
  /** Kept, because hovers, lenses and notifications need the same findings often. */
  let shown: { snapshot: Snapshot; links: Links; open: FindingView[]; failing: FindingView[] } | undefined;
  let known:
    | { readonly findings: readonly FindingView[]; readonly tickets: readonly TicketView[]; listed: Listed }
    | undefined;
  let shownTickets: { snapshot: Snapshot; views: TicketView[] } | undefined;

  const view: SessionView = {
    snapshot,
    compared: () =>
      client.isWindow()
        ? Promise.race([compared(), sleep(windowWaitMs, undefined, { ref: false })])
        : compared(),
    locale: client.locale,
    viewer: () => ({ locale: client.locale(), statuses: statuses(), urlOf, hasConsole: hasConsole() }),
    findings(scope = 'failing') {
      const now = snapshot();
      const links = templates.links(now);
      if (scope === 'all') return findingViews(now, links, view.viewer(), scope);
      if (shown?.snapshot !== now || shown.links !== links) {
        const open =
          shown?.snapshot === now
            ? relinked(shown, links, client.locale())
            : findingViews(now, links, view.viewer(), 'open');
        const failing = open.filter(({ resolvedAt }) => resolvedAt === undefined);
        shown = { snapshot: now, links, open, failing };
      }
      return shown[scope];
    },
    listed: () => view.findings(client.isWindow() ? 'open' : 'failing'),
    tickets() {
      const now = snapshot();
      if (shownTickets?.snapshot !== now)
        shownTickets = { snapshot: now, views: ticketViews(now, view.viewer()) };
      return shownTickets.views;
    },
    known() {
      const [findings, tickets] = [view.listed(), view.tickets()];
      if (known?.findings !== findings || known.tickets !== tickets)
        known = { findings, tickets, listed: listedOf(findings, tickets) };
      return known.listed;
    },
    async linked() {
      await view.compared();
      await templates.linked(snapshot);
    },
  };
  return view;
}

/** Returns the findings with these links. A save changes few: the others stay the same objects. */
function relinked(
  { open, links: before }: { readonly open: readonly FindingView[]; readonly links: Links },
  links: Links,
  locale: Locale,
): FindingView[] {
  return open.map((finding) => {
    const link = links.get(finding.key);
    return link === before.get(finding.key) ? finding : withLink(finding, link, locale);
  });
}
