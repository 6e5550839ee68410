import { describe, expect, it } from 'vitest';
import { type FindingSubject, maxFoundSubjects, type SubjectKind } from '#protocol/subjects.ts';
import type { TicketView } from '#protocol/tickets.ts';
import { offersOf } from '../../../../daemon/server/views/offers.ts';
import { followedOf, listedOf, searchIn, subjectsOf } from '../../../../daemon/server/views/subjects.ts';
import { findingView, ticketOfFinding } from '../../../support/finding-view.ts';

const ticket = (key: string, over: Partial<TicketView> = {}): TicketView => ({
  ...{
    key,
    url: `https://jira.example.com/browse/${key}`,
    summary: 'Close it',
    status: 'To Do',
    state: 'todo',
  },
  ...over,
});
const facts = { accountName: () => undefined, pathIn: (file: string) => file };
const place = (file: string) => ({ file, line: 3, column: 2, endColumn: 6, logicalId: 'Data' });
const linked = (file: string) => ({ confidence: 'certain', evidence: '', place: place(file) }) as const;
const { consoleUrl: _console, ...bare } = findingView({ key: 'bare' });
const tracked = findingView({ key: 'tracked', ticket: ticketOfFinding({ key: 'PAY-1' }) });

const listed = listedOf(
  [bare, tracked, findingView({ key: 'shared' })],
  [
    ticket('PAY-1', { finding: 'tracked' }),
    ticket('PAY-2', { findings: ['bare', 'shared'] }),
    ticket('PAY-3', { finding: 'gone' }),
  ],
);
const keys = ({ findings, tickets }: ReturnType<typeof subjectsOf>) => [
  findings.map(({ key }) => key),
  tickets.map(({ key }) => key),
];

describe('the named subjects', () => {
  it('have the ticket of a finding, and the findings of a ticket', () => {
    expect(keys(subjectsOf({ findings: ['tracked'], tickets: [] }, listed))).toEqual([
      ['tracked'],
      ['PAY-1'],
    ]);
    expect(keys(subjectsOf({ findings: [], tickets: ['PAY-2'] }, listed))).toEqual([
      ['bare', 'shared'],
      ['PAY-2'],
    ]);
    expect(keys(subjectsOf({ findings: ['shared'], tickets: [] }, listed))).toEqual([['shared'], ['PAY-2']]);
  });

  it('have the ticket of a finding that is not listed any more, and leave out what is unknown', () => {
    expect(keys(subjectsOf({ findings: ['gone', 'never'], tickets: ['PAY-9'] }, listed))).toEqual([
      [],
      ['PAY-3'],
    ]);
  });

  it('that a window follows include tickets that came back, at most fifty', () => {
    const back = Array.from({ length: 60 }, (_, number) => ticket(`PAY-${number}`, { cameBack: true }));
    expect(followedOf({ findings: [], tickets: ['PAY-0'] }, listedOf([], back)).tickets).toHaveLength(50);
  });
});

describe('a search for subjects', () => {
  it('finds those of the file that the user looks at first, then by state and urgency', () => {
    const findings = [
      findingView({ key: 'low', severity: 'low' }),
      findingView({ key: 'here', severity: 'low', link: linked('/app/b.yaml') }),
      findingView({ key: 'high' }),
      findingView({ key: 'review', ticket: ticketOfFinding({ state: 'review' }) }),
      findingView({ key: 'todo', ticket: ticketOfFinding() }),
    ];
    const found = searchIn({ kind: 'finding', file: '/app/b.yaml' }, listedOf(findings, []), facts);
    expect(found.findings.map(({ key }) => key)).toEqual(['here', 'todo', 'high', 'low', 'review']);
    expect(found.total).toBe(5);
  });

  it('looks for every word of a text, in findings and in tickets', () => {
    const many = listedOf(
      [findingView({ key: 'a', title: 'Open to all', region: 'eu-west-1' }), findingView({ key: 'b' })],
      [ticket('PAY-1', { summary: 'Close the port' }), ticket('PAY-2', { assignee: 'Aiko' })],
    );
    const findingKeys = (text: string) =>
      searchIn({ kind: 'finding', text }, many, facts).findings.map(({ key }) => key);
    expect(findingKeys('EU-west open')).toEqual(['a']);
    expect(findingKeys('open nowhere')).toEqual([]);
    const ticketKeys = (text: string) =>
      searchIn({ kind: 'ticket', text }, many, facts).tickets.map(({ key }) => key);
    expect([ticketKeys('port'), ticketKeys('aiko')]).toEqual([['PAY-1'], ['PAY-2']]);
  });

  it('returns the first of many, and says how many there are', () => {
    const many = Array.from({ length: 1_200 }, (_, number) => findingView({ key: `f${number}` }));
    const found = searchIn({ kind: 'finding' }, listedOf(many, []), facts);
    expect([found.findings.length, found.total]).toEqual([maxFoundSubjects, 1_200]);
  });

  it('counts tickets as a person does, and shows the last action first', () => {
    const acts = [
      ticket('PAY-10', { undo: { action: '1', kind: 'comment', at: '2026-11-01T00:00:00.000Z' } }),
      ticket('PAY-9', { undo: { action: '2', kind: 'comment', at: '2026-11-02T00:00:00.000Z' } }),
    ];
    const order = (kind: SubjectKind) =>
      searchIn({ kind }, listedOf([], acts), facts).tickets.map(({ key }) => key);
    expect([order('ticket'), order('undo')]).toEqual([
      ['PAY-9', 'PAY-10'],
      ['PAY-9', 'PAY-10'],
    ]);
    expect(searchIn({ kind: 'undo' }, listedOf([], acts.toReversed()), facts).tickets[0]?.key).toBe('PAY-9');
  });

  it.each<[FindingSubject, readonly string[]]>([
    ['finding', ['bare', 'full']],
    ['waiting', ['bare', 'full']],
    ['console', ['full']],
    ['template', ['full']],
    ['file', ['bare']],
    ['arn', ['full']],
    ['ticketKey', ['full']],
    ['ticketLink', ['full']],
  ])('for %s finds those alone that fit', (kind, expected) => {
    const full = findingView({
      ...{ key: 'full', ticket: ticketOfFinding(), link: linked('/a.yaml') },
      resource: { type: 'AWS::S3::Bucket', id: 'logs', arn: 'arn:aws:s3:::logs' },
    });
    const found = searchIn({ kind }, listedOf([bare, full], []), facts);
    expect(found.findings.map(({ key }) => key).toSorted()).toEqual(expected);
  });
});

describe('the offers of the palette', () => {
  const pending = { id: '1', kind: 'review', reason: 'Done.', createdAt: '', state: 'conflict' } as const;

  it('are nothing while nothing is listed', () => {
    expect(offersOf([], [], [])).toEqual([]);
  });

  it('count an action whose ticket is not listed', () => {
    expect(offersOf([], [], [pending])).toEqual(['withdraw', 'resolve', 'copyReason']);
    expect(offersOf([], [], [{ ...pending, state: 'waiting', reason: '' }])).toEqual(['withdraw']);
  });

  it('are those of the listed tickets', () => {
    expect(offersOf([], [ticket('PAY-1', { state: 'review' })], [])).toEqual([
      'ticket',
      'ticketPage',
      'decide',
    ]);
    expect(offersOf([], [ticket('PAY-1', { pending })], [])).toEqual([
      ...['ticket', 'ticketPage', 'review', 'withdraw', 'resolve', 'copyReason', 'reviewed'],
    ]);
  });
});
