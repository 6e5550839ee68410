import { expect, it } from 'vitest';
import { atMost } from '../../../daemon/base/at-most.ts';

it('runs no more than the limit at once, and keeps the order of the items', async () => {
  let running = 0;
  let most = 0;
  const doubled = await atMost(3, [5, 1, 4, 2, 3, 6, 7], async (item) => {
    running++;
    most = Math.max(most, running);
    for (let turns = 0; turns < item; turns++) await Promise.resolve();
    running--;
    return item * 2;
  });
  expect(doubled).toEqual([10, 2, 8, 4, 6, 12, 14]);
  expect(most).toBe(3);
});
