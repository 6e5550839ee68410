import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../daemon/sandbox/model.ts';
import { openSandboxJira, type SandboxJira } from '../support/sandbox-jira.ts';

let site: SandboxJira;
beforeAll(async () => {
  site = await openSandboxJira();
});
afterAll(() => site.jira.close());

describe('search', () => {
  it('returns ids alone, 50 of them, if the request asks for nothing else', async () => {
    const { json } = await site.ask('/rest/api/3/search/jql', { body: { jql: 'labels = guardrail' } });

    expect(json.issues).toHaveLength(50);
    expect(Object.keys(json.issues[0])).toEqual(['id']);
    expect(json.isLast).toBe(false);
  });

  it('treats a query in the address like one in a body', async () => {
    const query = new URLSearchParams({
      jql: 'project = PAY ORDER BY key DESC',
      fields: 'summary,status',
      maxResults: '3',
    });
    const byQuery = await site.ask(`/rest/api/3/search/jql?${query}`);
    const byBody = await site.search('project = PAY ORDER BY key DESC', {
      fields: ['summary', 'status'],
      maxResults: 3,
    });

    expect(byQuery.json).toEqual(byBody.json);
    expect(Object.keys(byQuery.json.issues[0].fields).toSorted()).toEqual(['status', 'summary']);
  });

  it('loads at most 100 issues with fields, and 5,000 without', async () => {
    const withFields = await site.search('labels = guardrail', { fields: ['summary'], maxResults: 5000 });
    const withKeys = await site.search('labels = guardrail', { maxResults: 5000 });

    expect(withFields.json.issues).toHaveLength(100);
    expect(withKeys.json.issues).toHaveLength(600);
    expect(withKeys.json).toMatchObject({ isLast: true });
  });

  it('understands the queries of Guardrail and its users', async () => {
    const labelled = site.issueAt('done');
    const label = labelled.labels.at(-1) ?? '';
    const resource = labelled.description.match(/(?:Resource|リソース): \S+ (\S+)/)?.[1] ?? '';
    const month = Date.now() - 30 * 86_400_000;
    // biome-ignore format: a table.
    const questions: [string, (issue: Issue) => boolean][] = [
      ['project = PAY', ({ project }) => project === 'PAY'],
      ['project in (PAY, "Checkout セキュリティ") AND status = 完了', (i) => i.project === 'CHE' && i.status === 'done'],
      [`labels = ${label}`, ({ labels }) => labels.includes(label)],
      [`labels in (nothing, "${label}") OR key = PAY-2`, ({ key, labels }) => labels.includes(label) || key === 'PAY-2'],
      ['labels = guardrail AND statusCategory != Done', ({ status }) => status !== 'done'],
      ['statusCategory = indeterminate', ({ status }) => status === 'review'],
      ['NOT (project = PAY OR status in ("To Do", 未対応))', (i) => i.project !== 'PAY' && i.status !== 'todo'],
      ['key in (PAY-1, pay-3)', ({ key }) => key === 'PAY-1' || key === 'PAY-3'],
      ['assignee is EMPTY and project not in (PAY)', ({ assignee, project }) => !assignee && project !== 'PAY'],
      ['updated >= -30d', ({ updated }) => Date.parse(updated) >= month],
      ['updated >= startOfDay(-30d)', ({ updated }) => updated >= new Date(month).toISOString().slice(0, 10)],
      [`text ~ "${resource}"`, ({ summary, description }) => `${summary} ${description}`.includes(resource)],
      ['priority = Highest and due < "2100-01-01"', ({ priority }) => priority === 'Highest'],
    ];
    for (const [jql, test] of questions) {
      expect((await site.keysOf(jql)).toSorted(), jql).toEqual(site.keysWhere(test));
      expect(site.keysWhere(test).length, jql).toBeGreaterThan(0);
    }
  });

  it('orders by number, not by letter, and by several fields', async () => {
    const keys = await site.keysOf('project = PAY ORDER BY priority DESC, key ASC');
    const priorities = keys.map((key) => site.world.issues.find((issue) => issue.key === key)?.priority);

    expect(new Set(priorities)).toEqual(new Set(['Highest', 'High', 'Medium', 'Low']));
    expect([...new Set(priorities)]).toEqual(
      priorities.filter((each, index) => each !== priorities[index - 1]),
    );
    const highest = keys
      .filter((_, index) => priorities[index] === 'Highest')
      .map((key) => Number(key.slice(4)));
    expect(highest).toEqual(highest.toSorted((a, b) => a - b));
  });

  it.each([
    ['', /Unbounded JQL/],
    ['ORDER BY key', /Unbounded JQL/],
    ['project = NOPE', /The value 'NOPE' does not exist for the field 'project'/],
    ['key = PAY-99999', /An issue with key 'PAY-99999' does not exist/],
    ['colour = red', /Field 'colour' does not exist/],
    ['constructor = red', /Field 'constructor' does not exist/],
    ['project = PAY AND', /Error in the JQL Query/],
    ['project = PAY status = Done', /expecting either 'OR' or 'AND'/],
    ['project = "PAY', /Error in the JQL Query/],
    ['project ~ PAY', /operator '~' is not supported/],
    ['updated >= yesterday', /Date value 'yesterday'/],
  ])('refuses %j', async (jql, message) => {
    const { status, json } = await site.search(jql);

    expect(status).toBe(400);
    expect(json.errors).toEqual({});
    expect(json.errorMessages[0]).toMatch(message);
  });

  it('refuses clauses that are nested deeper than its parser’s stack', async () => {
    for (const opening of ['(', 'NOT ']) {
      const { status, json } = await site.search(`${opening.repeat(50_000)}project = PAY`);

      expect(status).toBe(400);
      expect(json.errorMessages[0]).toMatch(/nested too deep/);
    }
  });

  it('refuses a page’s token of another query, or a made-up one, and a body that is not an object', async () => {
    const { json } = await site.search('project = PAY', { maxResults: 2 });

    for (const nextPageToken of ['made-up', json.nextPageToken]) {
      expect((await site.search('labels = guardrail', { nextPageToken })).status).toBe(400);
    }
    expect((await site.ask('/rest/api/3/search/jql', { body: '{' })).status).toBe(400);
    expect((await site.search('project = PAY', { fields: 'summary' })).status).toBe(400);
  });

  it('counts, and reports that the old search no longer exists', async () => {
    const { json } = await site.ask('/rest/api/3/search/approximate-count', {
      body: { jql: 'labels = guardrail' },
    });

    expect(json).toEqual({ count: 600 });
    const old = await site.ask('/rest/api/3/search', { body: { jql: 'project = PAY' } });
    expect(old.status).toBe(410);
    expect(old.json.errorMessages[0]).toMatch(/search\/jql/);
  });
});
