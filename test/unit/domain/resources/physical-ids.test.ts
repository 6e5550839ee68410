import { describe, expect, it } from 'vitest';
import { hasPhysicalId, physicalIdsOf } from '../../../../daemon/domain/resources/physical-ids.ts';

const database = { type: 'AWS::RDS::DBInstance', id: 'db-ABC' };
const policy = { type: 'AWS::IAM::Policy', id: 'ANPA1', name: 'ops' };
const arn = 'arn:aws:iam::111122223333:policy/ops';

describe('the physical id of a resource', () => {
  it.each([
    ['its id', { type: 'AWS::EC2::Volume', id: 'vol-1', name: 'data' }, 'vol-1'],
    ['its name', { ...database, name: 'ledger' }, 'ledger'],
    ['its ARN', { ...policy, arn }, arn],
    [
      'the end of its ARN',
      { type: 'AWS::CodeBuild::Project', id: 'opaque', arn: 'arn:aws:codebuild:eu-west-1:1:project/build' },
      'build',
    ],
    [
      'name, id and scope of a web ACL',
      {
        type: 'AWS::WAFv2::WebACL',
        id: 'a1',
        name: 'web',
        arn: 'arn:aws:wafv2:us-east-1:1:global/webacl/web/a1',
      },
      'web|a1|CLOUDFRONT',
    ],
  ])('is %s', (_what, resource, expected) => {
    expect(physicalIdsOf(resource)[0]).toBe(expected);
  });

  it('matches neither the resource nor another one if its source omits the part that CloudFormation uses', () => {
    expect(hasPhysicalId(database, 'ledger')).toBeUndefined();
    expect(hasPhysicalId({ ...database, name: 'Ledger' }, 'ledger')).toBe(true);
    expect(hasPhysicalId({ ...database, name: 'other' }, 'ledger')).toBe(false);
    expect(hasPhysicalId(policy, 'arn:aws:iam::111122223333:policy/admin')).toBeUndefined();
    expect(hasPhysicalId({ ...policy, arn }, 'arn:aws:iam::111122223333:policy/admin')).toBe(false);
  });
});
