import { expect, it } from 'vitest';
import { Problem } from '../../../../daemon/domain/problems/problem.ts';
import { worstFirst } from '../../../../daemon/server/views/problem-order.ts';

const text = { en: '', ja: '' };
const codes = (...given: string[]) =>
  worstFirst(given.map((code) => new Problem(code, text, text))).map(({ code }) => code);

it('what stops everything comes before what stops AWS, and that before what stops Jira', () => {
  expect(
    codes('jira-signed-out', 'aws-unreachable', 'team-missing', 'store-broken', 'configuration-invalid'),
  ).toEqual(['configuration-invalid', 'store-broken', 'team-missing', 'aws-unreachable', 'jira-signed-out']);
});

it('a code is named once, and equals keep their order', () => {
  expect(codes('jira-failed', 'jira-refused', 'jira-failed')).toEqual(['jira-failed', 'jira-refused']);
});
