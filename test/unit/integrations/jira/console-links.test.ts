import { expect, it } from 'vitest';
import { matchTickets } from '../../../../daemon/domain/tickets/matching/ticket-matcher.ts';
import { consoleLinksIn } from '../../../../daemon/integrations/jira/console-links.ts';
import { ticketsOfIssues } from '../../../../daemon/integrations/jira/issue.ts';
import { issueJson } from './fake-site.ts';

const bucket = 'https://eu-west-1.console.aws.amazon.com/s3/buckets/pay-logs?region=eu-west-1&tab=properties';

it('returns only addresses of the AWS console, and a limited number', () => {
  const others = [
    'https://console.aws.amazon.com.example.com/s3/buckets/pay-logs',
    'https://example.com/?to=https://console.aws.amazon.com/',
    'not an address',
    `${bucket}#${'a'.repeat(5_000)}`,
  ];
  expect(consoleLinksIn([...others, bucket, bucket])).toEqual([bucket]);
  expect(consoleLinksIn(Array.from({ length: 500 }, (_, number) => `${bucket}#${number}`))).toHaveLength(50);
});

it('lets a ticket name its resource in a link or card alone', () => {
  const content = [
    { type: 'paragraph', content: [{ type: 'text', text: 'Account 1111-2222-3333: S3.9' }] },
    { type: 'paragraph', content: [{ type: 'inlineCard', attrs: { url: bucket } }] },
  ];
  const issue = issueJson('APP-1', { description: { type: 'doc', version: 1, content } });
  const { tickets } = ticketsOfIssues([issue]);
  const finding = {
    ...{ key: 'finding', account: '111122223333', rule: 's3-logging', region: 'eu-west-1' },
    ...{
      ruleIdentifier: 'S3_BUCKET_LOGGING_ENABLED',
      resource: { type: 'AWS::S3::Bucket', id: 'pay-logs' },
    },
  };
  const matched = (region: string) =>
    matchTickets({ tickets, findings: [{ ...finding, region }], isOpen: () => true }).matches.size;
  expect([matched('eu-west-1'), matched('us-east-1')]).toEqual([1, 0]);
});
