import { expect, it } from 'vitest';
import { trial } from '../../stress/disks.ts';

it('a full or broken disk is reported as such, and no confirmed write is lost', async () => {
  expect((await trial.run({ count: 10, seed: 5 })).broken).toEqual([]);
}, 60_000);
