import { dueStateOf } from '#protocol/due.ts';
import type { DigestCounts } from '#protocol/notifications.ts';
import { failingSince } from '../domain/findings/failing-since.ts';
import type { Finding } from '../domain/findings/finding.ts';
import type { FindingHappening, Happening, TicketHappening } from '../domain/notifications/happening.ts';
import { isNews, isOld } from '../domain/notifications/news.ts';
import { isSample } from '../domain/rules/title.ts';
import { canReturn } from '../domain/tickets/actions/undo.ts';
import { stateOf } from '../domain/tickets/state.ts';
import type { StatusNames, TicketRecord } from '../domain/tickets/ticket.ts';
import type { FindingsReader } from '../store/store.ts';
import type { Snapshot } from './snapshot.ts';

export interface HappeningInput {
  readonly snapshot: Snapshot;
  readonly statuses: StatusNames;
  readonly knownSince: FindingsReader['knownSince'];
}

/** Returns everything that is worth a notification now, whether it was said or not. */
export function happeningsIn(input: HappeningInput, now: Date): Happening[] {
  return [...criticalFindings(input, now), ...conflictsIn(input.snapshot), ...sentBackIn(input)];
}

/** Returns the critical findings that are news and wait for their developer, the newest first. */
function criticalFindings({ knownSince, ...input }: HappeningInput, now: Date): FindingHappening[] {
  return input.snapshot.findings
    .filter(
      (finding) =>
        finding.severity === 'critical' &&
        waits(finding, input) &&
        !isOld(failingSince(finding), now) &&
        isNews(finding, knownSince(finding)),
    )
    .sort((a, b) => (failingSince(a) < failingSince(b) ? 1 : -1))
    .map((finding) => ({
      kind: 'critical',
      id: `critical:${finding.key}:${failingSince(finding)}`,
      finding,
    }));
}

/** Returns the actions that Jira refused, or that another person's move prevents. */
export function conflictsIn({ reviews, tickets, findingOf }: Snapshot): TicketHappening[] {
  return reviews.flatMap(({ review: { id, ticket: key, state }, current }) => {
    if (state !== 'conflict' || !current) return [];
    const ticket = tickets.find((each) => each.key === key) ?? { key, summary: '' };
    return [{ kind: 'conflict', id: `conflict:${id}`, ticket, ...findingIn(findingOf, key) }];
  });
}

/** Returns the tickets whose review by this user another person sent back, and that still wait. */
function sentBackIn({
  snapshot,
  statuses,
}: Pick<HappeningInput, 'snapshot' | 'statuses'>): TicketHappening[] {
  const { undoable, tickets, findingOf } = snapshot;
  return tickets.flatMap((ticket) => {
    const last = undoable.get(ticket.key);
    if (last?.kind !== 'review' || canReturn(last, { statusId: ticket.status.id })) return [];
    if (stateOf(ticket.status, statuses) !== 'todo') return [];
    return [
      { kind: 'sent-back', id: `sent-back:${last.action}`, ticket, ...findingIn(findingOf, ticket.key) },
    ];
  });
}

/** Returns the counts of a digest. @param since When the last one was said, ISO 8601. @param today `2026-11-23` */
export function digestOf(input: HappeningInput, since: string, today: string): DigestCounts {
  const { snapshot, statuses, knownSince } = input;
  const waiting = snapshot.findings.filter((finding) => waits(finding, input));
  const dueOf = ({ key }: Finding) => dueStateOf(dated(snapshot.ticketOf.get(key), statuses), today);
  return {
    due: waiting.filter((finding) => dueOf(finding)?.days === 0).length,
    overdue: waiting.filter((finding) => dueOf(finding)?.state === 'overdue').length,
    sentBack: sentBackIn(input).length,
    fresh: waiting.filter((finding) => failingSince(finding) > since && isNews(finding, knownSince(finding)))
      .length,
  };
}

/** Returns whether a finding fails and waits for its developer: its ticket is neither in review nor done for good. */
function waits(
  finding: Finding,
  { snapshot, statuses }: Pick<HappeningInput, 'snapshot' | 'statuses'>,
): boolean {
  if (finding.resolvedAt !== undefined) return false;
  const ticket = snapshot.ticketOf.get(finding.key);
  if (!ticket) return !isSample(finding);
  const state = stateOf(ticket.status, statuses);
  const failsAgain = () =>
    snapshot.divergences.ofFinding.get(finding.key)?.some(({ code }) => code === 'done-failing') === true;
  return state === 'todo' || (state === 'done' && failsAgain());
}

function dated(ticket: TicketRecord | undefined, statuses: StatusNames) {
  return (
    ticket && {
      state: stateOf(ticket.status, statuses),
      ...(ticket.due !== undefined && { due: ticket.due }),
    }
  );
}

function findingIn(findingOf: Snapshot['findingOf'], ticket: string): Pick<TicketHappening, 'finding'> {
  const match = findingOf.get(ticket);
  return match ? { finding: match.finding } : {};
}
