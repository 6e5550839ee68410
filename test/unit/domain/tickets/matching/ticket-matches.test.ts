import { describe, expect, it } from 'vitest';
import { globalIdOf, labelOf } from '../../../../../daemon/domain/tickets/label.ts';
import type { MatchableFinding } from '../../../../../daemon/domain/tickets/matching/finding-index.ts';
import { ticketPattern } from '../../../../../daemon/domain/tickets/matching/pattern/ticket-pattern.ts';
import {
  type MatchInput,
  matchTickets,
} from '../../../../../daemon/domain/tickets/matching/ticket-matcher.ts';
import type { TicketVerdict } from '../../../../../daemon/domain/tickets/matching/ticket-verdict.ts';
import type { RemoteLinks } from '../../../../../daemon/domain/tickets/ticket.ts';
import { buildTicket, statuses } from '../../../../support/ticket-builder.ts';

const account = '111122223333';
const finding = (id: string, changes: Partial<MatchableFinding> = {}): MatchableFinding => ({
  key: `config:${id}`,
  account,
  region: 'eu-west-1',
  rule: 's3-bucket-logging-enabled',
  ruleIdentifier: 'S3_BUCKET_LOGGING_ENABLED',
  resource: { type: 'AWS::S3::Bucket', id },
  ...changes,
});
const [logs, data] = [finding('logs'), finding('data')];
const mention = (...ids: string[]) => `${account} ${ids.join(', ')} S3_BUCKET_LOGGING_ENABLED`;
const ticket = (description: string, changes = {}) => buildTicket({ id: '10001', description, ...changes });
const matched = (input: Partial<MatchInput>) =>
  matchTickets({
    tickets: [ticket(mention('logs'))],
    findings: [logs, data],
    isOpen: ({ status }) => status.category !== 'done',
    ...input,
  });
const verdict = (changes: Partial<TicketVerdict> = {}): TicketVerdict => ({
  ...{ ticket: '10001', finding: logs.key, verdict: 'confirmed', at: '2026-11-24T12:00:00.000Z' },
  ...changes,
});

const remote = (changes: Partial<RemoteLinks>): RemoteLinks => ({
  ...{ globalIds: [], arns: [], links: [] },
  ...changes,
});

describe('a remote link of Guardrail', () => {
  it('is certain, and less than a label', () => {
    const links = new Map([['APP-1', remote({ globalIds: ['other:1', globalIdOf(data.key)] })]]);
    expect(matched({ links }).matches.get('APP-1')).toEqual({ finding: data.key, match: 'link' });
    const labelled = ticket('', { labels: [labelOf(logs.key)] });
    expect(matched({ links, tickets: [labelled] }).matches.get('APP-1')).toEqual({
      finding: logs.key,
      match: 'label',
    });
  });
});

describe('a remote link of another bot', () => {
  const text = `${account} S3_BUCKET_LOGGING_ENABLED`;

  it('names the resource like a link in the text', () => {
    const tickets = [ticket(text)];
    expect(matched({ tickets }).matches.size).toBe(0);
    const byArn = new Map([['APP-1', remote({ arns: ['arn:aws:s3:::data'] })]]);
    expect(matched({ tickets, links: byArn }).matches.get('APP-1')).toEqual({
      finding: data.key,
      match: 'text',
    });
    const page = 'https://s3.console.aws.amazon.com/s3/buckets/logs?region=eu-west-1';
    const byPage = new Map([['APP-1', remote({ links: [page] })]]);
    expect(matched({ tickets, links: byPage }).matches.get('APP-1')?.finding).toBe(logs.key);
  });

  it('may exist: a ticket whose links were not read is not named an orphan, unless it is done', () => {
    const tickets = [ticket(text), ticket(text, { key: 'APP-2', status: statuses.done })];
    const orphans = (links?: ReadonlyMap<string, RemoteLinks>) =>
      matched({ tickets, ...(links && { links }) }).orphans.map((orphan) => orphan.ticket);
    expect(orphans()).toEqual(['APP-1', 'APP-2']);
    const others = new Map([['APP-9', remote({})]]);
    expect(orphans(others)).toEqual(['APP-2']);
    expect(matched({ tickets, links: others }).unread).toEqual(['APP-1']);
    expect(orphans(new Map([['APP-1', remote({})]]))).toEqual(['APP-1', 'APP-2']);
  });
});

describe('a ticket about several findings', () => {
  const both = ticket(mention('logs', 'data'));

  it('is named with all of them, and matched with none', () => {
    const { matches, several } = matched({ tickets: [both] });
    expect(matches.size).toBe(0);
    expect(several.get('APP-1')).toEqual({ findings: [data.key, logs.key], match: 'text' });
  });

  it('is probably about the last one that a person did not reject', () => {
    const verdicts = [verdict({ verdict: 'rejected' })];
    expect(matched({ tickets: [both], verdicts }).matches.get('APP-1')).toEqual({
      finding: data.key,
      match: 'text',
    });
  });

  it('is about the one that a person confirmed', () => {
    const verdicts = [verdict()];
    const { matches, several } = matched({ tickets: [both], verdicts });
    expect(matches.get('APP-1')).toEqual({ finding: logs.key, match: 'confirmed' });
    expect(several.size).toBe(0);
  });

  it('is named for the labels of two findings, too', () => {
    const tickets = [ticket('', { labels: [labelOf(logs.key), labelOf(data.key)] })];
    expect(matched({ tickets }).several.get('APP-1')?.match).toBe('label');
  });

  it('lists at most 100 of them, however many its text names', () => {
    const ids = Array.from({ length: 3_000 }, (_, number) => `bucket-${number}`);
    const { several } = matched({
      tickets: [ticket(mention(...ids))],
      findings: ids.map((id) => finding(id)),
    });
    expect(several.get('APP-1')?.findings).toHaveLength(100);
  });
});

describe('a verdict', () => {
  it('does not count against a label, and names a ticket by its number', () => {
    const labelled = ticket('', { labels: [labelOf(data.key)] });
    expect(matched({ tickets: [labelled], verdicts: [verdict()] }).matches.get('APP-1')?.finding).toBe(
      data.key,
    );
    const moved = ticket('', { key: 'OPS-7' });
    expect(matched({ tickets: [moved], verdicts: [verdict()] }).matches.get('OPS-7')?.finding).toBe(logs.key);
  });
});

describe('duplicates', () => {
  it('are the open tickets of one finding', () => {
    const tickets = [
      ticket(mention('logs'), { key: 'APP-3' }),
      ticket('', { key: 'APP-1', labels: [labelOf(logs.key)] }),
      ticket(mention('logs'), { key: 'APP-2', status: statuses.done }),
      ticket(mention('data'), { key: 'APP-4' }),
    ];
    expect([...matched({ tickets }).duplicates]).toEqual([[logs.key, ['APP-1', 'APP-3']]]);
  });
});

describe('an orphan', () => {
  const orphansOf = (description: string, changes = {}) =>
    matched({ tickets: [ticket(description, changes)] }).orphans;

  it('names the team’s account and a rule, but no finding that is known', () => {
    expect(orphansOf(`${account} gone [S3.9] arn:aws:s3:::gone`)).toEqual([
      {
        ...{ ticket: 'APP-1', missing: 'finding', accounts: [account], arns: ['arn:aws:s3:::gone'] },
        ...{ rules: [], controls: ['S3.9'] },
      },
    ]);
  });

  it('may be about another team’s account', () => {
    const [orphan] = orphansOf('999988887777 logs s3-bucket-logging-enabled-conformance-pack-abcdefghi');
    expect(orphan).toMatchObject({ missing: 'account', rules: ['S3_BUCKET_LOGGING_ENABLED'] });
  });

  it('may have the label of a finding that is gone', () => {
    expect(orphansOf('', { labels: [labelOf('config:gone')] })).toMatchObject([{ missing: 'label' }]);
  });

  it('names a finding type of GuardDuty', () => {
    expect(orphansOf(`${account} Recon:EC2/PortProbeUnprotectedPort`)).toMatchObject([
      { rules: ['Recon:EC2/PortProbeUnprotectedPort'] },
    ]);
  });

  it('is not a ticket about something else, nor one whose finding a person rejected', () => {
    expect(orphansOf(`Deploy arn:aws:s3:::new in ${account}`)).toEqual([]);
    expect(matched({ verdicts: [verdict({ verdict: 'rejected' })] }).orphans).toEqual([]);
  });
});

describe('a team’s own pattern', () => {
  const pattern = ticketPattern('Check (?<rule>[\\w-]+) on (?<resource>\\S+) in (?<account>[\\d-]+)');

  it('decides what the ticket names, whatever else its text mentions', () => {
    const text = `Check s3-bucket-logging-enabled on logs in 1111-2222-3333. Compare data, ${account}.`;
    expect(matched({ tickets: [ticket(text)] }).several.size).toBe(1);
    expect(matched({ tickets: [ticket(text)], pattern }).matches.get('APP-1')).toEqual({
      finding: logs.key,
      match: 'text',
    });
  });

  it('leaves other tickets as they are', () => {
    expect(matched({ pattern }).matches.get('APP-1')?.finding).toBe(logs.key);
  });
});
