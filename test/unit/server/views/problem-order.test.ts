import { expect, it } from 'vitest';
import { Problem, type ProblemCode } from '../../../../daemon/domain/problems/problem.ts';
import { worstFirst } from '../../../../daemon/server/views/problem-order.ts';

const codes = (...given: ProblemCode[]) =>
  worstFirst(given.map((code) => new Problem(code, {}))).map(({ code }) => code);

it('problems of everything come before problems of AWS, and those before problems of Jira', () => {
  expect(
    codes('jira-signed-out', 'aws-unreachable', 'team-missing', 'store-disk-failed', 'configuration-invalid'),
  ).toEqual([
    'configuration-invalid',
    'store-disk-failed',
    'team-missing',
    'aws-unreachable',
    'jira-signed-out',
  ]);
});

it('a code is named once, and equal problems keep their order', () => {
  expect(codes('jira-failed', 'jira-refused', 'jira-failed')).toEqual(['jira-failed', 'jira-refused']);
});
