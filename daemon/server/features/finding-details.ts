import {
  type FindingDetailsView,
  type ObservationView,
  readFindingDetails,
} from '#protocol/finding-details.ts';
import { printable, printableText } from '../../base/printable.ts';
import type { Finding } from '../../domain/findings/finding.ts';
import type { StoredObservation } from '../../domain/findings/merge.ts';
import { timelineOf } from '../../domain/findings/timeline.ts';
import { problem } from '../../domain/problems/problem.ts';
import { rulePage } from '../../domain/rules/rule-page.ts';
import { reopenedSince } from '../../domain/tickets/reopened.ts';
import type { TicketRecord } from '../../domain/tickets/ticket.ts';
import type { Store } from '../../store/store.ts';
import type { Snapshot } from '../../sync/snapshot.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';

export interface FindingDetailsInput {
  readonly store: Pick<Store, 'findings' | 'templates' | 'tickets' | 'outbox'>;
  /** The configured team. */
  readonly team: () => string | undefined;
  /** Returns the name of an account. */
  readonly accountName: (account: string) => string | undefined;
  /** The selection that tickets are read from, and its site. */
  readonly scope: () => string | undefined;
  readonly site: () => string;
  readonly view: Pick<SessionView, 'snapshot' | 'viewer'>;
}

const maxObservations = 50;

/** Handles the question what the store knows of one finding: its sources, its account, and what happened. */
export function answerFindingDetails(dispatch: Dispatch, input: FindingDetailsInput): void {
  const { store, team, accountName, view } = input;
  dispatch.request(readFindingDetails, ({ finding: key }): FindingDetailsView => {
    const snapshot = view.snapshot();
    const finding = snapshot.findings.find((each) => each.key === key);
    if (!finding) throw problem('finding-unknown', { finding: key });
    const observations = store.findings.observationsOf(key);
    const name = accountName(finding.account);
    const inUse = team();
    const page = rulePage(finding, view.viewer().locale);
    return {
      ...(name !== undefined && { accountName: printable(name) }),
      ...(inUse !== undefined && { team: printable(inUse) }),
      ...(page !== undefined && { rulePage: page }),
      observations: observations.toSorted(byEnd).slice(0, maxObservations).map(observationView),
      observationCount: observations.length,
      events: timelineOf({
        ...{ finding, observations, stack: stackOf(finding, snapshot, store) },
        ...ticketFacts(snapshot.ticketOf.get(key), input),
      }).map(printableEvent),
    };
  });
}

/** Other people wrote names and reasons. */
function printableEvent<Event extends object>(event: Event): Event {
  const texts = Object.entries(event).map(([name, value]) => [
    name,
    typeof value !== 'string' ? value : name === 'reason' ? printableText(value) : printable(value),
  ]);
  return Object.fromEntries(texts) as Event;
}

function observationView({
  ruleIdentifier: _,
  title: __,
  annotation,
  rule,
  ...each
}: StoredObservation): ObservationView {
  return {
    ...each,
    rule: printable(rule),
    ...(annotation !== undefined && annotation !== '' && { annotation: printable(annotation) }),
  };
}

function byEnd(one: StoredObservation, other: StoredObservation): number {
  return Number(one.goneAt !== undefined) - Number(other.goneAt !== undefined);
}

function ticketFacts(ticket: TicketRecord | undefined, { store, scope, site, view }: FindingDetailsInput) {
  const at = scope();
  if (!ticket || at === undefined) return { past: [], queued: [] };
  const left = store.tickets.allLeftStatuses(at).get(ticket.key) ?? [];
  const outbox = store.outbox.of(site());
  return {
    ticket,
    ticketReopenedAt: reopenedSince(ticket.status, left, view.viewer().statuses),
    past: outbox.past(ticket.key),
    queued: outbox.list().filter((action) => action.ticket === ticket.key),
  };
}

function stackOf(
  { account, region, resource }: Finding,
  { stacks }: Pick<Snapshot, 'stacks'>,
  { templates }: Pick<Store, 'templates'>,
): { name: string; updated: string } | undefined {
  const ids = [resource.id, resource.name, resource.arn];
  const stack = stacks.find(
    (each) =>
      each.account === account &&
      (each.region === region || region === 'global') &&
      each.type === resource.type &&
      ids.includes(each.physicalId),
  );
  const updated = stack && templates.all().get(stack.stackId)?.updated;
  return stack && updated !== undefined ? { name: stack.stackName, updated } : undefined;
}
