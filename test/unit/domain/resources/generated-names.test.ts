import { describe, expect, it } from 'vitest';
import { generatedPrefix, withoutSuffix } from '../../../../daemon/domain/resources/generated-names.ts';

describe('a name that CloudFormation generates', () => {
  it.each([
    ['AWS::S3::Bucket', 'Shop', 'Logs', 'shop-logs'],
    ['AWS::Lambda::Function', 'Shop', 'Hook', 'Shop-Hook'],
    ['AWS::New::Thing', 'Shop', 'Thing', 'Shop-Thing'],
  ])('of %s in %s under %s begins with %s', (type, stack, logicalId, prefix) => {
    expect(generatedPrefix(type, stack, logicalId)).toBe(prefix);
  });

  it.each([
    ['AWS::IAM::ManagedPolicy', 128],
    ['AWS::Serverless::Function', 64],
    ['AWS::ElasticLoadBalancingV2::TargetGroup', 32],
    ['AWS::IAM::Policy', 255],
  ])('of %s leaves room for the random part within %d characters', (type, maxCharacters) => {
    const prefix = generatedPrefix(type, 's'.repeat(300), 'L'.repeat(300));

    expect(prefix.length).toBe(maxCharacters - 13);
    expect(prefix.indexOf('-')).toBe(Math.ceil((maxCharacters - 14) / 2));
  });

  it('is recognized by 12 or 13 letters and digits at its end', () => {
    expect(withoutSuffix('shop-logs-1abcdefghijk')).toBe('shop-logs');
    expect(withoutSuffix('shop-logs')).toBeUndefined();
  });
});
