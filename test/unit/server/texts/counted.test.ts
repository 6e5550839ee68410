import { expect, it } from 'vitest';
import type { Agreement } from '../../../../daemon/domain/linking/evidence.ts';
import { note } from '../../../../daemon/domain/problems/note.ts';
import { problem } from '../../../../daemon/domain/problems/problem.ts';
import { sayNote, sayProblem, textsOf } from '../../../../daemon/server/texts/say.ts';

const { evidence, terminal, editor, coverage } = textsOf('en');
const logs = { by: 'tags', stack: 'shop', logicalId: 'Logs' } as const;
const unproven = (agreement: Agreement) =>
  evidence({ ...logs, reason: { kind: 'unproven', agreement, places: 1, doubt: 'few-resources' } });
const rebuilt = (count: number) =>
  sayProblem(
    problem('store-rebuilt-with-losses', {
      aside: '/old',
      reviews: count,
      filings: count,
      choices: count,
      damagedReviews: count,
      damagedFilings: count,
      tickets: [],
      isWhole: true,
    }),
    'en',
  );
const report = (count: number) =>
  terminal.sync
    .report(
      {
        team: 'Search',
        accounts: count,
        findings: { failing: count, added: 0, resolved: 0 },
        tickets: { total: count, changed: count, linked: count },
        way: 'organization',
        calls: {},
        duration: 0,
        coverage: [],
        notes: [],
      },
      { read: `${count}/${count}`, calls: count, seconds: '1.0' },
    )
    .join('\n');

it('a number has the form of its noun', () => {
  expect(rebuilt(1)).toContain(
    '1 waiting review, 1 ticket that you filed and 1 chosen link were saved. 1 waiting review is damaged and is',
  );
  expect(rebuilt(2)).toContain(
    '2 waiting reviews, 2 tickets that you filed and 2 chosen links were saved. 2 waiting reviews are damaged',
  );
  expect(unproven({ shared: 1, total: 1, isComplete: true })).toContain("1 of that stack's 1 resource,");
  expect(report(1)).toMatch(/1 account, 1 failing finding .*\n.*1 ticket .*\n.*1\/1 place .* 1 API call,/);
  expect(report(0)).toMatch(
    /0 accounts, 0 failing findings .*\n.*0 tickets .*\n.*0\/0 places .* 0 API calls,/,
  );
  expect(terminal.sync.incomplete(1, 9, '')).toContain('1 of 9 places is missing');
  expect(terminal.demo.findings(1)).toContain('Its 1 finding by');
});

const ofOne = [
  rebuilt(1),
  report(1),
  unproven({ shared: 1, total: 1, isComplete: true }),
  evidence({
    ...logs,
    reason: { kind: 'few-shared', agreement: { shared: 1, total: 1, isComplete: false } },
  }),
  evidence({
    ...logs,
    reason: {
      kind: 'unproven',
      agreement: { shared: 1, total: 1, isComplete: true },
      places: 1,
      doubt: 'few-resources',
    },
    qualifiers: [
      { kind: 'first-shown', shown: 1 },
      { kind: 'unread', count: 1 },
      { kind: 'rejected-several', places: 1, at: '2026-11-24T12:00:00.000Z' },
    ],
  }),
  terminal.sync.incomplete(1, 1, ''),
  terminal.demo.findings(1),
  terminal.status.findings(1),
  terminal.status.tickets(1),
  terminal.status.notRead(1),
  terminal.tables.candidates(1),
  editor.lens({ severity: 'high', count: 1, inReview: 0, title: undefined, isCandidate: false }),
  editor.reviewTickets(1),
  editor.openOneOfTickets(1),
  coverage({ sources: 'config', accounts: 1, regions: 1, named: 'x', isOne: false }),
  ...[
    problem('aws-credentials-late', { maxSeconds: 1 }),
    problem('sync-too-long', { minutes: 1 }),
    problem('tickets-unreadable', { tickets: 1, named: [{ key: 'PAY-1', field: 'status' }] }),
    problem('jira-tickets-not-listed', { known: 1 }),
    problem('jira-tickets-gone', { known: 1 }),
    problem('reason-invalid', { length: 1, maxLength: 1000 }),
    problem('move-needs-fields', { ticket: 'PAY-1', move: 'Review', fields: ['Team'] }),
  ].map((each) => sayProblem(each, 'en')),
  ...[
    note('recorder-limited', { typeCount: 1 }),
    note('recorder-excludes', { types: ['AWS::S3::Bucket'] }),
    note('templates-denied', { operations: ['GetTemplate'], accounts: ['x'] }),
    note('folder-too-deep', { maxDepth: 1 }),
    note('accounts-read', { accounts: 1 }),
    note('findings-read', { findings: 1 }),
    note('tickets-read', { tickets: 1 }),
  ].map((each) => sayNote(each, 'en')),
];

it.each(ofOne)('speaks of one thing in the singular: %s', (sentence) => {
  expect(sentence).not.toMatch(
    /\b1 (\w+ )?(reviews|links|resources|places|tickets|findings|accounts|regions|calls|types|levels|seconds|minutes|characters|candidates)\b|^1 \w+ are\b|\bthem\b|\bthese permissions\b|needs fields/,
  );
});
