import type { FindingView } from '#protocol/findings.ts';

/** Returns a finding as a window receives it: a bucket that everyone can read, with a ticket to do. */
export function findingView(over: Partial<FindingView> = {}): FindingView {
  return {
    key: 'config:111122223333:eu-west-1:S3_BUCKET_PUBLIC_READ_PROHIBITED:AWS::S3::Bucket:logs',
    source: 'config',
    rule: 's3-bucket-public-read-prohibited',
    ruleIdentifier: 'S3_BUCKET_PUBLIC_READ_PROHIBITED',
    severity: 'high',
    title: 'Everyone can read this bucket',
    account: '111122223333',
    region: 'eu-west-1',
    resource: { type: 'AWS::S3::Bucket', id: 'logs' },
    firstSeen: '2026-11-01T00:00:00.000Z',
    consoleUrl: 'https://console.aws.amazon.com/s3/buckets/logs',
    ...over,
  };
}

/** Returns the ticket of a finding. Its default state is to do. */
export function ticketOfFinding(over: Partial<NonNullable<FindingView['ticket']>> = {}) {
  return {
    key: 'PAY-1',
    url: 'https://example.atlassian.net/browse/PAY-1',
    status: 'To Do',
    state: 'todo',
    match: 'label',
    ...over,
  } as const;
}
