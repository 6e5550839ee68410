import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../../daemon/domain/problems/problem.ts';
import type { TicketRecord, TicketSource } from '../../../../../daemon/domain/tickets/ticket.ts';
import type { ClientOptions } from '../../../../../daemon/integrations/jira/cloud/client.ts';
import { connectJiraCloud } from '../../../../../daemon/integrations/jira/cloud/ticket-source.ts';
import { sayProblem } from '../../../../../daemon/server/texts/say.ts';
import { type Answer, issueJson, type Received, startFakeSite } from '../fake-site.ts';

const email = 'mika@example.com';
const token = 'ATATT-very-secret-token';
const { signal } = new AbortController();
/** As Jira says that something does not exist. */
const notFound: Answer = { status: 404, body: { errorMessages: ['It does not exist.'], errors: {} } };

async function setUp(
  answer: (request: Received) => Answer | undefined,
  options: ClientOptions & { project?: string } = {},
) {
  const site = await startFakeSite(answer);
  const calls: string[] = [];
  const waits: number[] = [];
  const { project, ...client } = options;
  const source = connectJiraCloud(
    { site: site.site, email, token, ...(project !== undefined && { project }) },
    (operation) => calls.push(operation),
    { onSchemaMismatch: 'throw', wait: async (ms) => void waits.push(ms), ...client },
  );
  return { ...site, source, calls, waits };
}

async function readAll(source: TicketSource): Promise<TicketRecord[]> {
  const tickets: TicketRecord[] = [];
  for await (const page of source.readTickets(signal)) tickets.push(...page.tickets);
  return tickets;
}

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => undefined,
    (reason) => reason,
  );
  if (error instanceof Problem) return error;
  throw new Error(`expected a Problem, got ${error}`);
}

describe('reading the team’s tickets', () => {
  it('follows the pages to the end and asks for the fields it uses', async () => {
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
      jql: 'labels = guardrail ORDER BY key',
      maxResults: 100,
      fields: expect.arrayContaining(['summary', 'description', 'status', 'labels', 'duedate']),
    });
    expect(jira.received[0]?.authorization).toBe(
      `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`,
    );
  });

  it('asks for one project where it is configured, quoted so that it stays one', async () => {
    await using jira = await setUp(() => ({ body: { issues: [], isLast: true } }), {
      project: 'A" OR key != "\\',
    });
    await readAll(jira.source);
    expect(jira.received[0]?.body).toMatchObject({ jql: 'project = "A\\" OR key != \\"\\\\" ORDER BY key' });
  });

  it('gives plain records: text, UTC times, nothing where Jira has nothing', async () => {
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

  it('stops where the site gives the same page token again', async () => {
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
  ])('names the place, not the value, when it gets %s', async (_what, body) => {
    await using jira = await setUp(() => ({ body }), { onSchemaMismatch: 'ignore' });
    const problem = await problemOf(readAll(jira.source));
    expect(problem.code).toBe('jira-unexpected');
    expect(problem.message).toContain('search');
    expect(problem.message).not.toContain('secret');
  });

  it.each([
    ['status', issueJson('APP-1', { status: 'secret' })],
    ['updated', issueJson('APP-1', { updated: 'secret' })],
  ])('names the field, not the value, of one ticket that it cannot read: %s', async (field, issue) => {
    await using jira = await setUp(() => ({ body: issue }), { onSchemaMismatch: 'ignore' });
    const problem = await problemOf(jira.source.readTicket('APP-1', signal));
    expect(problem.code).toBe('jira-unexpected');
    expect(problem.message).toContain(field);
    expect(problem.message).not.toContain('secret');
  });

  it('goes on where only a part that Guardrail never reads has a new form', async () => {
    const odd = { ...issueJson('APP-1'), changelog: 'moved elsewhere' };
    await using lenient = await setUp(() => ({ body: { issues: [odd], isLast: true } }), {
      onSchemaMismatch: 'ignore',
    });
    expect(await readAll(lenient.source)).toHaveLength(1);
    await using strict = await setUp(() => ({ body: { issues: [odd], isLast: true } }));
    expect((await problemOf(readAll(strict.source))).code).toBe('jira-unexpected');
  });
});

describe('a throttled request', () => {
  const throttled = (times: number, headers: Record<string, string> = {}) => {
    let refused = 0;
    return () => (refused++ < times ? { status: 429, headers } : { body: issueJson('APP-1') });
  };

  it('is repeated after as long as the site asks', async () => {
    await using jira = await setUp(throttled(2, { 'Retry-After': '5' }));
    expect((await jira.source.readTicket('APP-1', signal)).key).toBe('APP-1');
    expect(jira.calls).toEqual(['getIssue', 'getIssue', 'getIssue']);
    for (const ms of jira.waits) expect(ms).toSatisfy((wait: number) => wait >= 5_000 && wait <= 6_000);
  });

  it('is repeated ever more slowly where the site does not say, and given up after four tries', async () => {
    await using jira = await setUp(throttled(99));
    expect((await problemOf(jira.source.readTicket('APP-1', signal))).code).toBe('jira-throttled');
    expect(jira.received).toHaveLength(4);
    expect(jira.waits).toHaveLength(3);
    for (const [index, ms] of jira.waits.entries()) {
      const usual = 2_000 * 2 ** index;
      expect(ms).toSatisfy((wait: number) => wait >= usual * 0.7 && wait <= usual * 1.3);
    }
  });

  it('is given up at once where the site asks for a long rest', async () => {
    await using jira = await setUp(throttled(99, { 'Retry-After': '3600' }));
    expect((await problemOf(jira.source.readTicket('APP-1', signal))).code).toBe('jira-throttled');
    expect(jira.received).toHaveLength(1);
  });
});

describe('what goes wrong', () => {
  const read = (source: TicketSource) => source.readTicket('APP-1', signal);

  it.each([
    [{ status: 401 }, 'jira-token-refused'],
    [
      { body: issueJson('APP-1'), headers: { 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED' } },
      'jira-token-refused',
    ],
    [{ status: 403 }, 'jira-access-denied'],
    [{ status: 404, body: { errorMessages: ['Issue does not exist.'], errors: {} } }, 'ticket-unknown'],
    [{ status: 404 }, 'jira-site-unavailable'],
    [{ status: 404, body: '<html>Site unavailable</html>' }, 'jira-site-unavailable'],
    [{ status: 404, body: { 'status-code': 404, message: 'null for uri: …' } }, 'jira-site-unavailable'],
    [{ status: 404, body: { errorMessages: [], errors: {} } }, 'jira-site-unavailable'],
    [{ status: 404, body: { errorMessages: [' '] } }, 'jira-site-unavailable'],
    [{ status: 404, body: { errorMessages: 'Not found.' } }, 'jira-site-unavailable'],
    [
      { status: 404, body: '{"errorMessages":["Not found."]}', headers: { 'Content-Type': 'text/html' } },
      'jira-site-unavailable',
    ],
    [{ status: 400, body: '<html>Bad Request</html>' }, 'jira-site-unavailable'],
    [{ status: 403, body: '<html>Blocked</html>' }, 'jira-site-unavailable'],
    [{ status: 413, body: '<html>Too large</html>' }, 'jira-site-unavailable'],
    [{ status: 400 }, 'jira-refused'],
    [{ status: 409 }, 'jira-failed'],
    [{ status: 503 }, 'jira-failed'],
    [{ status: 302, headers: { Location: 'https://evil.example/login' } }, 'jira-site-invalid'],
    [{ body: '<html>proxy</html>' }, 'jira-unexpected'],
  ] as const)('%j is %s, with a next step in both languages', async (answer: Answer, code) => {
    await using jira = await setUp(() => answer);
    const problem = await problemOf(read(jira.source));
    expect(problem.code).toBe(code);
    expect(sayProblem(problem, 'en')).toMatch(/\. [A-Z].*\.$/);
    expect(sayProblem(problem, 'ja')).toMatch(/。.*[ぁ-ん].*。$/);
    expect(jira.received).toHaveLength(1);
  });

  it.each([403, 400, 404])('a refusal (%i) keeps Jira’s own words', async (status) => {
    const body = { errorMessages: ['You do not have the permission.'], errors: {} };
    await using jira = await setUp(() => ({ status, body }));
    const problem = await problemOf(read(jira.source));
    expect(problem.facts).toMatchObject({ said: 'You do not have the permission' });
    if (status !== 404) expect(sayProblem(problem, 'ja')).toContain('You do not have the permission');
  });

  it('a refused token names the way to sign in', async () => {
    await using jira = await setUp(() => ({ status: 401 }));
    const said = sayProblem(await problemOf(read(jira.source)), 'en');
    expect(said).toContain('"Guardrail: Sign In to Jira"');
    expect(said).toContain('GUARDRAIL_JIRA_TOKEN');
  });

  it('a site without Jira Cloud’s search is not taken for an unknown ticket', async () => {
    await using jira = await setUp(() => ({ status: 404 }));
    expect((await problemOf(readAll(jira.source))).code).toBe('jira-site-invalid');
  });

  it('never shows the token, even where the site sends it back', async () => {
    const credential = Buffer.from(`${email}:${token}`).toString('base64');
    const said = `\u001b[31mno ${token} ${credential}`;
    await using jira = await setUp(() => ({
      status: 400,
      body: { errorMessages: [said], errors: { x: 'Bad field.' } },
    }));
    const problem = await problemOf(read(jira.source));
    const everything = `${problem.message}${problem.stack}${JSON.stringify(problem)}${problem.cause}${sayProblem(problem, 'ja')}`;
    expect(everything).toContain('Bad field');
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(credential);
    expect(everything).not.toContain('\u001b');
  });

  it('a host that is not there is unreachable, with the reason', async () => {
    const gone = await setUp(() => ({}));
    await gone[Symbol.asyncDispose]();
    const problem = await problemOf(read(gone.source));
    expect(problem.code).toBe('jira-unreachable');
    expect(problem.message).toContain('ECONNREFUSED');
    expect(problem.details.unsent).toBe(true);
  });

  it('a host that never answers is unreachable after the timeout', async () => {
    await using jira = await setUp(() => undefined, { timeoutMs: 60 });
    expect((await problemOf(read(jira.source))).code).toBe('jira-unreachable');
  });

  it('cancelling ends a request, and a wait, with the signal’s own reason', async () => {
    const abort = new AbortController();
    await using silent = await setUp(() => {
      setTimeout(() => abort.abort(new Error('cancelled')), 10);
      return undefined;
    });
    await expect(silent.source.readTicket('APP-1', abort.signal)).rejects.toThrow('cancelled');

    const second = new AbortController();
    const site = await startFakeSite(() => {
      setTimeout(() => second.abort(new Error('cancelled')), 10);
      return { status: 429, headers: { 'Retry-After': '30' } };
    });
    const patient = connectJiraCloud({ site: site.site, email, token }, () => {});
    await expect(patient.readTicket('APP-1', second.signal)).rejects.toThrow('cancelled');
    await site[Symbol.asyncDispose]();
  });

  it('a key cannot reach another path', async () => {
    await using jira = await setUp(({ path }) => ({
      ...(path.endsWith('/APP-1/../../myself') ? notFound : { status: 500 }),
    }));
    expect((await problemOf(jira.source.readTicket('APP-1/../../myself', signal))).code).toBe(
      'ticket-unknown',
    );
  });
});

describe('the moves that Jira offers', () => {
  it('say whether a comment is demanded, which is none of those fields', async () => {
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
        requiredFields: [],
        needsComment: true,
      },
    ]);
  });

  it('come with the fields that a person would have to fill in', async () => {
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
        requiredFields: ['Cause'],
      },
    ]);
    expect(jira.received[0]?.query.get('expand')).toBe('transitions.fields');
  });
});

it('gives what people wrote as one line that hides nothing', async () => {
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
  ])('is read once for a source: %j', async (body, tag) => {
    await using jira = await setUp(() => ({ body }), { onSchemaMismatch: 'ignore' });
    expect(await jira.source.readLanguage(signal)).toBe(tag);
    expect(await jira.source.readLanguage(signal)).toBe(tag);
    expect(jira.received.map(({ path }) => path)).toEqual(['/rest/api/3/myself']);
  });

  it('is asked for again after a failure', async () => {
    const answers: Answer[] = [{ status: 500 }, { body: { ...account, locale: 'ja_JP' } }];
    await using jira = await setUp(() => answers.shift() ?? {}, { onSchemaMismatch: 'ignore' });
    expect((await problemOf(jira.source.readLanguage(signal))).code).toBe('jira-failed');
    expect(await jira.source.readLanguage(signal)).toBe('ja_JP');
  });
});
