import { describe, expect, it } from 'vitest';
import {
  compareName,
  isDistinctive,
  nameBy,
} from '../../../../../daemon/domain/linking/names/name-patterns.ts';

const known = {
  account: '111122223333',
  region: 'eu-west-1',
  stack: 'shop',
  defaults: { Stage: 'prod' },
};
const sub = (...parts: string[]) => parts.map((part) => part.replace(/<(.*?)>/g, '$' + '{$1}')).join('');

describe('a name in the notation of Fn::Sub', () => {
  it('contains the account, the region, the stack and defaults', () => {
    expect(nameBy(sub('<AWS::StackName>-<Stage>-<AWS::AccountId>-<AWS::Region>'), known)).toBe(
      'shop-prod-111122223333-eu-west-1',
    );
    expect(nameBy(sub('arn:<AWS::Partition>:x'), { ...known, region: 'cn-north-1' })).toBe('arn:aws-cn:x');
  });

  it('is unknown if a value is unknown, and does not read properties of every object', () => {
    expect(nameBy(sub('a-<?>'), known)).toBeUndefined();
    expect(nameBy(sub('a-<constructor>'), known)).toBeUndefined();
  });

  it.each([
    ['the same with the defaults', '<AWS::StackName>-<Stage>-data', 'shop-prod-data', 'same'],
    ['possible with another value of a parameter', '<Stage>-data', 'dev-data', 'possible'],
    ['another with another stack', '<AWS::StackName>-data', 'bank-data', 'another'],
    ['another with other text', '<Stage>-data', 'prod-logs', 'another'],
    ['another where beginning and end share letters', 'data<Stage>ata', 'data', 'another'],
    ['another where the parts come in another order', '<A>-x-<B>-y-<C>', '1-y-2-x-3', 'another'],
  ])('is compared: %s', (_, pattern, name, comparison) => {
    expect(compareName(sub(pattern), [name], known, false)).toBe(comparison);
  });

  it('is compared ignoring case if the names of a type do', () => {
    expect(compareName(sub('<Stage>-Data'), ['prod-data'], known, true)).toBe('same');
    expect(compareName(sub('<Stage>-Data'), ['prod-data'], known, false)).toBe('another');
  });

  it('is compared in a time proportional to its length, even with many variables', () => {
    const many = sub(`${'<A>-'.repeat(500)}!`);

    expect(compareName(many, ['-'.repeat(5000)], known, false)).toBe('another');
  });

  it('is distinctive only with some text of its own', () => {
    expect(isDistinctive(sub('<A>-<B>'))).toBe(false);
    expect(isDistinctive(sub('<A>-orders'))).toBe(true);
  });
});
