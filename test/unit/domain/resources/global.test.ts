import { describe, expect, it } from 'vitest';
import { isGlobal, isRecordedInEveryRegion } from '../../../../daemon/domain/resources/global.ts';

describe('a resource type', () => {
  it.each([
    ['AWS::IAM::Role', true, true],
    ['AWS::IAM::SAMLProvider', true, true],
    ['AWS::IAM::ManagedPolicy', true, true],
    ['AWS::::Account', true, true],
    ['AWS::CloudFront::Distribution', true, false],
    ['AWS::Route53::HostedZone', true, false],
    ['AWS::Route53Resolver::FirewallDomainList', false, false],
    ['AWS::S3::Bucket', false, false],
    ['Custom::IAM::Role', false, false],
    ['constructor', false, false],
  ])('%s is global: %s, recorded in every region: %s', (type, global, everyRegion) => {
    expect([isGlobal(type), isRecordedInEveryRegion(type)]).toEqual([global, everyRegion]);
  });
});
