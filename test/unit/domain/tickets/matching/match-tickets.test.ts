import { describe, expect, it } from 'vitest';
import { labelOf } from '../../../../../daemon/domain/tickets/label.ts';
import type { MatchableFinding } from '../../../../../daemon/domain/tickets/matching/finding-index.ts';
import { matchTickets } from '../../../../../daemon/domain/tickets/matching/ticket-matcher.ts';
import type { TicketRecord } from '../../../../../daemon/domain/tickets/ticket.ts';
import { buildTicket } from '../../../../support/ticket-builder.ts';

const account = '111122223333';
const finding = (changes: Partial<MatchableFinding> = {}): MatchableFinding => ({
  key: 'finding-1',
  account,
  region: 'eu-west-1',
  rule: 'OrgConfigRule-s3-public-read-abc123',
  ruleIdentifier: 'S3_BUCKET_PUBLIC_READ_PROHIBITED',
  resource: { type: 'AWS::S3::Bucket', id: 'pay-logs', name: 'pay-logs' },
  ...changes,
});
const matchesOf = (tickets: TicketRecord[], findings: MatchableFinding[]) =>
  matchTickets({ tickets, findings, isOpen: () => true }).matches;
const saying = (description: string, changes = {}) => buildTicket({ description, ...changes });
const matchOf = (description: string, ...findings: MatchableFinding[]) =>
  matchesOf([saying(description)], findings.length > 0 ? findings : [finding()]).get('APP-1');

describe('a ticket with a finding’s label', () => {
  it('tracks that finding, with any text', () => {
    const ticket = saying(`${account} other-bucket`, { labels: ['guardrail', labelOf('finding-1')] });
    expect(matchesOf([ticket], [finding()]).get('APP-1')).toEqual({
      finding: 'finding-1',
      match: 'label',
    });
  });

  it('is not given to another finding by its text if the labelled one is unknown', () => {
    const ticket = saying(`${account} pay-logs S3_BUCKET_PUBLIC_READ_PROHIBITED`, {
      labels: [labelOf('gone')],
    });
    expect(matchesOf([ticket], [finding()]).size).toBe(0);
  });

  it('tracks no finding if it has the labels of two', () => {
    const ticket = buildTicket({ labels: [labelOf('finding-1'), labelOf('finding-2')] });
    expect(matchesOf([ticket], [finding(), finding({ key: 'finding-2' })]).size).toBe(0);
  });
});

describe('a ticket without a label', () => {
  it('probably tracks the finding whose account, resource and rule it names', () => {
    const probable = { finding: 'finding-1', match: 'text' };
    expect(matchOf(`Account: ${account}\nBucket: pay-logs\nRule: S3_BUCKET_PUBLIC_READ_PROHIBITED`)).toEqual(
      probable,
    );
    expect(matchOf(`arn:aws:s3:::pay-logs (${account}), OrgConfigRule-s3-public-read-abc123.`)).toEqual(
      probable,
    );
    expect(
      matchOf(`アカウント${account}のバケットpay-logsがルールS3_BUCKET_PUBLIC_READ_PROHIBITEDに違反`),
    ).toEqual(probable);
  });

  it('may name them across summary and description', () => {
    const ticket = saying(`${account} S3_BUCKET_PUBLIC_READ_PROHIBITED`, { summary: '[High] pay-logs' });
    expect(matchesOf([ticket], [finding()]).get('APP-1')?.match).toBe('text');
  });

  it.each([
    ['the account is missing', 'pay-logs S3_BUCKET_PUBLIC_READ_PROHIBITED'],
    ['the account is part of a longer number', `9${account} pay-logs S3_BUCKET_PUBLIC_READ_PROHIBITED`],
    ['the rule is missing', `${account} pay-logs`],
    ['the rule is part of a longer name', `${account} pay-logs S3_BUCKET_PUBLIC_READ_PROHIBITED_V2`],
    [
      'the resource is the beginning of a longer id',
      `${account} pay-logs-old S3_BUCKET_PUBLIC_READ_PROHIBITED`,
    ],
    ['the resource is the end of a longer id', `${account} eu.pay-logs S3_BUCKET_PUBLIC_READ_PROHIBITED`],
    [
      'the resource is a domain’s beginning',
      `${account} pay-logs.example.com S3_BUCKET_PUBLIC_READ_PROHIBITED`,
    ],
  ])('tracks no finding if %s', (_why, text) => {
    expect(matchOf(text)).toBeUndefined();
  });

  it('tracks no finding if two findings match: it never guesses', () => {
    const text = `${account} pay-logs S3_BUCKET_PUBLIC_READ_PROHIBITED`;
    expect(matchOf(text, finding(), finding({ key: 'finding-2' }))).toBeUndefined();
  });

  it('prefers a resource named by its id over others that only share a name', () => {
    const group = (id: string) =>
      finding({
        key: id,
        rule: 'restricted-ssh',
        resource: { type: 'AWS::S3::Bucket', id, name: 'default' },
      });
    const text = `${account} sg-0aaa (default) restricted-ssh`;
    expect(matchOf(text, group('sg-0aaa'), group('sg-0bbb'))?.finding).toBe('sg-0aaa');
    expect(matchOf(`${account} default restricted-ssh`, group('sg-0aaa'), group('sg-0bbb'))).toBeUndefined();
  });

  it('recognises ids that contain slashes, colons, spaces and Japanese', () => {
    const text = (resource: string) => `${account} ${resource}, Recon:EC2/PortProbeUnprotectedPort`;
    for (const id of [
      '/aws/lambda/pay',
      'arn:aws:sns:eu-west-1:111122223333:alerts',
      'Pay Alarm',
      '本番アラーム',
    ]) {
      const odd = finding({
        rule: 'Recon:EC2/PortProbeUnprotectedPort',
        resource: { type: 'AWS::S3::Bucket', id },
      });
      expect(matchOf(text(`「${id}」`), odd)?.finding, id).toBe('finding-1');
      expect(matchOf(text(`${id}/blue`), odd)?.finding, id).toBe(id.includes('/') ? undefined : 'finding-1');
    }
  });

  it('is recognised by an ARN that occurs only in a link', () => {
    const database = finding({ resource: { type: 'AWS::S3::Bucket', id: 'db-ABC123', name: 'pay' } });
    const ticket = saying('S3_BUCKET_PUBLIC_READ_PROHIBITED, see the console', {
      arns: [`arn:aws:rds:eu-west-1:${account}:db:pay`],
    });
    expect(matchesOf([ticket], [database]).get('APP-1')).toEqual({ finding: 'finding-1', match: 'text' });
    const { arns: _arns, ...bare } = ticket;
    expect(matchesOf([bare], [database]).size).toBe(0);
  });

  it.each([(i: number) => `bucket-${i}`, (i: number) => `arn:aws:sns:eu-west-1:${account}:t${i}`])(
    'is found in time that follows the text, not findings × tickets',
    (idOf) => {
      const findings = Array.from({ length: 10_000 }, (_, i) =>
        finding({ key: `f${i}`, resource: { type: 'AWS::S3::Bucket', id: idOf(i), name: 'shared' } }),
      );
      const tickets = findings.map((_, i) =>
        saying(`${account} ${idOf(i)} S3_BUCKET_PUBLIC_READ_PROHIBITED ${'lorem ipsum '.repeat(20)}`, {
          key: `APP-${i}`,
        }),
      );
      const started = performance.now();
      const matches = matchesOf(tickets, findings);
      expect(matches.size).toBe(10_000);
      expect(matches.get('APP-77')).toEqual({ finding: 'f77', match: 'text' });
      // Comparing each with each would take 100 million comparisons.
      expect(performance.now() - started).toBeLessThan(5_000);
    },
  );
});
