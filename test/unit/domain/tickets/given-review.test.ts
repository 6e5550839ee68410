import { expect, it } from 'vitest';
import { commentOf } from '../../../../daemon/domain/tickets/actions/action-comment.ts';
import { findReviewExchange } from '../../../../daemon/domain/tickets/given-review.ts';
import { wikiOf } from '../../../../daemon/integrations/jira/data-center/wiki.ts';
import { plainTextOf } from '../../../../daemon/integrations/jira/rich-text.ts';
import { writeActionComment } from '../../../../daemon/server/texts/action-comment.ts';

const at = '2026-11-28T09:00:00.000Z';
const base = { id: 'a1', ticket: 'APP-1', createdAt: at };
const review = (outcome: 'fixed' | 'intended', reason = 'Closed the bucket.\n\nSee the template.') =>
  ({ ...base, kind: 'review', outcome, reason, evidence: {} }) as const;
const written = (action: Parameters<typeof commentOf>[0], locale: 'en' | 'ja' = 'en') => ({
  text: plainTextOf(wikiOf(commentOf(action, writeActionComment, locale).paragraphs)),
  at,
  by: 'Mika',
});
const find = (...comments: Parameters<typeof findReviewExchange>[0][number][]) =>
  findReviewExchange(comments, writeActionComment).review;

it.each(['en', 'ja'] as const)('finds the outcome and the reason of a comment in %s', (locale) => {
  expect(find(written(review('intended'), locale))).toEqual({
    outcome: 'intended',
    reason: 'Closed the bucket.\nSee the template.',
    evidence: [expect.stringMatching(/^(Finding|検出結果): /)],
    at,
    by: 'Mika',
  });
});

it('takes the newest review, and leaves out what other people wrote around it', () => {
  const chat = { text: 'Thanks!', at, by: 'Ken' };
  expect(
    find(chat, written(review('fixed', 'Second.')), written(review('intended', 'First.'))),
  ).toMatchObject({
    outcome: 'fixed',
    reason: 'Second.',
  });
});

it('is not there once a reviewer has answered, or if the title is only quoted', () => {
  const sentBack = written({ ...base, kind: 'send-back', reason: 'Still open.' });
  expect(find(sentBack, written(review('fixed')))).toBeUndefined();
  expect(find({ text: 'He said:\nReviewed with Guardrail: fixed', at })).toBeUndefined();
  expect(find()).toBeUndefined();
});

it.each(['en', 'ja'] as const)('finds the answer that sent the last review back, in %s', (locale) => {
  const exchange = (...comments: Parameters<typeof find>) => findReviewExchange(comments, writeActionComment);
  const sentBack = written({ ...base, kind: 'send-back', reason: 'Still open.\nSee AWS.' }, locale);
  const chat = { text: 'I look at it.', at, by: 'Mika' };
  const answer = { sentBack: { reason: 'Still open.\nSee AWS.', at, by: 'Mika' } };
  expect(exchange(chat, sentBack, written(review('fixed')))).toEqual(answer);
  expect(exchange(written(review('fixed')), sentBack)).not.toHaveProperty('sentBack');
  expect(exchange(written({ ...base, kind: 'approve', reason: '' }, locale), sentBack)).toEqual({});
  const long = written({ ...base, kind: 'send-back', reason: 'x'.repeat(5_000) }, locale);
  expect(exchange(long).sentBack?.reason).toHaveLength(2_000);
});

it.each(['en', 'ja'] as const)(
  'reads the end of an intention, the other team and the evidence in %s',
  (locale) => {
    const evidence = {
      finding: {
        ...({ source: 'config', rule: 'r', resourceType: 'AWS::S3::Bucket', resource: 'b' } as const),
        ...({ account: '111111111111', region: 'eu-west-1', state: 'failing' } as const),
      },
      template: {
        ...({ file: 'web.yaml', line: 3, logicalId: 'Bucket', confidence: 'certain' } as const),
        page: 'https://example.com/web.yaml#L3',
      },
    };
    const intended = { ...review('intended', 'Public: yes.'), until: '2027-01-31', evidence };
    const found = find(written(intended, locale));
    expect(found).toMatchObject({ outcome: 'intended', until: '2027-01-31', reason: 'Public: yes.' });
    expect(found?.evidence).toHaveLength(5);
    expect(found?.evidence.at(-1)).toBe('https://example.com/web.yaml#L3');
    const notOurs = {
      ...base,
      kind: 'review',
      outcome: 'not-ours',
      team: 'Network',
      reason: 'Theirs.',
    } as const;
    expect(find(written(notOurs, locale))).toMatchObject({ outcome: 'not-ours', team: 'Network' });
  },
);

it.each([
  ['a branch', 'Merged.\nBranch: main'],
  ['an address', 'See\nhttps://example.com/change'],
  ['a finding and its resource', 'Finding: the old one\nResource: gone\nAWS: no longer reports it'],
  ['a whole block, and more', 'Finding: none\nResource: r\nAWS: ok\nCommit: abc'],
  ['a line in another language', 'Done.\nブランチ: main'],
])('leaves %s in the last lines of a reason', (_what, reason) => {
  const finding = {
    ...({ source: 'config', rule: 'r', resourceType: 'AWS::S3::Bucket', resource: 'b' } as const),
    ...({ account: '111111111111', region: 'eu-west-1', state: 'failing' } as const),
  };
  for (const locale of ['en', 'ja'] as const) {
    expect(find(written(review('fixed', reason), locale))).toMatchObject({ reason });
    const evidence = { finding, change: { branch: 'fix', commit: '1'.repeat(40) } };
    const found = find(written({ ...review('fixed', reason), evidence }, locale));
    expect(found).toMatchObject({ reason });
    expect(found?.evidence).toHaveLength(5);
  }
});

it.each(['en', 'ja'] as const)(
  'reads the attached changes of a template in %s, apart from the reason',
  (locale) => {
    const finding = {
      ...({ source: 'config', rule: 'r', resourceType: 'AWS::S3::Bucket', resource: 'b' } as const),
      ...({ account: '111111111111', region: 'eu-west-1', state: 'failing' } as const),
    };
    const lines = ['@@ -1,2 +1,3 @@', '   Bucket:', '+    Finding: none', '', '-Branch: main'];
    const patch = {
      ...{ file: 'web.yaml', base: 'main', text: lines.join('\n'), lines: lines.length },
      ...{ added: 1, removed: 1, hidden: 0, isCut: true },
    };
    const reason = 'Closed it.\nChanges: 3 lines above';
    const found = find(written({ ...review('fixed', reason), evidence: { finding, patch } }, locale));
    expect(found).toMatchObject({ reason, patch: lines });
    expect(found?.evidence).toHaveLength(4);
  },
);

it('reads a review of an earlier version, which had no evidence if no finding was known', () => {
  const text = 'Reviewed with Guardrail: fixed\nMerged.\nBranch: main';
  expect(find({ text, at })).toMatchObject({ reason: 'Merged.\nBranch: main', evidence: [] });
});

it('cuts a reason that is longer than one that Guardrail sends', () => {
  expect(find({ text: `Reviewed with Guardrail: fixed\n${'🙂'.repeat(3_000)}`, at })?.reason).toBe(
    '🙂'.repeat(2_000),
  );
});
