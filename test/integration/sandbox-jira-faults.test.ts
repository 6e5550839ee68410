import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jiraKinds } from '../../daemon/sandbox/jira/server.ts';
import { openKind } from '../support/jira-kinds.ts';

describe.each(jiraKinds)('%s', (kind) => {
  let site: Awaited<ReturnType<typeof openKind>>;
  beforeEach(async () => {
    site = await openKind(kind);
  });
  afterEach(() => site.jira.close());

  const ask21 = { transition: { id: '21' } };

  it('limits requests, with and without a time to wait', async () => {
    site.jira.faults.throttleNext(1, 7);
    const limited = await site.ask('/myself');
    site.jira.faults.throttleNext(1);
    const unspecific = await site.ask('/myself');

    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    expect([unspecific.status, unspecific.headers.get('retry-after')]).toEqual([429, null]);
    expect((await site.ask('/myself')).status).toBe(200);
  });

  it('shows the page of a gateway instead of an answer', async () => {
    site.jira.faults.pageNext();
    const page = await site.ask('/myself');

    expect([page.status, page.json]).toEqual([404, undefined]);
    expect(page.text).toContain('<html>');
  });

  it('ends a response in the middle', async () => {
    site.jira.faults.choose(() => 'half');

    await expect(site.ask('/myself')).rejects.toThrow();
  });

  it('does the work of a slow request, and of one whose answer is lost', async () => {
    const [slow, lost] = site.world.issues.filter(({ status }) => status === 'todo');
    site.jira.faults.choose(({ path }) => (path.includes(slow?.key ?? '') ? { delayMs: 20 } : 'lost'));

    expect((await site.ask(`/issue/${slow?.key}/transitions`, ask21)).status).toBe(204);
    await expect(site.ask(`/issue/${lost?.key}/transitions`, ask21)).rejects.toThrow();
    expect([slow?.status, lost?.status]).toEqual(['review', 'review']);
  });

  it('lets another person edit before and after the work', async () => {
    const issue = site.issueAt('todo');
    site.jira.faults.choose(() => {
      site.jira.others.edit(issue.key, { status: 'done' });
      return undefined;
    });
    const refused = await site.ask(`/issue/${issue.key}/transitions`, ask21);
    site.jira.others.edit(issue.key, { status: 'todo' });
    site.jira.faults.choose(() => ({ after: () => site.jira.others.edit(issue.key, { status: 'done' }) }));
    const done = await site.ask(`/issue/${issue.key}/transitions`, ask21);

    expect([refused.status, done.status, issue.status]).toEqual([400, 204, 'done']);
    expect(issue.changes?.at(-1)).toMatchObject({ author: { displayName: 'Rina Reviewer' } });
  });

  it('runs a post-function after a move', async () => {
    const issue = site.issueAt('todo');
    site.jira.faults.afterMove(({ key }) => site.jira.others.edit(key, { status: 'done' }));

    expect((await site.ask(`/issue/${issue.key}/transitions`, ask21)).status).toBe(204);
    expect(issue.status).toBe('done');
  });

  it('leads from the old key of a moved issue to the new one', async () => {
    const { key: old } = site.issueAt('todo', 'PAY');
    const to = site.world.projects.find(({ key }) => key !== 'PAY')?.key ?? '';
    const key = site.jira.others.move(old, to);

    expect((await site.ask(`/issue/${old}?fields=status`)).json.key).toBe(key);
    expect((await site.ask(`/issue/${key}?fields=status`)).json.key).toBe(key);
    expect(await site.keysOf(`key = ${old}`)).toEqual([key]);
    expect(await site.keysOf('project = PAY')).not.toContain(old);
    expect(await site.keysOf(`project = ${to}`)).toContain(key);
  });

  it('has no issue that was deleted or hidden', async () => {
    const [gone, hidden] = site.world.issues.map(({ key }) => key);
    site.jira.others.remove(gone ?? '');
    site.jira.others.hide(hidden ?? '', true);

    for (const key of [gone, hidden]) {
      expect((await site.ask(`/issue/${key}`)).status).toBe(404);
      expect((await site.search(`key = ${key}`)).status).toBe(400);
    }
    site.jira.others.hide(hidden ?? '', false);
    expect((await site.ask(`/issue/${hidden}`)).status).toBe(200);
  });

  it('opens an archived issue, and neither finds nor changes it', async () => {
    const { key } = site.issueAt('todo');
    site.jira.others.archive(key);

    expect((await site.ask(`/issue/${key}`)).status).toBe(200);
    expect(await site.keysOf(`key = ${key}`)).toEqual([]);
    expect((await site.ask(`/issue/${key}/transitions`, ask21)).status).toBe(403);
  });

  it('moves `updated` on with every change', async () => {
    const { key } = site.issueAt('todo');
    const updated = async () => (await site.ask(`/issue/${key}?fields=updated`)).json.fields.updated;
    const first = await updated();
    await site.ask(`/issue/${key}/transitions`, ask21);
    const second = await updated();
    site.jira.others.comment(key, 'Please add evidence.');
    const third = await updated();

    const times = [first, second, third].map((time) => Date.parse(time));
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
    expect(third).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
  });
});

describe.each(jiraKinds)('%s for a user in Tokyo', (kind) => {
  let site: Awaited<ReturnType<typeof openKind>>;
  beforeEach(async () => {
    site = await openKind(kind, { timeZone: 'Asia/Tokyo' });
  });
  afterEach(() => site.jira.close());

  it('reads the dates of JQL and writes times in that time zone', async () => {
    const { key } = site.issueAt('todo');
    const issue = site.issueAt('todo');
    issue.updated = '2026-01-02T03:04:05.678Z';
    const { json } = await site.ask(`/issue/${key}?fields=updated`);

    expect(json.fields.updated).toBe('2026-01-02T12:04:05.678+0900');
    expect((await site.ask('/myself')).json.timeZone).toBe('Asia/Tokyo');
    expect(await site.keysOf(`key = ${key} AND updated >= "2026-01-02 12:04"`)).toEqual([key]);
    expect(await site.keysOf(`key = ${key} AND updated >= "2026/01/02 12:05"`)).toEqual([]);
    expect(await site.keysOf(`key = ${key} AND updated < "2026-01-02 12:05"`)).toEqual([key]);
  });

  it('understands the queries of a reader', async () => {
    const { key, labels } = site.issueAt('todo');
    site.jira.others.edit(key, {});
    const both = await site.keysOf(
      `project in (PAY) AND labels = "${labels[0]}" AND statusCategory != Done ORDER BY key`,
    );

    expect(both).toContain(key);
    expect(await site.keysOf(`key in (${key}) AND updated >= -30d AND updated >= "-1w 2d"`)).toEqual([key]);
    expect(await site.keysOf(`key in (${key}) AND updated < -30d`)).toEqual([]);
  });
});
