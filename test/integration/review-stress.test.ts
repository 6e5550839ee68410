import { expect, it } from 'vitest';
import { trial } from '../stress/reviews.ts';

it('every action is once in Jira or a conflict, after crashes, kills, cuts, throttling, failures, pages and other people’s moves', async () => {
  const { figures, broken } = await trial.run({ count: 90, seed: 20 });
  expect(broken).toEqual([]);
  for (const what of [
    'crashes',
    'moves by others',
    'answer lost',
    '404 page',
    'conflicts',
    'delivered',
    'undone actions',
    'several at once',
    'filed twice at once',
    'withdrawn and filed again',
    'tickets filed once',
    'daemon: confirmed actions',
  ])
    expect(figures[what] ?? 0, what).toBeGreaterThan(0);
  // Time decides which of the two comes first.
  const kills = ['daemon: killed at a request', 'daemon: killed at a random moment'];
  expect(Math.max(...kills.map((what) => Number(figures[what] ?? 0)))).toBeGreaterThan(0);
}, 120_000);
