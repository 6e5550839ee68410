import { expect, it } from 'vitest';
import { trial } from '../../stress/repositories.ts';

it('repositories that are made to keep a reader busy are read, including their good templates', async () => {
  const { broken, figures } = await trial.run({ count: 3, seed: 7 });

  expect(broken).toEqual([]);
  expect(figures.repositories).toBe(3);
});
