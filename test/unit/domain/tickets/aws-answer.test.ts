import { expect, it } from 'vitest';
import type { AwsCoverage } from '../../../../daemon/domain/coverage.ts';
import type { Finding } from '../../../../daemon/domain/findings/finding.ts';
import { note } from '../../../../daemon/domain/problems/note.ts';
import { answerOfAws, combinedAnswer } from '../../../../daemon/domain/tickets/aws-answer.ts';

const finding = {
  key: 'k',
  source: 'config',
  rule: 'public-read',
  severity: 'high',
  account: '111111111111',
  region: 'eu-west-1',
  resource: { type: 'AWS::S3::Bucket', id: 'b' },
  firstSeen: '2026-11-01T00:00:00.000Z',
} as const satisfies Finding;
const [noon, evening] = ['2026-11-28T12:00:00.000Z', '2026-11-28T18:00:00.000Z'];
const part = (changes: Partial<AwsCoverage> = {}): AwsCoverage => ({
  of: 'aws',
  account: finding.account,
  region: finding.region,
  source: 'config',
  readAt: evening,
  ...changes,
});
const problem = note('tickets-read', { tickets: 1 });

it('says that a finding still fails, and when that was read', () => {
  expect(answerOfAws(finding, [part()])).toEqual({ state: 'failing', readAt: evening, isUnread: false });
});

it('says when a finding was resolved', () => {
  expect(answerOfAws({ ...finding, resolvedAt: noon }, [part()])).toMatchObject({
    state: 'resolved',
    resolvedAt: noon,
  });
});

it('is unread if the last attempt failed or was skipped, or if nothing is known of the region', () => {
  expect(answerOfAws(finding, [part({ readAt: noon, problem })])).toMatchObject({
    readAt: noon,
    isUnread: true,
  });
  expect(answerOfAws(finding, [part({ skipped: true })]).isUnread).toBe(true);
  expect(answerOfAws(finding, [])).toEqual({ state: 'failing', isUnread: true });
  const elsewhere = [part({ region: 'us-east-1' }), part({ source: 'guardduty' }), part({ account: '2' })];
  expect(answerOfAws(finding, elsewhere).isUnread).toBe(true);
});

it('takes every region into account for a finding of the whole account', () => {
  const global = { ...finding, region: 'global' };
  const parts = [part(), part({ region: 'us-east-1', readAt: noon })];
  expect(answerOfAws(global, parts)).toMatchObject({ readAt: noon, isUnread: false });
  expect(answerOfAws(global, [...parts, part({ region: 'eu-north-1', problem })]).isUnread).toBe(true);
});

it('is one answer for a ticket with several findings: the worst, and the oldest', () => {
  const resolved = { state: 'resolved', resolvedAt: noon, readAt: evening, isUnread: false } as const;
  const failing = { state: 'failing', readAt: noon, isUnread: true } as const;
  expect(combinedAnswer([])).toBeUndefined();
  expect(combinedAnswer([resolved])).toBe(resolved);
  expect(combinedAnswer([resolved, failing])).toEqual({ state: 'failing', readAt: noon, isUnread: true });
  expect(combinedAnswer([resolved, { ...resolved, resolvedAt: evening }])).toEqual({
    ...resolved,
    resolvedAt: evening,
  });
});
