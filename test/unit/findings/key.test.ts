import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../daemon/findings/finding.ts';
import { findingKey, regionOf } from '../../../daemon/findings/key.ts';

const observation = (changes: Partial<Observation> = {}): Observation => ({
  source: 'config',
  rule: 's3-bucket-public-read-prohibited',
  account: '123456789012',
  region: 'eu-west-1',
  resource: { type: 'AWS::S3::Bucket', id: 'logs' },
  ...changes,
});

describe('a finding’s key', () => {
  it('is written out, so that a person can read it', () => {
    expect(findingKey(observation())).toBe(
      'config:123456789012:eu-west-1:S3_BUCKET_PUBLIC_READ_PROHIBITED:AWS%3A%3AS3%3A%3ABucket:logs',
    );
    expect(findingKey(observation({ source: 'guardduty', sourceId: 'a1b2', rule: 'Recon:EC2/X' }))).toBe(
      'guardduty:123456789012:eu-west-1:a1b2',
    );
  });

  it('survives a rule that is deployed again under another decoration', () => {
    const names = [
      's3-bucket-public-read-prohibited',
      'OrgConfigRule-s3-bucket-public-read-prohibited-1a2b3c4d',
      's3-bucket-public-read-prohibited-conformance-pack-1a2b3c4d5',
    ];
    expect(new Set(names.map((rule) => findingKey(observation({ rule })))).size).toBe(1);
    const own = ['corp-check-conformance-pack-1a2b3c4d5', 'corp-check-conformance-pack-zzzzzzzzz'];
    expect(new Set(own.map((rule) => findingKey(observation({ rule })))).size).toBe(1);
  });

  it('does not depend on what only some machines may ask: name, ARN, title, time', () => {
    const bare = findingKey(observation());
    const rich = observation({
      title: 'x',
      observedAt: '2026-01-01',
      resource: { type: 'AWS::S3::Bucket', id: 'logs', name: 'n', arn: 'a' },
    });
    expect(findingKey(rich)).toBe(bare);
  });

  it('never joins two findings whose parts hold separators', () => {
    const one = observation({ resource: { type: 'AWS::X', id: 'a:b' } });
    const two = observation({ resource: { type: 'AWS::X:a', id: 'b' } });
    const three = observation({ resource: { type: 'AWS::X', id: 'a%3Ab' } });
    expect(new Set([one, two, three].map(findingKey)).size).toBe(3);
  });

  it('is global where Config repeats one fact in every region, and only there', () => {
    const iam = { type: 'AWS::IAM::User', id: 'AIDA1' };
    const account = { type: 'AWS::::Account', id: '123456789012' };
    expect(regionOf(observation({ resource: iam }))).toBe('global');
    expect(regionOf(observation({ rule: 'root-account-mfa-enabled', resource: account }))).toBe('global');
    expect(regionOf(observation({ rule: 'ec2-ebs-encryption-by-default', resource: account }))).toBe(
      'eu-west-1',
    );
    expect(regionOf(observation({ source: 'guardduty', resource: iam }))).toBe('eu-west-1');
  });
});
