import { describe, expect, it } from 'vitest';
import { readSearch } from '../../../../daemon/integrations/jira/search.ts';
import { issueJson } from './fake-site.ts';

const { signal } = new AbortController();
const issues = (first: number, count = 1) =>
  Array.from({ length: count }, (_, index) => issueJson(`APP-${first + index}`));

/** Reads a site whose page number `n`, 0-based, is `page(n)`. Returns the result. */
async function read(page: (n: number, token: string | undefined) => unknown) {
  let asked = 0;
  const keys: string[] = [];
  try {
    const pages = readSearch(async (token) => page(asked++, token), 'https://acme.example', signal);
    for await (const { tickets } of pages) keys.push(...tickets.map(({ key }) => key));
  } catch (error) {
    return { keys, asked, problem: (error as { code: string }).code };
  }
  return { keys, asked };
}

describe('the pages of a search', () => {
  it.each([
    ['no token', {}],
    ['null', { nextPageToken: null }],
    ['an empty token', { nextPageToken: '' }],
    ['isLast', { isLast: true }],
  ])('end with %s', async (_what, end) => {
    const pages = [
      { issues: issues(1), nextPageToken: 'a' },
      { issues: issues(2), ...end },
    ];
    expect(await read((n) => pages[n])).toEqual({ keys: ['APP-1', 'APP-2'], asked: 2 });
  });

  it('continue as long as there is a next token, with any value of isLast', async () => {
    const pages = [
      { issues: issues(1), isLast: true, nextPageToken: 'a' },
      { issues: issues(2), isLast: true, nextPageToken: 'b' },
      { issues: issues(3), isLast: true },
    ];
    expect(await read((n) => pages[n])).toEqual({ keys: ['APP-1', 'APP-2', 'APP-3'], asked: 3 });
  });

  it.each([
    ['an empty page', { issues: [], isLast: true, nextPageToken: 'b' }],
    ['the same page', { issues: issues(1), isLast: true, nextPageToken: 'a' }],
  ])('end if isLast is right and its token leads to %s', async (_what, second) => {
    const pages = [{ issues: issues(1), isLast: true, nextPageToken: 'a' }, second];
    expect(await read((n) => pages[n])).toMatchObject({ asked: 2 });
    expect(await read((n) => pages[n])).not.toHaveProperty('problem');
  });

  it('are incomplete if Jira announces more without a token for them', async () => {
    expect(await read(() => ({ issues: issues(1), isLast: false }))).toEqual({
      keys: ['APP-1'],
      asked: 1,
      problem: 'jira-unexpected',
    });
  });

  it.each([1, 2, 3])('end in a problem if %i tokens alternate', async (tokens) => {
    const result = await read((n) => ({ issues: issues(n), nextPageToken: `t${n % tokens}` }));
    expect(result).toMatchObject({ asked: tokens + 1, problem: 'jira-unexpected' });
  });

  it('end in a problem if new tokens return no new tickets', async () => {
    const result = await read((n) => ({ issues: issues(1), nextPageToken: `t${n}` }));
    expect(result.problem).toBe('jira-unexpected');
    expect(result.asked).toBeLessThanOrEqual(12);
  });

  it('may be empty in between', async () => {
    const result = await read((n) =>
      n < 9 ? { issues: n % 3 === 0 ? issues(n) : [], nextPageToken: `t${n}` } : { issues: [] },
    );
    expect(result).toEqual({ keys: ['APP-0', 'APP-3', 'APP-6'], asked: 10 });
  });

  it.each([1, 100, 5_000])(
    'without an end are read up to a limit, with %i tickets per page',
    async (count) => {
      const result = await read((n) => ({ issues: issues(n * count, count), nextPageToken: `t${n}` }));
      expect(result.problem).toBe('jira-too-many-tickets');
      expect(result.asked).toBeLessThanOrEqual(1_000);
      expect(result.keys.length).toBeLessThan(105_001);
    },
  );

  it.each([7, {}, 'x'.repeat(20_000)])('are not followed if the token is invalid', async (nextPageToken) => {
    expect(await read(() => ({ issues: issues(1), nextPageToken }))).toMatchObject({
      problem: 'jira-unexpected',
    });
  });
});
