import { expect, it } from 'vitest';
import { lookupLimits } from '../../../../daemon/domain/deployments/bounded-files.ts';
import { hostileFiles } from '../../../stress/hostile-files.ts';
import { readHostile } from './read-hostile.ts';

it.each(hostileFiles)(
  'a file of $name is read to its end at any size, with a limited number of look-ups',
  async ({ files }) => {
    expect(await readHostile(files(250_000))).toBeLessThanOrEqual(lookupLimits.maxPaths);
  },
);
