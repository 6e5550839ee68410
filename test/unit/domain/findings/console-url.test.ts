import { describe, expect, it } from 'vitest';
import { consoleUrl } from '../../../../daemon/domain/findings/console-url.ts';

const place = (type: string, id: string, region = 'eu-west-1') => ({
  source: 'config' as const,
  key: 'k',
  region,
  resource: { type, id },
});

describe('the link to the AWS console', () => {
  it.each([
    [
      place('AWS::S3::Bucket', 'logs'),
      'https://console.aws.amazon.com/s3/buckets/logs?region=eu-west-1&tab=permissions',
    ],
    [
      place('AWS::EC2::SecurityGroup', 'sg-1'),
      'https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#SecurityGroup:groupId=sg-1',
    ],
    [
      place('AWS::IAM::User', 'mika', 'global'),
      'https://us-east-1.console.aws.amazon.com/iam/home#/users/details/mika',
    ],
  ])('leads to the resource', (finding, url) => {
    expect(consoleUrl(finding)).toBe(url);
  });

  it('leads to Config’s timeline for every other type', () => {
    expect(consoleUrl(place('AWS::Kinesis::Stream', 'clicks'))).toContain(
      'config/home?region=eu-west-1#/resources/timeline?resourceId=clicks',
    );
  });

  it.each(['a/../../evil', 'x"><script>', 'b#@evil.example'])(
    'cannot lead elsewhere through a name: %s',
    (id) => {
      const url = new URL(consoleUrl(place('AWS::S3::Bucket', id, 'evil.example/')) ?? '');
      expect(url.hostname).toBe('console.aws.amazon.com');
      expect(new URL(consoleUrl(place('AWS::EC2::Volume', id, 'evil.example/#')) ?? '').hostname).toMatch(
        /\.console\.aws\.amazon\.com$/,
      );
    },
  );
});

it('is valid even if a name is not well-formed Unicode', () => {
  const resource = { type: 'AWS::S3::Bucket', id: 'logs\ud800' };

  expect(consoleUrl({ source: 'config', key: 'k', region: 'eu-west-1', resource })).toContain(
    '/s3/buckets/logs',
  );
});

describe('in other partitions than the commercial one', () => {
  it.each([
    ['eusc-de-east-1', 'eusc-de-east-1.console.amazonaws-eusc.eu'],
    ['us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
    ['cn-northwest-1', 'cn-northwest-1.console.amazonaws.cn'],
    ['ap-southeast-7', 'ap-southeast-7.console.aws.amazon.com'],
  ])('%s has its own console', (region, host) => {
    expect(new URL(consoleUrl(place('AWS::EC2::Volume', 'vol-1', region)) ?? '').hostname).toBe(host);
  });

  it.each(['us-iso-east-1', 'us-isob-east-1', 'eu-isoe-west-1', 'us-isof-south-1'])(
    '%s has no public console, so there is no link',
    (region) => {
      expect(consoleUrl(place('AWS::EC2::Volume', 'vol-1', region))).toBeUndefined();
    },
  );

  it('a global resource is looked up in the partition of its ARN', () => {
    const resource = {
      type: 'AWS::IAM::User',
      id: 'AIDA1',
      name: 'mika',
      arn: 'arn:aws-cn:iam::1:user/mika',
    };
    expect(consoleUrl({ source: 'config', key: 'k', region: 'global', resource })).toBe(
      'https://cn-north-1.console.amazonaws.cn/iam/home#/users/details/mika',
    );
  });
});
