import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../daemon/domain/findings/finding.ts';
import { conflictsIn, digestOf, happeningsIn } from '../../../daemon/sync/happenings.ts';
import type { Snapshot } from '../../../daemon/sync/snapshot.ts';
import { buildTicket, statuses } from '../../support/ticket-builder.ts';

const now = new Date('2026-11-29T10:00:00.000Z');
const finding = (changes: Partial<Finding> = {}): Finding => ({
  ...({ key: 'f1', source: 'config', rule: 'rule', severity: 'critical' } as const),
  ...{ account: '111111111111', region: 'eu-west-1', resource: { type: 'AWS::S3::Bucket', id: 'logs' } },
  firstSeen: '2026-11-29T09:00:00.000Z',
  ...changes,
});
const snapshot = (changes: Partial<Record<keyof Snapshot, unknown>> = {}): Snapshot =>
  ({
    ...{ findings: [], tickets: [], reviews: [], undoable: new Map(), findingOf: new Map() },
    ...{ ticketOf: new Map(), divergences: { ofFinding: new Map() } },
    ...changes,
  }) as unknown as Snapshot;
const known = (changes: Parameters<typeof snapshot>[0], since = '2026-11-01T00:00:00.000Z') => ({
  ...{ snapshot: snapshot(changes), statuses: {} },
  knownSince: () => since,
});
const idsIn = (input: ReturnType<typeof known>) => happeningsIn(input, now).map(({ id }) => id);

describe('a critical finding', () => {
  const idsOf = (changes: Partial<Finding>, others: Parameters<typeof snapshot>[0] = {}) =>
    idsIn(known({ findings: [finding(changes)], ...others }));

  it('is news if it began to fail after its place was read first', () => {
    expect(idsOf({})).toEqual(['critical:f1:2026-11-29T09:00:00.000Z']);
    expect(idsOf({ firstSeen: '2026-10-01T00:00:00.000Z' })).toEqual([]);
    expect(idsIn(known({ findings: [finding()] }, finding().firstSeen))).toEqual([]);
  });

  it('has another identity when it fails again', () => {
    const reopenedAt = '2026-11-29T09:30:00.000Z';
    expect(idsOf({ firstSeen: '2026-01-01T00:00:00.000Z', reopenedAt })).toEqual([
      `critical:f1:${reopenedAt}`,
    ]);
  });

  it('is not worth a word if it is resolved, a sample, a week old, or in review', () => {
    expect(idsOf({ resolvedAt: now.toISOString() })).toEqual([]);
    expect(idsOf({ source: 'guardduty', title: '[SAMPLE] A miner' })).toEqual([]);
    expect(idsOf({ firstSeen: '2026-11-21T00:00:00.000Z' })).toEqual([]);
    const inReview = buildTicket({ status: statuses.inReview });
    expect(idsOf({}, { ticketOf: new Map([['f1', inReview]]) })).toEqual([]);
    expect(idsOf({}, { ticketOf: new Map([['f1', buildTicket()]]) })).toHaveLength(1);
  });

  it('whose ticket is done is news only if it fails although it should not', () => {
    const ticketOf = new Map([['f1', buildTicket({ status: statuses.done })]]);
    expect(idsOf({}, { ticketOf })).toEqual([]);
    const ofFinding = new Map([['f1', [{ code: 'done-failing' }]]]);
    expect(idsOf({}, { ticketOf, divergences: { ofFinding } })).toHaveLength(1);
  });
});

describe('a review', () => {
  const undoable = (kind: string) =>
    new Map([
      ['APP-1', { action: 'a1', kind, at: '', moved: { from: {}, to: { statusId: statuses.inReview.id } } }],
    ]);

  it('of this user that another person sent back is one happening, once for each review', () => {
    const tickets = [buildTicket()];
    const findingOf = new Map([['APP-1', { finding: 'f1' }]]);
    expect(happeningsIn(known({ tickets, findingOf, undoable: undoable('review') }), now)).toMatchObject([
      { kind: 'sent-back', id: 'sent-back:a1', ticket: { key: 'APP-1' }, finding: 'f1' },
    ]);
  });

  it('that still waits for the reviewer, was approved, or was sent back by this user is not', () => {
    for (const status of [statuses.inReview, statuses.done])
      expect(idsIn(known({ tickets: [buildTicket({ status })], undoable: undoable('review') }))).toEqual([]);
    expect(idsIn(known({ tickets: [buildTicket()], undoable: undoable('send-back') }))).toEqual([]);
    expect(idsIn(known({ tickets: [buildTicket()] }))).toEqual([]);
  });

  it('in conflict is one happening, for the site in use alone', () => {
    const review = (id: string, state: string, current = true) => ({
      ...{ site: 'https://example.atlassian.net', current },
      review: { id, ticket: 'APP-1', state },
    });
    const reviews = [review('a1', 'conflict'), review('a2', 'waiting'), review('a3', 'conflict', false)];
    expect(conflictsIn(snapshot({ reviews, tickets: [buildTicket()] }))).toMatchObject([
      { id: 'conflict:a1', ticket: { summary: 'S3 bucket is public' } },
    ]);
    expect(conflictsIn(snapshot({ reviews }))).toMatchObject([{ ticket: { key: 'APP-1', summary: '' } }]);
  });
});

describe('a digest', () => {
  it('counts what waits: due on this day, overdue, and new since the last one', () => {
    const findings = ['today', 'late', 'later', 'none', 'reviewed'].map((key) =>
      finding({
        key,
        severity: 'low',
        firstSeen: key === 'none' ? '2026-11-29T01:00:00.000Z' : '2026-11-20T00:00:00.000Z',
      }),
    );
    const ticketOf = new Map([
      ['today', buildTicket({ due: '2026-11-29' })],
      ['late', buildTicket({ due: '2026-11-28' })],
      ['later', buildTicket({ due: '2026-11-30' })],
      ['reviewed', buildTicket({ due: '2026-11-01', status: statuses.inReview })],
    ]);
    expect(digestOf(known({ findings, ticketOf }), '2026-11-28T09:00:00.000Z', '2026-11-29')).toEqual({
      ...{ due: 1, overdue: 1, sentBack: 0, fresh: 1 },
    });
  });
});
