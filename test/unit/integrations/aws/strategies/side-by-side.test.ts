import { expect, test } from 'vitest';
import { sideBySide } from '../../../../../daemon/integrations/aws/strategies/side-by-side.ts';

const soon = () => new Promise((resolve) => setTimeout(resolve, 2));

test('every value is yielded, in the order of its generator, and no more generators run at once than the limit', async () => {
  let running = 0;
  let most = 0;
  async function* count(name: string) {
    most = Math.max(most, ++running);
    for (let at = 0; at < 3; at++) {
      await soon();
      yield `${name}${at}`;
    }
    running--;
  }
  const seen: string[] = [];
  for await (const item of sideBySide(
    2,
    ['a', 'b', 'c', 'd'].map((name) => () => count(name)),
  ))
    seen.push(item);
  expect(most).toBe(2);
  expect(seen).toHaveLength(12);
  expect(seen.filter((item) => item.startsWith('c'))).toEqual(['c0', 'c1', 'c2']);
});

test('a consumer that stops ends the generators', async () => {
  let ended = 0;
  async function* endless() {
    try {
      for (;;) {
        await soon();
        yield 1;
      }
    } finally {
      ended++;
    }
  }
  for await (const _ of sideBySide(3, [endless, endless, endless])) break;
  await expect.poll(() => ended).toBe(3);
});

test('the first failure reaches the consumer', async () => {
  async function* failing(): AsyncGenerator<number> {
    yield 0;
    await soon();
    throw new Error('no');
  }
  async function* fine() {
    for (;;) {
      await soon();
      yield 1;
    }
  }
  await expect(async () => {
    for await (const _ of sideBySide(2, [fine, failing]));
  }).rejects.toThrow('no');
});
