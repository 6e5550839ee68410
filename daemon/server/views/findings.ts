import type { FindingView, PendingFiling } from '#protocol/findings.ts';
import type { Link, LinkCause } from '#protocol/links.ts';
import type { TicketOfFinding, TicketView } from '#protocol/tickets.ts';
import { printable } from '../../base/printable.ts';
import { type Locale, textIn } from '../../base/text.ts';
import { consoleUrl } from '../../domain/findings/console-url.ts';
import type { Finding } from '../../domain/findings/finding.ts';
import type { PlacedCause } from '../../domain/linking/causes/place-cause.ts';
import type { FindingLink } from '../../domain/linking/finding-link.ts';
import { isSample, remedyOf, shortTitleOf, titleOf } from '../../domain/rules/title.ts';
import { isEdit } from '../../domain/tickets/actions/action.ts';
import { resolutionsOf } from '../../domain/tickets/actions/conflict.ts';
import { canReturn } from '../../domain/tickets/actions/undo.ts';
import { intentionOf } from '../../domain/tickets/evidence/intention.ts';
import type { QueuedFiling } from '../../domain/tickets/filing/filing.ts';
import { stateOf } from '../../domain/tickets/state.ts';
import type { StatusNames, TicketRecord } from '../../domain/tickets/ticket.ts';
import type { Snapshot } from '../../sync/snapshot.ts';
import { sayNote, textsOf } from '../texts/say.ts';
import { awsView } from './aws-answer.ts';
import { divergenceViews } from './divergence.ts';
import { pendingView, undoableView } from './reviews.ts';

/** The reader's language, and the names and addresses of the Jira site. */
export interface Viewer {
  readonly locale: Locale;
  readonly statuses: StatusNames;
  /** `site`: absent for the site in use. */
  urlOf(ticket: string, site?: string): string;
  /** False in a sandbox: AWS's console does not have its accounts. */
  readonly hasConsole: boolean;
}

/**
 * The findings to return. `failing`: those that fail now. `open`: also resolved ones whose ticket is not done or has a
 * review in progress, so that the user can hand it over. `all`: every finding.
 */
export type FindingScope = 'failing' | 'open' | 'all';

/** Returns findings as a client sees them, in the order of their keys. */
export function findingViews(
  snapshot: Snapshot,
  links: ReadonlyMap<string, FindingLink>,
  viewer: Viewer,
  scope: FindingScope = 'failing',
): FindingView[] {
  const isShown = ({ key, resolvedAt }: Finding) =>
    resolvedAt === undefined || scope === 'all' || (scope === 'open' && hasOpenTicket(key));
  const hasOpenTicket = (key: string) => {
    const ticket = snapshot.ticketOf.get(key);
    if (!ticket) return false;
    return stateOf(ticket.status, viewer.statuses) !== 'done' || snapshot.queued.has(ticket.key);
  };
  return snapshot.findings.filter(isShown).map((finding) => {
    const ticket = snapshot.ticketOf.get(finding.key);
    const link = links.get(finding.key);
    const filing = snapshot.filings.get(finding.key);
    const remedy = remedyOf(finding.ruleIdentifier);
    const short = shortTitleOf(finding);
    const console = viewer.hasConsole ? consoleUrl(finding) : undefined;
    return {
      ...withoutTags(finding),
      title: printable(textIn(titleOf(finding), viewer.locale)),
      ...(short && { short: printable(textIn(short, viewer.locale)) }),
      resource: shownResource(finding.resource),
      ...(isSample(finding) && { sample: true as const }),
      ...(remedy && { remedy: textIn(remedy, viewer.locale) }),
      ...(console !== undefined && { consoleUrl: console }),
      ...(ticket && { ticket: ticketOfFinding(ticket, snapshot, viewer) }),
      ...(filing && { filing: filingView(filing, viewer.locale) }),
      ...(!snapshot.ticketsRead && { ticketUnknown: true as const }),
      ...divergenceViews(snapshot.divergences.ofFinding.get(finding.key), viewer.locale),
      ...(link && { link: linkView(link, viewer.locale) }),
    };
  });
}

/** Returns a finding with another link, or without one. */
export function withLink(finding: FindingView, link: FindingLink | undefined, locale: Locale): FindingView {
  const { link: _before, ...others } = finding;
  return { ...others, ...(link && { link: linkView(link, locale) }) };
}

function filingView({ state, note }: QueuedFiling, locale: Locale): PendingFiling {
  return { state, ...(note && { note: sayNote(note, locale) }) };
}

export function ticketViews(snapshot: Snapshot, viewer: Viewer): TicketView[] {
  return snapshot.tickets.map((ticket) => ticketView(ticket, snapshot, viewer));
}

export function ticketView(ticket: TicketRecord, snapshot: Snapshot, viewer: Viewer): TicketView {
  const match = snapshot.findingOf.get(ticket.key);
  const several = snapshot.matches.several.get(ticket.key);
  const undoable = snapshot.undoable.get(ticket.key);
  const aws = snapshot.awsOf.get(ticket.key);
  const shown = common(ticket, viewer);
  return {
    ...shown,
    summary: ticket.summary,
    ...(match && { finding: match.finding, match: match.match }),
    ...(several && { findings: several.findings, match: several.match }),
    ...(aws && { aws: awsView(aws) }),
    ...divergenceViews(snapshot.divergences.ofTicket.get(ticket.key), viewer.locale),
    ...(snapshot.divergences.unknownTickets.has(ticket.key) && { findingUnknown: true as const }),
    ...actions(ticket, snapshot, viewer),
    ...(undoable?.kind === 'review' &&
      !isWhereMoved(undoable, ticket) &&
      shown.state === 'todo' && { cameBack: true as const }),
  };
}

/** Returns the action that Jira has not confirmed, and the one that can be taken back. */
function actions(
  ticket: TicketRecord,
  { queued, undoable }: Snapshot,
  { locale, statuses }: Viewer,
): Pick<TicketView, 'pending' | 'undo'> {
  const waiting = queued.get(ticket.key);
  const last = undoable.get(ticket.key);
  return {
    ...(waiting && { pending: pendingView(waiting, locale, resolutionsOf(waiting, ticket, statuses)) }),
    ...(last && isWhereMoved(last, ticket) && { undo: undoableView(last) }),
  };
}

function isWhereMoved(action: Parameters<typeof canReturn>[0], { status }: TicketRecord): boolean {
  return canReturn(action, { statusId: status.id });
}

function ticketOfFinding(ticket: TicketRecord, snapshot: Snapshot, viewer: Viewer): TicketOfFinding {
  const queued = snapshot.queued.get(ticket.key);
  const move = queued && !isEdit(queued) ? queued : undefined;
  const several = snapshot.matches.several.get(ticket.key);
  return {
    ...common(ticket, viewer),
    ...intendedUntil(ticket, viewer),
    match: (snapshot.findingOf.get(ticket.key) ?? several)?.match ?? 'text',
    ...(several && { isShared: true as const }),
    ...(move && { review: move.state }),
    ...(move && move.kind !== 'review' && { decision: move.kind }),
    ...actions(ticket, snapshot, viewer),
  };
}

/** Returns the end of an intention, as the ticket's labels keep it. */
function intendedUntil(
  { labels, status }: TicketRecord,
  { statuses }: Viewer,
): Pick<TicketOfFinding, 'until' | 'isOver' | 'intended'> {
  const { intention, until } = intentionOf(labels, new Date().toISOString());
  const isOver = intention === 'over' && stateOf(status, statuses) === 'done';
  return {
    ...(until !== undefined && { until }),
    ...(isOver && { isOver }),
    ...(intention === 'endless' && { intended: true }),
  };
}

function common(ticket: TicketRecord, viewer: Viewer) {
  return {
    key: ticket.key,
    url: viewer.urlOf(ticket.key),
    status: ticket.status.name,
    state: stateOf(ticket.status, viewer.statuses),
    ...(ticket.priority !== undefined && { priority: ticket.priority }),
    ...(ticket.due !== undefined && { due: ticket.due }),
    ...(ticket.assignee !== undefined && { assignee: ticket.assignee }),
  };
}

function linkView(link: FindingLink, locale: Locale): Link {
  return {
    confidence: link.confidence,
    evidence: printable(textsOf(locale).evidence(link.evidence)),
    ...('stack' in link.evidence && { stack: printable(link.evidence.stack) }),
    ...(link.place && { place: link.place }),
    ...(link.candidates && { candidates: link.candidates }),
    ...(link.source && { source: link.source }),
    ...(link.choice && { choice: link.choice }),
    ...(link.cause && { cause: causeView(link.cause, locale) }),
  };
}

function causeView({ reasons, others, ...where }: PlacedCause, locale: Locale): LinkCause {
  const { cause } = textsOf(locale);
  return {
    words: printable(cause(reasons)),
    ...where,
    ...(others && {
      others: others.map(({ reason, ...other }) => ({ words: printable(cause([reason])), ...other })),
    }),
  };
}

/** The team names its resources: a name is text for one line. */
function shownResource({ name, ...resource }: Finding['resource']): Finding['resource'] {
  return { ...resource, ...(name !== undefined && { name: printable(name) || resource.id }) };
}

function withoutTags({ tags: _tags, ...finding }: Finding): Omit<Finding, 'tags'> {
  return finding;
}
