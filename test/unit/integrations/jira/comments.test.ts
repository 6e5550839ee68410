import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../daemon/domain/problems/problem.ts';
import type { ClientOptions } from '../../../../daemon/integrations/jira/client.ts';
import { connectJiraCloud } from '../../../../daemon/integrations/jira/cloud/ticket-source.ts';
import { type Answer, issueJson, type Received, startFakeSite } from './fake-site.ts';

const email = 'mika@example.com';
const token = 'a-token';
const { signal } = new AbortController();
/** Jira's answer for something that does not exist. */
const notFound: Answer = { status: 404, body: { errorMessages: ['It does not exist.'], errors: {} } };

async function setUp(answer: (request: Received) => Answer | undefined, options: ClientOptions = {}) {
  const site = await startFakeSite(answer);
  const calls: string[] = [];
  const source = connectJiraCloud({ site: site.site, email, token }, (operation) => calls.push(operation), {
    onSchemaMismatch: 'throw',
    ...options,
  });
  return { ...site, source, calls };
}

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => undefined,
    (reason) => reason,
  );
  if (error instanceof Problem) return error;
  throw new Error(`expected a Problem, got ${error}`);
}

describe('a comment that is added once', () => {
  const comment = { id: 'review-1', paragraphs: ['Reviewed with Guardrail: fixed', 'Because.'] };
  type Posted = { body: unknown; properties: { key: string; value: unknown }[] };

  /** @param listed Whether the comment list includes properties. */
  function commenting(listed: boolean, others = 0) {
    const posted: Posted[] = Array.from({ length: others }, () => ({
      body: { type: 'doc', version: 1, content: [] },
      properties: [],
    }));
    return ({ method, path, query, body }: Received): Answer => {
      if (method === 'POST') {
        posted.push(body as Posted);
        return { status: 201, body: { id: String(posted.length), body: (body as Posted).body } };
      }
      const property = /\/comment\/(\d+)\/properties\/(.+)$/.exec(path);
      if (property) {
        const found = posted[Number(property[1]) - 1]?.properties.find(({ key }) => key === property[2]);
        return found ? { body: found } : notFound;
      }
      const start = Number(query.get('startAt'));
      const comments = posted
        .map(({ body: text, properties }, index) => ({
          id: String(index + 1),
          body: text,
          ...(listed && { properties }),
        }))
        .toReversed()
        .slice(start, start + 20);
      return { body: { comments, startAt: start, maxResults: 20, total: posted.length } };
    };
  }

  it.each([true, false])('if the site lists properties: %s', async (listed) => {
    await using jira = await setUp(commenting(listed));
    await jira.source.commentOnce('APP-1', comment, signal);
    await jira.source.commentOnce('APP-1', comment, signal);
    await jira.source.commentOnce('APP-1', { ...comment, id: 'review-2' }, signal);
    const posts = jira.received.filter(({ method }) => method === 'POST');
    expect(posts.map(({ body }) => (body as Posted).properties)).toEqual([
      [{ key: 'guardrail.review', value: { id: 'review-1' } }],
      [{ key: 'guardrail.review', value: { id: 'review-2' } }],
    ]);
  });

  it('is not searched for if it was certainly not sent before', async () => {
    await using jira = await setUp(commenting(true, 45));
    await jira.source.commentOnce('APP-1', { ...comment, isFresh: true }, signal);
    expect(jira.calls).not.toContain('getComments');
    expect(jira.calls.filter((call) => call === 'addComment')).toHaveLength(1);
  });

  it('is recognised by its text if the site dropped its property', async () => {
    const answer = commenting(true);
    await using jira = await setUp((request) => {
      if (request.method === 'POST') (request.body as { properties: unknown[] }).properties = [];
      return answer(request);
    });
    await jira.source.commentOnce('APP-1', comment, signal);
    expect(await jira.source.hasComment('APP-1', comment, signal)).toBe(true);
    expect(await jira.source.hasComment('APP-1', { id: 'x', paragraphs: ['Other.'] }, signal)).toBe(false);
  });

  it('is recognised in another language if the site dropped its property', async () => {
    const answer = commenting(true);
    await using jira = await setUp((request) => {
      if (request.method === 'POST') (request.body as { properties: unknown[] }).properties = [];
      return answer(request);
    });
    await jira.source.commentOnce('APP-1', comment, signal);
    const translated = { ...comment, paragraphs: ['レビューしました', 'Because.'] };
    expect(await jira.source.hasComment('APP-1', translated, signal)).toBe(false);
    const both = { ...translated, translations: [comment.paragraphs] };
    expect(await jira.source.hasComment('APP-1', both, signal)).toBe(true);
  });

  it('does not count as added if another server answers', async () => {
    await using jira = await setUp(
      ({ method }) =>
        method === 'POST' ? { status: 200, body: { ok: true } } : { body: issueJson('APP-1') },
      { onSchemaMismatch: 'ignore' },
    );
    const adding = jira.source.commentOnce('APP-1', { ...comment, isFresh: true }, signal);
    expect((await problemOf(adding)).code).toBe('jira-unexpected');
  });

  it.each([
    ['service_desk', [{ key: 'sd.public.comment', value: { internal: true } }]],
    ['software', []],
  ])('in a %s project', async (projectTypeKey, more) => {
    const issue = issueJson('SD-1', { project: { id: '1', key: 'SD', name: 'Desk', projectTypeKey } });
    await using jira = await setUp(
      ({ method }) => (method === 'POST' ? { status: 201, body: { id: '7' } } : { body: issue }),
      { onSchemaMismatch: 'ignore' },
    );
    await jira.source.commentOnce('SD-1', { ...comment, isFresh: true }, signal);
    await jira.source.move('SD-1', '5', signal, { comment });
    const own = { key: 'guardrail.review', value: { id: 'review-1' } };
    const [added, moved] = jira.received.filter(({ method }) => method === 'POST').map(({ body }) => body);
    expect(added).toMatchObject({ properties: [own, ...more] });
    expect(moved).toMatchObject({
      transition: { id: '5' },
      update: { comment: [{ add: { body: { type: 'doc' }, properties: [own, ...more] } }] },
    });
  });

  it('is searched for in a limited number of pages', async () => {
    await using jira = await setUp(
      ({ query }) => ({
        body: {
          comments: [{ id: query.get('startAt'), body: null, properties: [] }],
          startAt: Number(query.get('startAt')),
          total: 1e9,
        },
      }),
      { onSchemaMismatch: 'ignore' },
    );
    expect((await problemOf(jira.source.hasComment('APP-1', comment, signal))).code).toBe('jira-unexpected');
    expect(jira.received.length).toBeLessThan(1_000);
  });

  it('is found among more comments than fit on one page', async () => {
    const answer = commenting(true, 45);
    await using jira = await setUp(answer);
    await jira.source.commentOnce('APP-1', comment, signal);
    expect(jira.calls.filter((call) => call === 'getComments')).toHaveLength(3);
    expect(jira.calls.filter((call) => call === 'addComment')).toHaveLength(1);
  });
});
