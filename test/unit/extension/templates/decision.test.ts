import { describe, expect, it } from 'vitest';
import { readDecision } from '../../../../extension/templates/decision.ts';

const place = { file: '/app/a.yaml', logicalId: 'Data' };

describe('the answer of a quick fix about a link', () => {
  it.each([
    [{ finding: 'key', verdict: 'this', ...place }],
    [{ finding: 'key', verdict: 'not', ...place }],
    [{ finding: 'key', verdict: 'forget', ...place }],
    [{ finding: 'key', verdict: 'forget' }],
  ])('is taken as %j', (said) => {
    expect(readDecision({ ...said, more: 'is dropped' })).toEqual(said);
  });

  it.each([
    [undefined],
    ['key'],
    [{ finding: { key: 'key' }, verdict: 'this', ...place }],
    [{ finding: 'key', verdict: 'this' }],
    [{ finding: 'key', verdict: 'not', file: 7, logicalId: 'Data' }],
    [{ finding: 'key', verdict: 'perhaps', ...place }],
  ])('is ignored if it is %j', (argument) => {
    expect(readDecision(argument)).toBeUndefined();
  });
});
