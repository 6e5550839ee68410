import { describe, expect, it } from 'vitest';
import type { TicketSource } from '../../../../../daemon/domain/tickets/ticket.ts';
import { connectJiraCloud } from '../../../../../daemon/integrations/jira/cloud/ticket-source.ts';
import { sayProblem } from '../../../../../daemon/server/texts/say.ts';
import { type Answer, issueJson, startFakeSite } from '../fake-site.ts';
import { email, notFound, problemOf, readAll, setUp, signal, token } from './connected-source.ts';

describe('a throttled request', () => {
  const throttled = (times: number, headers: Record<string, string> = {}) => {
    let refused = 0;
    return () => (refused++ < times ? { status: 429, headers } : { body: issueJson('APP-1') });
  };

  it('is repeated after the delay that the site requests', async () => {
    await using jira = await setUp(throttled(2, { 'Retry-After': '5' }));
    expect((await jira.source.readTicket('APP-1', signal)).key).toBe('APP-1');
    expect(jira.calls).toEqual(['getIssue', 'getIssue', 'getIssue']);
    for (const ms of jira.waits) expect(ms).toSatisfy((wait: number) => wait >= 5_000 && wait <= 6_000);
  });

  it('is repeated with growing delays if the site names none, and given up after four attempts', async () => {
    await using jira = await setUp(throttled(99));
    expect((await problemOf(jira.source.readTicket('APP-1', signal))).code).toBe('jira-throttled');
    expect(jira.received).toHaveLength(4);
    expect(jira.waits).toHaveLength(3);
    for (const [index, ms] of jira.waits.entries()) {
      const usual = 2_000 * 2 ** index;
      expect(ms).toSatisfy((wait: number) => wait >= usual * 0.7 && wait <= usual * 1.3);
    }
  });

  it('is given up at once if the site requests a long delay', async () => {
    await using jira = await setUp(throttled(99, { 'Retry-After': '3600' }));
    expect((await problemOf(jira.source.readTicket('APP-1', signal))).code).toBe('jira-throttled');
    expect(jira.received).toHaveLength(1);
  });
});

describe('a failed request', () => {
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

  it.each([403, 400, 404])('a refusal (%i) keeps Jira’s own message', async (status) => {
    const body = { errorMessages: ['You do not have the permission.'], errors: {} };
    await using jira = await setUp(() => ({ status, body }));
    const problem = await problemOf(read(jira.source));
    expect(problem.facts).toMatchObject({ said: 'You do not have the permission' });
    if (status !== 404) expect(sayProblem(problem, 'ja')).toContain('You do not have the permission');
  });

  it('a refused token names the command to sign in', async () => {
    await using jira = await setUp(() => ({ status: 401 }));
    const said = sayProblem(await problemOf(read(jira.source)), 'en');
    expect(said).toContain('"Guardrail: Sign In to Jira"');
    expect(said).toContain('GUARDRAIL_JIRA_TOKEN');
  });

  it('a site without Jira Cloud’s search is not an unknown ticket', async () => {
    await using jira = await setUp(() => ({ status: 404 }));
    expect((await problemOf(readAll(jira.source))).code).toBe('jira-site-invalid');
  });

  it('never shows the token, even if the site sends it back', async () => {
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

  it('a host that does not exist is unreachable, with the reason', async () => {
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

  it('cancelling ends a request and a wait with the reason of the signal', async () => {
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

  it('a key cannot lead to another path', async () => {
    await using jira = await setUp(({ path }) => ({
      ...(path.endsWith('/APP-1/../../myself') ? notFound : { status: 500 }),
    }));
    expect((await problemOf(jira.source.readTicket('APP-1/../../myself', signal))).code).toBe(
      'ticket-unknown',
    );
  });
});

describe('a search that the site refuses', () => {
  const refusal = { status: 400, body: { errorMessages: ['Field ‘x’ does not exist.'], errors: {} } };
  it.each([
    ['jira-jql-refused', { jql: 'x = 1' }],
    ['jira-refused', { projects: ['NOSUCH'] }],
  ])('is %s with the site’s own words', async (code, selection) => {
    await using jira = await setUp(() => refusal, { selection });
    expect(await problemOf(readAll(jira.source))).toMatchObject({
      code,
      facts: { said: 'Field ‘x’ does not exist' },
    });
  });
});
