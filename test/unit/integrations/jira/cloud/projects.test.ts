import { describe, expect, it } from 'vitest';
import type { JiraProjects } from '#protocol/account.ts';
import { listProjects } from '../../../../../daemon/integrations/jira/cloud/projects.ts';
import { type Received, startFakeSite } from '../fake-site.ts';

const { signal } = new AbortController();
const project = (number: number) => ({ id: `${number}`, key: `P${number}`, name: `Project ${number}` });
const projects = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => project(first + index));

/** Lists the projects of a site with these answers. */
async function list(answer: (request: Received) => unknown) {
  await using jira = await startFakeSite((request) => ({ body: answer(request) }));
  const access = { site: jira.site, email: 'developer@example.com', token: 'secret' };
  const listed = await listProjects(access, signal).catch((error) => error.code as string);
  return { listed, asked: jira.received };
}

/** Returns the answers of a site with this number of projects, in pages of this size. */
const siteOf = (total: number, pageSize: number) => (request: Received) => {
  const startAt = Number(request.query.get('startAt'));
  const values = projects(startAt, Math.min(pageSize, total - startAt));
  return { values, startAt, total, isLast: startAt + values.length >= total };
};

describe('the projects of a site', () => {
  it('are listed to the last page, with pages of any size', async () => {
    const { listed, asked } = await list(siteOf(130, 50));
    expect(listed).toEqual({
      projects: projects(0, 130).map(({ key, name }) => ({ key, name })),
      more: false,
    });
    expect(asked.map(({ path, query }) => [path, query.get('startAt')])).toEqual(
      ['0', '50', '100'].map((startAt) => ['/rest/api/3/project/search', startAt]),
    );
  });

  it.each([
    [1_000, false, 10],
    [1_001, true, 11],
    [50_000, true, 11],
  ])('are at most 1,000: of %d, more is %s', async (total, more, requests) => {
    const { listed, asked } = await list(siteOf(total, 100));
    expect(listed).toMatchObject({ more });
    expect((listed as JiraProjects).projects).toHaveLength(1_000);
    expect(asked).toHaveLength(requests);
  });

  it.each([
    ['sends the same page again and again', () => ({ values: projects(0, 100), isLast: false })],
    ['never says which page is the last', () => ({ values: projects(0, 100) })],
  ])('have an end on a site that %s', async (_what, answer) => {
    const { listed, asked } = await list(answer);
    expect(listed).toMatchObject({ more: true });
    expect(asked).toHaveLength(2);
  });

  it('have an end on a site whose pages contain one new project each', async () => {
    const { asked } = await list(({ query }) => ({
      values: projects(Number(query.get('startAt')), 1),
      isLast: false,
    }));
    expect(asked.length).toBeLessThanOrEqual(50);
  });

  it('are on one line each, and one without a readable name does not affect the others', async () => {
    const values = [
      { key: 'PAY', name: 'Pay\u001b[31m\nments' },
      { key: 'NO' },
      null,
      { key: '', name: 'x' },
      project(1),
    ];
    const { listed } = await list(() => ({ values, isLast: true }));
    const { projects } = listed as JiraProjects;
    expect(projects.map(({ key }) => key)).toEqual(['PAY', 'P1']);
    expect(projects[0]?.name).not.toMatch(/\p{Cc}/u);
  });

  it('are a problem if the site answers in another form', async () => {
    expect((await list(() => ({ projects: [] }))).listed).toBe('jira-unexpected');
  });
});
