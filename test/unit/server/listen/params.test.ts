import { describe, expect, it } from 'vitest';
import { chooseLinkParams } from '#protocol/links.ts';
import { parseParams } from '../../../../daemon/server/listen/params.ts';

const place = { file: '/app/a.yaml', logicalId: 'Data' };

describe('the params of chooseLink', () => {
  it.each([
    [{ finding: 'key', verdict: 'this', ...place }],
    [{ finding: 'key', verdict: 'not', ...place }],
    [{ finding: 'key', verdict: 'forget', ...place }],
    [{ finding: 'key', verdict: 'forget' }],
  ])('can be %j', (params) => {
    expect(parseParams(chooseLinkParams, params)).toEqual({ ok: true, params });
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
  ])('is refused as %j', (params) => {
    expect(parseParams(chooseLinkParams, params).ok).toBe(false);
  });
});
