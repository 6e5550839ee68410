import { expect, it } from 'vitest';
import { pages } from '../../../daemon/aws/pages.ts';

async function tokensOf(answers: readonly (string | undefined)[]): Promise<(string | undefined)[]> {
  const asked: (string | undefined)[] = [];
  const read = async (token: string | undefined) => {
    asked.push(token);
    return { NextToken: answers[asked.length - 1] };
  };
  for await (const _page of pages(read)) if (asked.length > 10) throw new Error('no end');
  return asked;
}

it('pages are read to the end, whatever they hold', async () => {
  expect(await tokensOf(['a', 'b', undefined])).toEqual([undefined, 'a', 'b']);
  expect(await tokensOf([''])).toEqual([undefined]);
});

it('a token that repeats itself ends the reading with an error, not never', async () => {
  await expect(tokensOf(['a', 'a', 'a'])).rejects.toThrow('repeats itself');
});
