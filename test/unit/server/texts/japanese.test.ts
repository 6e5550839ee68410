import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { note } from '../../../../daemon/domain/problems/note.ts';
import { problem } from '../../../../daemon/domain/problems/problem.ts';
import { sayNote, sayProblem, textsOf } from '../../../../daemon/server/texts/say.ts';

const folder = path.resolve(import.meta.dirname, '../../../../daemon/server/texts/ja');
const lines = globSync('*.ts', { cwd: folder }).flatMap((file) =>
  readFileSync(path.join(folder, file), 'utf8').split('\n'),
);
const japanese = /[ぁ-んァ-ヶ一-龠]/;
/** Without quotes and placeholders: these are code. */
const inBrackets = (pattern: RegExp) =>
  lines
    .flatMap((line) => line.replaceAll('\\`', '').match(pattern) ?? [])
    .filter((part) => !/['`$]/.test(part));

it('brackets are full-width around Japanese words, and half-width around others', () => {
  expect(inBrackets(/\([^()]*\)/g).filter((part) => japanese.test(part))).toEqual([]);
  expect(inBrackets(/（[^（）]*）/g).filter((part) => !japanese.test(part))).toEqual([]);
});

it.each([
  sayProblem(problem('aws-answer-unreadable', { call: 'sts:GetCallerIdentity', status: 503 }), 'ja'),
  sayProblem(problem('daemon-silent', { pid: 7 }), 'ja'),
  sayProblem(problem('daemon-unstoppable', { pid: 7 }), 'ja'),
  sayProblem(problem('ticket-elsewhere', { ticket: 'PAY-1' }), 'ja'),
  sayProblem(problem('jira-too-many-tickets', { site: 'https://a.atlassian.net', maxTickets: 5000 }), 'ja'),
  sayProblem(
    problem('store-rebuilt-with-losses', {
      aside: '/old',
      reviews: 1,
      filings: 1,
      choices: 1,
      damagedReviews: 1,
      damagedFilings: 1,
      tickets: ['PAY-1'],
      isWhole: true,
    }),
    'ja',
  ),
  sayNote(note('recorder-excludes', { types: ['AWS::S3::Bucket'] }), 'ja'),
  sayNote(note('file-denied', { code: 'EACCES' }), 'ja'),
  textsOf('ja').evidence({ by: 'name', name: 'logs', reason: { kind: 'literal' } }),
])('a space separates Japanese from other letters and half-width brackets: %s', (sentence) => {
  expect(sentence).not.toMatch(/[ぁ-んァ-ヶ一-龠][A-Za-z0-9(]|[A-Za-z0-9)][ぁ-んァ-ヶ一-龠]/);
  expect(sentence).not.toMatch(/ [、。（）「」]|[、。（）「」] /);
});

it.each([
  ['en', /^No team is configured/],
  ['ja', /^チームが未設定のため、ストアに Search の検出結果はありません。/],
] as const)('a store of no team has a sentence of its own (%s)', (locale, sentence) => {
  expect(sayProblem(problem('team-differs', { team: 'Search' }), locale)).toMatch(sentence);
});
