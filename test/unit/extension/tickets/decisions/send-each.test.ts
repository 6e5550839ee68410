import { expect, it } from 'vitest';
import type { ReviewResult } from '#protocol/reviews.ts';
import { sendEach } from '../../../../../extension/tickets/decisions/send-each.ts';

const answer = (key: string, result: ReviewResult['result'] = 'confirmed'): ReviewResult => ({
  result,
  action: 'a1',
  ticket: { key, url: '', summary: '', status: 'Done', state: 'done' },
});

it('sends each ticket once, a few at a time, and returns a result for each in order', async () => {
  const sent: string[] = [];
  const progress: number[] = [];
  let running = 0;
  let most = 0;
  const ends = await sendEach(['A-1', 'A-2', 'A-3', 'A-4'], {
    limit: 2,
    isCancelled: () => false,
    onProgress: (count) => progress.push(count),
    async send(key) {
      sent.push(key);
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      if (key === 'A-2') throw new Error('Jira refused it.');
      return answer(key, key === 'A-3' ? 'waiting' : 'confirmed');
    },
  });
  expect(sent).toEqual(['A-1', 'A-2', 'A-3', 'A-4']);
  expect(most).toBe(2);
  expect(progress).toEqual([1, 2, 3, 4]);
  expect(ends.map(({ subject, end }) => `${subject} ${end}`)).toEqual([
    'A-1 done',
    'A-2 failed',
    'A-3 waiting',
    'A-4 done',
  ]);
  expect(ends[1]).toMatchObject({ error: new Error('Jira refused it.') });
});

it('starts no other ticket after it is cancelled, and says which were not sent', async () => {
  let isCancelled = false;
  const ends = await sendEach(['A-1', 'A-2', 'A-3'], {
    limit: 1,
    isCancelled: () => isCancelled,
    onProgress: () => {},
    async send(key) {
      isCancelled = true;
      return answer(key);
    },
  });
  expect(ends.map(({ end }) => end)).toEqual(['done', 'not-sent', 'not-sent']);
});
