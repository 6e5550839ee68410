import { expect, it } from 'vitest';
import { trial } from '../../stress/disks.ts';

it('a disk in the way of the store is reported for what it is, and nothing confirmed is lost', async () => {
  expect((await trial.run({ count: 10, seed: 5 })).broken).toEqual([]);
}, 60_000);
