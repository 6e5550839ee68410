import { expect, it } from 'vitest';
import { listingLimits, pages } from '../../../../../daemon/integrations/aws/connection/pages.ts';

const limits = { maxPages: 50, maxRows: 1_000 };

/** Reads pages whose next tokens `answer` returns. Resolves to the requested tokens and the problem. */
async function tokensOf(answer: (asked: number) => string | undefined, rows = 0) {
  const asked: (string | undefined)[] = [];
  const read = async (token: string | undefined) => {
    asked.push(token);
    return { Results: Array.from({ length: rows }), NextToken: answer(asked.length) };
  };
  const reading = (async () => {
    for await (const _page of pages(read, limits)) if (asked.length > 100) throw new Error('no end');
  })();
  return {
    asked,
    problem: await reading.then(
      () => undefined,
      (error: Error) => error,
    ),
  };
}
const given =
  (...tokens: (string | undefined)[]) =>
  (asked: number) =>
    tokens[(asked - 1) % tokens.length];

it('pages are read to the end, with any content', async () => {
  expect(await tokensOf(given('a', 'b', undefined))).toEqual({
    asked: [undefined, 'a', 'b'],
    problem: undefined,
  });
  expect(await tokensOf(given(''))).toEqual({ asked: [undefined], problem: undefined });
});

it('the allowed number of pages is read', async () => {
  const { asked, problem } = await tokensOf(
    (count) => (count < limits.maxPages ? `t${count}` : undefined),
    20,
  );
  expect({ pages: asked.length, problem }).toEqual({ pages: limits.maxPages, problem: undefined });
});

it.each([
  ['the same one', given('a'), 2],
  ['two in turn', given('a', 'b'), 3],
  ['a long circle', given(...Array.from({ length: 30 }, (_, at) => `t${at}`)), 31],
])('tokens that repeat themselves end the reading with a problem: %s', async (_, answer, calls) => {
  const { asked, problem } = await tokensOf(answer);
  expect(problem).toMatchObject({
    code: 'aws-listing-endless',
    facts: { reason: 'token-repeated' },
  });
  expect(asked).toHaveLength(calls);
});

it('tokens that never end are followed up to a limit', async () => {
  const { asked, problem } = await tokensOf((count) => `t${count}`);
  expect(problem).toMatchObject({
    code: 'aws-listing-endless',
    facts: { reason: 'pages', max: 50 },
  });
  expect(asked).toHaveLength(limits.maxPages);
});

it('rows are read up to a limit', async () => {
  const { asked, problem } = await tokensOf((count) => `t${count}`, 100);
  expect(problem).toMatchObject({
    code: 'aws-listing-endless',
    facts: { reason: 'rows', max: 1000 },
  });
  expect(asked).toHaveLength(11);
});

it('a token too long to send back is not followed', async () => {
  const { asked, problem } = await tokensOf(given('x'.repeat(1_000_000)));
  expect(problem).toMatchObject({ code: 'aws-listing-endless' });
  expect(asked).toHaveLength(1);
});

it('the limits are far above the lists of a large organization', () => {
  expect(listingLimits.maxPages).toBeGreaterThan(1_500);
  expect(listingLimits.maxRows).toBeGreaterThan(100_000);
});
