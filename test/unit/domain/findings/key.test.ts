import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../daemon/domain/findings/finding.ts';
import { findingKey, regionOf } from '../../../../daemon/domain/findings/key.ts';
import { labelOf } from '../../../../daemon/domain/tickets/label.ts';

const observation = (changes: Partial<Observation> = {}): Observation => ({
  source: 'config',
  rule: 's3-bucket-public-read-prohibited',
  account: '123456789012',
  region: 'eu-west-1',
  resource: { type: 'AWS::S3::Bucket', id: 'logs' },
  ...changes,
});

describe('a finding’s key', () => {
  it('is readable text', () => {
    expect(findingKey(observation())).toBe(
      'config:123456789012:eu-west-1:S3_BUCKET_PUBLIC_READ_PROHIBITED:AWS%3A%3AS3%3A%3ABucket:logs',
    );
    expect(findingKey(observation({ source: 'guardduty', sourceId: 'a1b2', rule: 'Recon:EC2/X' }))).toBe(
      'guardduty:123456789012:eu-west-1:a1b2',
    );
  });

  it('stays the same if its rule is deployed again with another prefix or suffix', () => {
    const names = [
      's3-bucket-public-read-prohibited',
      'OrgConfigRule-s3-bucket-public-read-prohibited-1a2b3c4d',
      's3-bucket-public-read-prohibited-conformance-pack-1a2b3c4d5',
    ];
    expect(new Set(names.map((rule) => findingKey(observation({ rule })))).size).toBe(1);
    const own = ['corp-check-conformance-pack-1a2b3c4d5', 'corp-check-conformance-pack-zzzzzzzzz'];
    expect(new Set(own.map((rule) => findingKey(observation({ rule })))).size).toBe(1);
  });

  it('does not contain the suffix that Security Hub gives a rule, of 5 or 8 characters', () => {
    const deployed = ['1a2b3', '9f8e7d', 'a1b2c3d', '04cc2087', 'abcde'].map(
      (suffix) => `securityhub-corp-check-${suffix}`,
    );
    const known = ['1a2b3', '9f8e7d'].map((suffix) => `securityhub-encrypted-volumes-${suffix}`);
    expect(new Set(deployed.map((rule) => findingKey(observation({ rule }))))).toEqual(
      new Set(['config:123456789012:eu-west-1:corp-check:AWS%3A%3AS3%3A%3ABucket:logs']),
    );
    expect(new Set(known.map((rule) => findingKey(observation({ rule })))).size).toBe(1);
  });

  // Tickets carry labels that were made of these keys: a change here orphans them.
  it.each([
    ['s3-bucket-public-read-prohibited', 'S3_BUCKET_PUBLIC_READ_PROHIBITED', 'guardrail-7d0b3136bd03f328'],
    ['OrgConfigRule-restricted-ssh-1a2b3c4d', 'INCOMING_SSH_DISABLED', 'guardrail-2964b2c78587d076'],
    ['securityhub-encrypted-volumes-9f8e7d', 'ENCRYPTED_VOLUMES', 'guardrail-378a433a2d650751'],
    ['securityhub-restricted-common-ports', 'RESTRICTED_INCOMING_TRAFFIC', 'guardrail-71cef0cdab69a3ea'],
    ['corp-check-v2', 'corp-check-v2', 'guardrail-c3c5d5495ad07e63'],
    ['corp-data-store-check', 'corp-data-store-check', 'guardrail-b312d9bb0bfa0965'],
    ['securityhub-corp-check-04cc2087', 'corp-check', 'guardrail-11022ed2d8f3cc57'],
  ])('does not change for %s, and neither does its label', (rule, part, label) => {
    const key = findingKey(observation({ rule }));
    expect(key).toBe(`config:123456789012:eu-west-1:${part}:AWS%3A%3AS3%3A%3ABucket:logs`);
    expect(labelOf(key)).toBe(label);
  });

  // Keys and labels of the first tickets that were filed. Do not change them: labels on tickets must still match.
  it.each([
    [
      's3-bucket-public-read-prohibited',
      'eu-west-1',
      'AWS::S3::Bucket',
      'logs',
      'config:123456789012:eu-west-1:S3_BUCKET_PUBLIC_READ_PROHIBITED:AWS%3A%3AS3%3A%3ABucket:logs',
      'guardrail-7d0b3136bd03f328',
    ],
    [
      'OrgConfigRule-s3-bucket-public-read-prohibited-1a2b3c4d',
      'eu-west-1',
      'AWS::S3::Bucket',
      'logs',
      'config:123456789012:eu-west-1:S3_BUCKET_PUBLIC_READ_PROHIBITED:AWS%3A%3AS3%3A%3ABucket:logs',
      'guardrail-7d0b3136bd03f328',
    ],
    [
      's3-bucket-public-read-prohibited-conformance-pack-1a2b3c4d5',
      'eu-west-1',
      'AWS::S3::Bucket',
      'logs',
      'config:123456789012:eu-west-1:S3_BUCKET_PUBLIC_READ_PROHIBITED:AWS%3A%3AS3%3A%3ABucket:logs',
      'guardrail-7d0b3136bd03f328',
    ],
    [
      'OrgConfigRule-s3-bucket-public-read-prohibited-conformance-pack-1a2b3c4d5-9z8y7x6w',
      'eu-west-1',
      'AWS::S3::Bucket',
      'logs',
      'config:123456789012:eu-west-1:S3_BUCKET_PUBLIC_READ_PROHIBITED:AWS%3A%3AS3%3A%3ABucket:logs',
      'guardrail-7d0b3136bd03f328',
    ],
    [
      'securityhub-s3-bucket-public-read-prohibited-9f8e7d',
      'eu-west-1',
      'AWS::S3::Bucket',
      'logs',
      'config:123456789012:eu-west-1:S3_BUCKET_PUBLIC_READ_PROHIBITED:AWS%3A%3AS3%3A%3ABucket:logs',
      'guardrail-7d0b3136bd03f328',
    ],
    [
      'acme-s3-bucket-public-read-prohibited-prod',
      'eu-west-1',
      'AWS::S3::Bucket',
      'logs',
      'config:123456789012:eu-west-1:S3_BUCKET_PUBLIC_READ_PROHIBITED:AWS%3A%3AS3%3A%3ABucket:logs',
      'guardrail-7d0b3136bd03f328',
    ],
    [
      'restricted-ssh',
      'ap-northeast-1',
      'AWS::EC2::SecurityGroup',
      'sg-0123456789abcdef0',
      'config:123456789012:ap-northeast-1:INCOMING_SSH_DISABLED:AWS%3A%3AEC2%3A%3ASecurityGroup:sg-0123456789abcdef0',
      'guardrail-d2df1b850aa98ae1',
    ],
    [
      'iam-user-mfa-enabled',
      'us-east-1',
      'AWS::IAM::User',
      'AIDAEXAMPLE',
      'config:123456789012:global:IAM_USER_MFA_ENABLED:AWS%3A%3AIAM%3A%3AUser:AIDAEXAMPLE',
      'guardrail-93b3e3ad8af9832c',
    ],
    [
      'securityhub-iam-user-mfa-enabled-1a2b3',
      'ap-northeast-1',
      'AWS::IAM::User',
      'AIDAEXAMPLE',
      'config:123456789012:global:IAM_USER_MFA_ENABLED:AWS%3A%3AIAM%3A%3AUser:AIDAEXAMPLE',
      'guardrail-93b3e3ad8af9832c',
    ],
    [
      'root-account-mfa-enabled',
      'eu-west-1',
      'AWS::::Account',
      '123456789012',
      'config:123456789012:global:ROOT_ACCOUNT_MFA_ENABLED:AWS%3A%3A%3A%3AAccount:123456789012',
      'guardrail-6cc103dd26f5d392',
    ],
    [
      'ec2-ebs-encryption-by-default',
      'eu-west-1',
      'AWS::::Account',
      '123456789012',
      'config:123456789012:eu-west-1:EC2_EBS_ENCRYPTION_BY_DEFAULT:AWS%3A%3A%3A%3AAccount:123456789012',
      'guardrail-71d6decc833861f9',
    ],
    [
      'corp-check',
      'eu-west-1',
      'AWS::S3::Bucket',
      'logs',
      'config:123456789012:eu-west-1:corp-check:AWS%3A%3AS3%3A%3ABucket:logs',
      'guardrail-11022ed2d8f3cc57',
    ],
    [
      'OrgConfigRule-corp-check-1a2b3c4d',
      'eu-west-1',
      'AWS::S3::Bucket',
      'logs',
      'config:123456789012:eu-west-1:corp-check:AWS%3A%3AS3%3A%3ABucket:logs',
      'guardrail-11022ed2d8f3cc57',
    ],
    [
      'Corp_Check',
      'eu-west-1',
      'AWS::S3::Bucket',
      'logs',
      'config:123456789012:eu-west-1:corp-check:AWS%3A%3AS3%3A%3ABucket:logs',
      'guardrail-11022ed2d8f3cc57',
    ],
    [
      'corp check: all',
      'eu-west-1',
      'AWS::X::Y',
      'a:b 100%',
      'config:123456789012:eu-west-1:corp%20check%3A%20all:AWS%3A%3AX%3A%3AY:a%3Ab%20100%25',
      'guardrail-d92a7d1b50fc8355',
    ],
  ])(
    'of the Config rule %s in %s on a %s does not change, and neither does its label',
    (rule, region, type, id, key, label) => {
      const found = findingKey(observation({ rule, region, resource: { type, id } }));
      expect([found, labelOf(found)]).toEqual([key, label]);
    },
  );

  it.each([
    [
      'Recon:EC2/PortProbeUnprotectedPort',
      'eu-west-1',
      { type: 'AWS::EC2::Instance', id: 'i-0123' },
      '16afba5c5c43e07c9e3e5e2e544e95df',
      'guardrail-9a8631d0eadaa875',
    ],
    [
      'PenTest:IAMUser/KaliLinux',
      'us-east-1',
      { type: 'AWS::IAM::User', id: 'AIDAEXAMPLE' },
      'a1b2',
      'guardrail-cc0adee39aac0c52',
    ],
  ])(
    'of GuardDuty’s %s does not change, and neither does its label',
    (rule, region, resource, sourceId, label) => {
      const key = findingKey(observation({ source: 'guardduty', rule, region, resource, sourceId }));
      expect([key, labelOf(key)]).toEqual([`guardduty:123456789012:${region}:${sourceId}`, label]);
    },
  );

  it('is the same if Security Hub reports the result of one of its Config rules', () => {
    const rule = 'securityhub-s3-bucket-public-read-prohibited-9f8e7d';
    expect(findingKey(observation({ source: 'securityhub', rule }))).toBe(findingKey(observation()));
    const user = {
      rule: 'securityhub-iam-user-mfa-enabled-1a2b3',
      resource: { type: 'AWS::IAM::User', id: 'A' },
    };
    expect(findingKey(observation({ ...user, source: 'securityhub' }))).toBe(findingKey(observation(user)));
  });

  it('does not depend on data that only some machines may read: name, ARN, title, time', () => {
    const bare = findingKey(observation());
    const rich = observation({
      title: 'x',
      observedAt: '2026-01-01',
      resource: { type: 'AWS::S3::Bucket', id: 'logs', name: 'n', arn: 'a' },
    });
    expect(findingKey(rich)).toBe(bare);
  });

  it('differs for two findings whose parts contain separators', () => {
    const one = observation({ resource: { type: 'AWS::X', id: 'a:b' } });
    const two = observation({ resource: { type: 'AWS::X:a', id: 'b' } });
    const three = observation({ resource: { type: 'AWS::X', id: 'a%3Ab' } });
    expect(new Set([one, two, three].map(findingKey)).size).toBe(3);
  });

  it('is global only if Config repeats one fact in every region', () => {
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
