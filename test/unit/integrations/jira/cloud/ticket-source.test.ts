import { describe, expect, it } from 'vitest';
import { issueJson } from '../fake-site.ts';
import { email, problemOf, readAll, setUp, signal, token } from './connected-source.ts';

describe('reading the team’s tickets', () => {
  it('follows the pages to the end and requests the fields that it uses', async () => {
    await using jira = await setUp(({ body }) => {
      const { nextPageToken } = body as { nextPageToken?: string };
      if (nextPageToken === undefined)
        return { body: { issues: [issueJson('APP-1')], nextPageToken: 'second' } };
      return { body: { issues: [issueJson('APP-2')], isLast: true } };
    });
    expect((await readAll(jira.source)).map(({ key }) => key)).toEqual(['APP-1', 'APP-2']);
    expect(jira.calls).toEqual(['search', 'search']);
    expect(jira.received[0]?.path).toBe('/rest/api/3/search/jql');
    expect(jira.received[0]?.body).toMatchObject({
      jql: 'labels = guardrail ORDER BY updated ASC',
      maxResults: 100,
      fields: expect.arrayContaining(['summary', 'description', 'status', 'labels', 'duedate']),
    });
    expect(jira.received[0]?.authorization).toBe(
      `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`,
    );
  });

  it('requests one project if it is configured, quoted so that it cannot become a query', async () => {
    await using jira = await setUp(() => ({ body: { issues: [], isLast: true } }), {
      selection: { projects: ['A" OR key != "\\'] },
    });
    await readAll(jira.source);
    expect(jira.received[0]?.body).toMatchObject({
      jql: 'project = "A\\" OR key != \\"\\\\" ORDER BY updated ASC',
    });
  });

  it('returns plain records: text, UTC times, no fields that Jira does not have', async () => {
    const full = issueJson('APP-1', {
      description: {
        type: 'doc',
        version: 1,
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Bucket' }] }],
      },
      priority: { id: '2', name: 'High', iconUrl: 'x' },
      duedate: '2026-12-01',
      assignee: { accountId: '1', displayName: '佐藤 美香' },
    });
    await using jira = await setUp(() => ({ body: { issues: [full, issueJson('APP-2')], isLast: true } }));
    const [first, second] = await readAll(jira.source);
    expect(first).toEqual({
      key: 'APP-1',
      id: '10001',
      summary: 'Summary of APP-1',
      description: 'Bucket',
      status: { id: '3', name: 'To Do', category: 'new' },
      labels: ['guardrail'],
      priority: 'High',
      due: '2026-12-01',
      assignee: '佐藤 美香',
      assigneeId: '1',
      updated: '2026-11-23T00:00:00.000Z',
    });
    expect(Object.keys(second ?? {}).sort()).toEqual([
      'description',
      'id',
      'key',
      'labels',
      'status',
      'summary',
      'updated',
    ]);
  });

  it('stops if the site returns the same page token again', async () => {
    await using jira = await setUp(() => ({
      body: { issues: [issueJson('APP-1')], nextPageToken: 'again' },
    }));
    expect((await problemOf(readAll(jira.source))).code).toBe('jira-unexpected');
    expect(jira.received).toHaveLength(2);
  });

  it.each([
    ['no issues at all', { isLast: true }],
    ['issues that are no list', { issues: { secret: 1 }, isLast: true }],
    ['null', null],
  ])('names the position, not the value, if it gets %s', async (_what, body) => {
    await using jira = await setUp(() => ({ body }), { onSchemaMismatch: 'ignore' });
    const problem = await problemOf(readAll(jira.source));
    expect(problem.code).toBe('jira-unexpected');
    expect(problem.message).toContain('search');
    expect(problem.message).not.toContain('secret');
  });

  it.each([
    ['status', issueJson('APP-1', { status: 'secret' })],
    ['updated', issueJson('APP-1', { updated: 'secret' })],
  ])('names the field, not the value, of a ticket that it cannot read: %s', async (field, issue) => {
    await using jira = await setUp(() => ({ body: issue }), { onSchemaMismatch: 'ignore' });
    const problem = await problemOf(jira.source.readTicket('APP-1', signal));
    expect(problem.code).toBe('jira-unexpected');
    expect(problem.message).toContain(field);
    expect(problem.message).not.toContain('secret');
  });

  it('continues if only a part that Guardrail never reads has a new form', async () => {
    const odd = { ...issueJson('APP-1'), changelog: 'moved elsewhere' };
    await using lenient = await setUp(() => ({ body: { issues: [odd], isLast: true } }), {
      onSchemaMismatch: 'ignore',
    });
    expect(await readAll(lenient.source)).toHaveLength(1);
    await using strict = await setUp(() => ({ body: { issues: [odd], isLast: true } }));
    expect((await problemOf(readAll(strict.source))).code).toBe('jira-unexpected');
  });
});

describe('the moves that Jira offers', () => {
  it('say whether a comment is required, which is not one of those fields', async () => {
    const to = {
      id: '5',
      name: 'Kontrola',
      untranslatedName: 'In Review',
      statusCategory: { id: 4, key: 'indeterminate' },
    };
    const fields = { comment: { name: 'Comment', required: true } };
    await using jira = await setUp(
      () => ({ body: { transitions: [{ id: '31', name: 'Review', to, fields }] } }),
      {
        onSchemaMismatch: 'ignore',
      },
    );
    expect(await jira.source.listTransitions('APP-1', signal)).toEqual([
      {
        id: '31',
        name: 'Review',
        to: { id: '5', name: 'Kontrola', untranslatedName: 'In Review', category: 'indeterminate' },
        fields: [],
        needsComment: true,
      },
    ]);
  });

  it('include the fields that a person would have to fill in', async () => {
    const to = { id: '5', name: 'In Review', statusCategory: { id: 4, key: 'indeterminate' } };
    const field = (name: string, required: boolean, hasDefaultValue: boolean) => ({
      name,
      required,
      hasDefaultValue,
      key: name,
      operations: ['set'],
      schema: { type: 'string' },
    });
    const transitions = [
      {
        id: '31',
        name: 'Review',
        to,
        fields: {
          a: field('Cause', true, false),
          b: field('Kind', true, true),
          c: field('Note', false, false),
        },
      },
      { id: '32', name: 'Not now', to, isAvailable: false },
    ];
    await using jira = await setUp(() => ({ body: { transitions } }));
    expect(await jira.source.listTransitions('APP-1', signal)).toEqual([
      {
        id: '31',
        name: 'Review',
        to: { id: '5', name: 'In Review', category: 'indeterminate' },
        fields: [
          { id: 'a', name: 'Cause', required: true, control: 'text' },
          { id: 'b', name: 'Kind', required: true, control: 'text', hasDefault: true },
          { id: 'c', name: 'Note', required: false, control: 'text' },
        ],
      },
      {
        id: '32',
        name: 'Not now',
        to: { id: '5', name: 'In Review', category: 'indeterminate' },
        fields: [],
        isUnavailable: true,
      },
    ]);
    expect(jira.received[0]?.query.get('expand')).toBe('transitions.fields');
    expect(jira.received[0]?.query.get('includeUnavailableTransitions')).toBe('true');
  });
});

it('tickets have texts on one line, without invisible characters', async () => {
  const fields = {
    summary: 'a\u202eb\nc',
    priority: { name: 'High\u0007' },
    assignee: { displayName: 'Mi\u2066ka' },
    status: { id: '1', name: 'To\u001b[2JDo', statusCategory: { key: 'new' } },
  };
  const issue = issueJson('APP-1');
  const { source } = await setUp(
    () => ({ body: { issues: [{ ...issue, fields: { ...issue.fields, ...fields } }], isLast: true } }),
    { onSchemaMismatch: 'ignore' },
  );

  const [ticket] = await readAll(source);

  expect(ticket).toMatchObject({
    summary: 'a b c',
    priority: 'High',
    assignee: 'Mi ka',
    status: { name: 'To [2JDo' },
  });
});

describe('the language of the account', () => {
  const account = { accountId: '1', displayName: 'Mika' };

  it.each([
    [{ ...account, locale: 'ja_JP' }, 'ja_JP'],
    [account, undefined],
    [{ ...account, locale: 7 }, undefined],
  ])('is read once per source: %j', async (body, tag) => {
    await using jira = await setUp(() => ({ body }), { onSchemaMismatch: 'ignore' });
    expect(await jira.source.readLanguage(signal)).toBe(tag);
    expect(await jira.source.readLanguage(signal)).toBe(tag);
    expect(jira.received.map(({ path }) => path)).toEqual(['/rest/api/3/myself']);
  });

  it('is read in one request for callers at the same time', async () => {
    await using jira = await setUp(() => ({ body: { ...account, locale: 'ja_JP' } }));
    const ask = () => jira.source.readLanguage(signal);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(['ja_JP', 'ja_JP', 'ja_JP']);
    expect(jira.received).toHaveLength(1);
  });

  it.each([
    [500, 'jira-failed'],
    [429, 'jira-throttled'],
  ])('is not requested again after a failure: %i', async (status, code) => {
    await using jira = await setUp(() => ({ status }));
    expect((await problemOf(jira.source.readLanguage(signal))).code).toBe(code);
    expect((await problemOf(jira.source.readLanguage(signal))).code).toBe(code);
    expect(jira.received).toHaveLength(1);
    expect(jira.waits).toEqual([]);
  });

  it('is waited for at most 3 s, once', async () => {
    await using jira = await setUp(() => undefined);
    const before = performance.now();
    expect((await problemOf(jira.source.readLanguage(signal))).code).toBe('jira-unreachable');
    expect((await problemOf(jira.source.readLanguage(signal))).code).toBe('jira-unreachable');
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(jira.received).toHaveLength(1);
  });

  it('is still read for other callers if one of them no longer waits', async () => {
    await using jira = await setUp(() => ({ body: { ...account, locale: 'ja_JP' } }));
    const leaving = new AbortController();
    const left = jira.source.readLanguage(leaving.signal);
    const waiting = jira.source.readLanguage(signal);
    leaving.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    expect(await waiting).toBe('ja_JP');
    expect(await jira.source.readLanguage(signal)).toBe('ja_JP');
    expect(jira.received).toHaveLength(1);
  });
});
