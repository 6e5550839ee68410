import { expect, it } from 'vitest';
import { trial } from '../stress/answers.ts';
import { spoilings } from '../support/spoiler.ts';

it('whatever is wrong with a response, a run ends in time, uses little memory, loses nothing and reports what it could not read', async () => {
  const { figures, broken } = await trial.run({ count: spoilings.length, seed: 3 });
  expect(broken).toEqual([]);
  expect(figures['answers spoilt']).toBeGreaterThan(spoilings.length / 2);
}, 180_000);
