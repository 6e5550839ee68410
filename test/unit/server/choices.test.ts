import { describe, expect, it } from 'vitest';
import { chooseLinkShape } from '../../../daemon/server/features/choices.ts';

const place = { file: '/app/a.yaml', logicalId: 'Data' };

describe('what a person says of a link', () => {
  it.each([
    [{ finding: 'key', verdict: 'this', ...place }],
    [{ finding: 'key', verdict: 'not', ...place }],
    [{ finding: 'key', verdict: 'forget', ...place }],
    [{ finding: 'key', verdict: 'forget' }],
  ])('may be %j', (params) => {
    expect(chooseLinkShape.parse(params)).toEqual(params);
  });

  it.each([
    [{}],
    [{ finding: 7, verdict: 'this', ...place }],
    [{ finding: 'key', verdict: 'perhaps', ...place }],
    [{ finding: 'key', verdict: 'this' }],
    [{ finding: 'key', verdict: 'not', file: '/app/a.yaml' }],
    [{ finding: 'key', verdict: 'forget', logicalId: 'Data' }],
    [{ finding: 'key', verdict: 'this', ...place, file: 'app/a.yaml' }],
    [{ finding: 'key', verdict: 'this', ...place, file: `/${'a'.repeat(5000)}` }],
    [{ finding: 'key', verdict: 'this', ...place, logicalId: '' }],
    [{ finding: 'key', verdict: 'this', ...place, logicalId: 'D'.repeat(2000) }],
  ])('is refused at the door as %j', (params) => {
    expect(chooseLinkShape.safeParse(params).success).toBe(false);
  });
});
