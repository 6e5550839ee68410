import { describe, expect, it } from 'vitest';
import { makes } from '../../../../daemon/domain/templates/loops.ts';

describe('a loop’s id', () => {
  it.each([
    [`Logs\${Name}Bucket`, 'LogsABucket', true],
    ['Logs&{Name}', 'LogsA', true],
    [`\${Name}`, 'A', true],
    [`Logs\${Name}Bucket`, 'LogsBucket', false],
    [`Logs\${Name}`, 'PayA', false],
    ['Logs', 'Logs', true],
  ])('%s makes %s: %s', (loop, logicalId, expected) => {
    expect(makes(loop, logicalId)).toBe(expected);
  });

  it('is compared in time proportional to its length, with any content', () => {
    const started = performance.now();

    makes('${'.repeat(1_000_000), 'Logs');

    // Not a measurement: the failure that this prevents takes many minutes.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
