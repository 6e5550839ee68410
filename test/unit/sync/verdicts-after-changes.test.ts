import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEventBus } from '../../../daemon/base/event-bus.ts';
import type { TicketVerdict } from '../../../daemon/domain/tickets/matching/ticket-verdict.ts';
import type { TicketRecord } from '../../../daemon/domain/tickets/ticket.ts';
import { openStore } from '../../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../../daemon/store/store.ts';
import { createApply, type SyncEvent } from '../../../daemon/sync/events.ts';
import { withRememberedFindings } from '../../../daemon/sync/remembered-findings.ts';
import { withRememberedTickets } from '../../../daemon/sync/remembered-tickets.ts';
import { takeSnapshot } from '../../../daemon/sync/snapshot.ts';
import { createTicketMatching } from '../../../daemon/sync/ticket-matching.ts';
import { buildTicket, statuses } from '../../support/ticket-builder.ts';

const [team, site, account] = ['payments', 'https://acme.atlassian.net', '111122223333'];
const at = '2026-11-28T12:00:00.000Z';
let store: Store;
let apply: ReturnType<typeof createApply>;
/** Matches as a daemon does: from one snapshot to the next. */
let matchNow: () => { finding: string; match: string } | undefined;

beforeEach(() => {
  const events = createEventBus<SyncEvent>((error) => {
    throw error;
  });
  const opened = openStore(':memory:');
  apply = createApply(opened, events);
  store = withRememberedFindings(withRememberedTickets(opened, events), events);
  const { match } = createTicketMatching(events);
  matchNow = () =>
    takeSnapshot(
      store,
      1,
      { team: { team }, statuses: {}, jira: { site, project: 'PAY' } },
      site,
      match,
    ).findingOf.get('PAY-1');
  const observations = ['logs', 'data'].map((id) => ({
    ...({ key: `config:${id}`, account, region: 'eu-west-1', source: 'config', severity: 'high' } as const),
    rule: 's3-bucket-logging-enabled',
    resource: { type: 'AWS::S3::Bucket', id },
  }));
  apply(
    { kind: 'accounts-listed', team, accounts: [{ id: account, name: team }] },
    { kind: 'observed', at, observations },
  );
  list({ description: `${account} logs s3-bucket-logging-enabled` });
});
afterEach(() => store.close());

let minute = 0;
/** The site lists the ticket with these values, and a later time. */
function list(changes: Partial<TicketRecord>) {
  const updated = new Date(Date.parse(at) + ++minute * 60_000).toISOString();
  const tickets = [buildTicket({ key: 'PAY-1', id: '10001', ...changes, updated })];
  apply({ kind: 'tickets-listed', scope: site, at: updated, listedAt: updated, tickets });
}
const judge = (finding: string, verdict: TicketVerdict['verdict']) =>
  store.ticketVerdicts.put(site, { ticket: '10001', finding, verdict, at });

it('a confirmed match stays when the ticket moves, and when its text no longer names the finding', () => {
  expect(matchNow()).toEqual({ finding: 'config:logs', match: 'text' });
  judge('config:logs', 'confirmed');
  expect(matchNow()).toEqual({ finding: 'config:logs', match: 'confirmed' });
  list({ description: `${account} logs s3-bucket-logging-enabled`, status: statuses.inReview });
  expect(matchNow()).toEqual({ finding: 'config:logs', match: 'confirmed' });
  list({ description: 'rewritten by hand' });
  expect(matchNow()).toEqual({ finding: 'config:logs', match: 'confirmed' });
});

it('a rejected match stays rejected when the text is edited, and another finding that it then names is probable', () => {
  judge('config:logs', 'rejected');
  expect(matchNow()).toBeUndefined();
  list({ description: `${account} logs s3-bucket-logging-enabled, edited` });
  expect(matchNow()).toBeUndefined();
  list({ description: `${account} data s3-bucket-logging-enabled` });
  expect(matchNow()).toEqual({ finding: 'config:data', match: 'text' });
});

it('a verdict that is taken back leaves what the present text says', () => {
  judge('config:logs', 'confirmed');
  expect(matchNow()?.match).toBe('confirmed');
  list({ description: `${account} data s3-bucket-logging-enabled` });
  expect(matchNow()).toEqual({ finding: 'config:logs', match: 'confirmed' });
  store.ticketVerdicts.forget(site, '10001', 'config:logs');
  expect(matchNow()).toEqual({ finding: 'config:data', match: 'text' });
});
