import { describe, expect, it } from 'vitest';
import { isOlder } from '../../../daemon/protocol/versions.ts';

describe('a daemon is older', () => {
  it.each([
    ['0.1.0', '0.2.0'],
    ['0.9.9', '0.10.0'],
    ['1.2.3', '2.0.0'],
    ['1.2', '1.2.1'],
  ])('%s than %s, and not the other way round', (older, newer) => {
    expect(isOlder(older, newer)).toBe(true);
    expect(isOlder(newer, older)).toBe(false);
  });

  it('than no version with the same three numbers', () => {
    expect(isOlder('1.0.0', '1.0.0')).toBe(false);
    expect(isOlder('1.0.0-rc.1', '1.0.0+build.7')).toBe(false);
  });
});
