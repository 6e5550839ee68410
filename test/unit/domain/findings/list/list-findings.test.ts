import { describe, expect, it } from 'vitest';
import type { ListQuery } from '#protocol/finding-list.ts';
import type { FindingView } from '#protocol/findings.ts';
import { listEntries } from '../../../../../daemon/domain/findings/list/list-entry.ts';
import {
  filterChoices,
  type ListFacts,
  listFindings,
} from '../../../../../daemon/domain/findings/list/list-findings.ts';
import { findingView, ticketOfFinding } from '../../../../support/finding-view.ts';

const today = '2026-11-24';
const query = (over: Partial<ListQuery> = {}): ListQuery => ({
  groupBy: 'state',
  order: 'urgency',
  filter: {},
  today,
  ...over,
});
const facts: ListFacts = { accountName: () => undefined, pathIn: (file) => file, mine: () => undefined };
const listed = (findings: readonly FindingView[], over: Partial<ListQuery> = {}, known = facts) =>
  listFindings(listEntries(findings), query(over), known);
/** The groups with their counts, and the keys of each. */
const shown = (findings: readonly FindingView[], over: Partial<ListQuery> = {}, known = facts) => {
  const list = listed(findings, over, known);
  return list.firstGroups(100).map(({ id, count }) => [
    `${id} ${count}`,
    list
      .firstRows(id, 100)
      .map(({ key }) => key)
      .join(' '),
  ]);
};
const keys = (findings: readonly FindingView[], filter: ListQuery['filter'], known = facts) =>
  shown(findings, { filter, groupBy: 'severity' }, known)
    .map(([, keys]) => keys)
    .join(' ');
const due = (key: string, date: string | undefined, over: Partial<FindingView> = {}) =>
  findingView({ key, ticket: ticketOfFinding({ ...(date !== undefined && { due: date }) }), ...over });

describe('the groups of a list', () => {
  it('by state are those that need one more step, then those that wait for a developer', () => {
    expect(
      shown([
        findingView({ key: 'done', ticket: ticketOfFinding({ state: 'done' }) }),
        findingView({ key: 'none' }),
        findingView({ key: 'todo', ticket: ticketOfFinding() }),
        findingView({ key: 'conflict', ticket: ticketOfFinding({ state: 'done', review: 'conflict' }) }),
      ]),
    ).toEqual([
      ['state:conflict 1', 'conflict'],
      ['state:todo 1', 'todo'],
      ['state:none 1', 'none'],
      ['state:done 1', 'done'],
    ]);
  });

  it('by state divide what is to do by due date, if anything is overdue or due soon', () => {
    const later = [due('later', '2026-12-02'), due('undated', undefined)];
    const all = [...later, due('soon', '2026-12-01'), due('today', today), due('over', '2026-11-23')];
    expect(shown(all)).toEqual([
      ['state:todo 5', 'over today soon later undated'],
      ['state:todo/overdue 1', 'over'],
      ['state:todo/due-soon 2', 'today soon'],
      ['state:todo/later 2', 'later undated'],
    ]);
    expect(shown(later)).toEqual([['state:todo 2', 'later undated']]);
    expect(listed(all).firstGroups(10)[1]).toEqual({
      id: 'state:todo/overdue',
      within: 'state:todo',
      value: 'overdue',
      count: 1,
      overdue: 1,
    });
  });

  it('by due date end with the findings for which no date counts', () => {
    const inReview = findingView({
      key: 'r',
      ticket: ticketOfFinding({ state: 'review', due: '2026-11-01' }),
    });
    expect(
      shown([inReview, due('over', '2026-11-23'), due('far', '2027-01-01')], { groupBy: 'due' }),
    ).toEqual([
      ['due:overdue 1', 'over'],
      ['due:later 1', 'far'],
      ['due: 1', 'r'],
    ]);
  });

  it('by severity begin with the most severe', () => {
    const all = [findingView({ key: 'l', severity: 'low' }), findingView({ key: 'c', severity: 'critical' })];
    expect(shown(all, { groupBy: 'severity' }).map(([group]) => group)).toEqual([
      'severity:critical 1',
      'severity:low 1',
    ]);
  });

  it('by template, rule, account, resource or assignee begin with the largest, and end with what has none', () => {
    const place = { file: '/w/a.yaml', line: 1, column: 0, endColumn: 4, logicalId: 'Logs' };
    const linked = (key: string, file: string) =>
      findingView({ key, link: { confidence: 'certain', evidence: '', place: { ...place, file } } });
    expect(
      shown(
        [
          linked('1', '/w/b.yaml'),
          linked('2', '/w/a.yaml'),
          linked('3', '/w/b.yaml'),
          findingView({ key: '4' }),
        ],
        {
          groupBy: 'template',
        },
      ),
    ).toEqual([
      ['template:/w/b.yaml 2', '1 3'],
      ['template:/w/a.yaml 1', '2'],
      ['template: 1', '4'],
    ]);
    const oneOf = (key: string, ...files: string[]) =>
      findingView({
        key,
        link: {
          confidence: 'candidates',
          evidence: '',
          candidates: files.map((file) => ({ ...place, file })),
        },
      });
    // Both places of the second are in one file.
    const candidates = [
      oneOf('1', '/w/a.yaml', '/w/b.yaml'),
      oneOf('2', '/w/a.yaml', '/w/a.yaml'),
      findingView({ key: '3' }),
    ];
    expect(shown(candidates, { groupBy: 'template' })).toEqual([
      ['template:/w/a.yaml 1', '2'],
      ['template:several 1', '1'],
      ['template: 1', '3'],
    ]);
    const { ruleIdentifier: _none, ...unknownRule } = findingView({ key: 'u', rule: 'own-rule' });
    expect(shown([findingView({ key: '1', rule: 'deployed-as' }), unknownRule], { groupBy: 'rule' })).toEqual(
      [
        ['rule:S3_BUCKET_PUBLIC_READ_PROHIBITED 1', '1'],
        ['rule:own-rule 1', 'u'],
      ],
    );
    const mine = findingView({ key: 'm', ticket: ticketOfFinding({ assignee: 'Mio' }) });
    expect(shown([findingView({ key: 'a' }), mine], { groupBy: 'assignee' })).toEqual([
      ['assignee:Mio 1', 'm'],
      ['assignee: 1', 'a'],
    ]);
  });

  it('have the names that the reader knows: of a rule, a resource, an account', () => {
    const finding = findingView({ resource: { type: 'AWS::S3::Bucket', id: 'b-1', name: 'logs' } });
    const named = { ...facts, accountName: () => 'payments' };
    const first = (groupBy: ListQuery['groupBy']) => listed([finding], { groupBy }, named).firstGroups(1)[0];
    expect(first('rule')?.label).toBe('Everyone can read this bucket');
    expect(first('account')).toMatchObject({ value: '111122223333', label: 'payments' });
    expect(first('resource')).toMatchObject({ label: 'logs', detail: 'AWS::S3::Bucket' });
  });

  it('are as many as asked for, and their number is known', () => {
    const all = ['a', 'b', 'c'].map((id) => findingView({ key: id, resource: { type: 'T', id } }));
    const list = listed(all, { groupBy: 'resource' });
    expect(list.groups).toBe(3);
    expect(list.firstGroups(2).map(({ label }) => label)).toEqual(['a', 'b']);
  });
});

describe('the rows of a group', () => {
  const all = [
    due('b', undefined, { firstSeen: '2026-11-02T00:00:00Z', resource: { type: 'T', id: 'z' } }),
    due('c', '2026-12-01', { severity: 'critical', firstSeen: '2026-11-03T00:00:00Z' }),
    due('d', '2026-12-30', { severity: 'low', resource: { type: 'T', id: 'i', name: 'Alpha' } }),
  ];
  const rows = (order: ListQuery['order'], maxRows = 9) =>
    listed(all, { order, groupBy: 'assignee' })
      .firstRows('assignee:', maxRows)
      .map(({ key }) => key)
      .join('');

  it('are in the order that the user chose', () => {
    expect(rows('urgency')).toBe('cdb');
    expect(rows('severity')).toBe('cbd');
    expect(rows('oldest')).toBe('dbc');
    expect(rows('newest')).toBe('cbd');
    expect(rows('resource')).toBe('dcb');
  });

  it('are as many as asked for', () => {
    expect(rows('urgency', 2)).toBe('cd');
    expect(listed(all).firstRows('rule:unknown', 9)).toEqual([]);
  });
});

describe('a filter', () => {
  const all = [
    findingView({ key: 'critical', severity: 'critical', account: '222222222222' }),
    due('todo', '2026-11-01', { firstSeen: '2026-11-20T00:00:00Z' }),
    findingView({
      key: 'done',
      ticket: ticketOfFinding({ state: 'done' }),
      firstSeen: '2026-11-20T00:00:00Z',
    }),
  ];

  it('lets through what fits all of its members', () => {
    expect(keys(all, {})).toBe('critical todo done');
    expect(keys(all, { severities: ['critical'] })).toBe('critical');
    expect(keys(all, { states: ['todo', 'done'] })).toBe('todo done');
    expect(keys(all, { states: ['todo', 'done'], accounts: ['222222222222'] })).toBe('');
    expect(keys(all, { rules: ['S3_BUCKET_PUBLIC_READ_PROHIBITED'], severities: ['high'] })).toBe(
      'todo done',
    );
  });

  it('by text finds each word in keys, titles, resources, accounts, tickets and files, in any case', () => {
    const place = { file: '/w/Network.yaml', line: 1, column: 0, endColumn: 4, logicalId: 'Vpc' };
    const finding = findingView({
      key: 'K',
      resource: { type: 'AWS::EC2::VPC', id: 'vpc-1', name: 'Main', arn: 'arn:aws:ec2:x' },
      ticket: ticketOfFinding({ key: 'PAY-77', assignee: 'Mio' }),
      link: { confidence: 'certain', evidence: '', place },
    });
    for (const text of [
      'pay-77',
      'MAIN',
      'network.yaml',
      'bucket everyone',
      'arn:aws:ec2',
      'mio',
      '1111',
      ' ',
    ])
      expect(keys([finding], { text }), text).toBe('K');
    expect(keys([finding], { text: 'main elsewhere' })).toBe('');
  });

  it('are counted again on another day, and since another time', () => {
    const entries = listEntries([due('soon', '2026-11-25'), due('late', '2026-11-20')]);
    const urgent = (over: Partial<ListQuery>) => {
      const list = listFindings(entries, query(over), facts);
      const { overdue, fresh } = list.counts;
      return [overdue, fresh, list.firstGroups(1)[0]?.overdue, list.firstGroups(1)[0]?.fresh];
    };
    expect(urgent({})).toEqual([1, 0, 1, undefined]);
    expect(urgent({ today: '2026-11-26' })).toEqual([2, 0, 2, undefined]);
    expect(urgent({ newSince: '2000-01-01T00:00:00Z' })).toEqual([1, 2, 1, 2]);
    expect(urgent({})).toEqual([1, 0, 1, undefined]);
  });

  it('by text finds words within one finding alone, at each place of the list and in each script', () => {
    const titles = ['İİİ one two', 'one', 'two', 'ONE ﬁve Σας two', ''];
    const findings = titles.map((title, at) => findingView({ key: `k${at}`, title }));
    const found = (text: string) => keys(findings, { text }).split(' ').sort().join(' ');
    expect(found('one two')).toBe('k0 k3');
    expect(found('two')).toBe('k0 k2 k3');
    expect(found('k4')).toBe('k4');
    expect(found('ﬁVE')).toBe('k3');
    expect(found(' ')).toBe('k0 k1 k2 k3 k4');
    expect(keys([], { text: 'one' })).toBe('');
  });

  it('by text finds the words that rows and groups show, and no part of a path that they do not', () => {
    const place = { file: '/home/aiko/shop/app.yaml', line: 1, column: 0, endColumn: 4, logicalId: 'Logs' };
    const finding = findingView({
      key: 'K',
      short: 'public read',
      link: { confidence: 'candidates', evidence: '', place, candidates: [place] },
    });
    const known: ListFacts = {
      ...facts,
      accountName: (account) => (account === finding.account ? 'Shop-Prod' : undefined),
      pathIn: (file) => file.slice('/home/aiko/shop/'.length),
    };
    for (const text of ['public read', 'shop-prod', 'app.yaml'])
      expect(keys([finding], { text }, known), text).toBe('K');
    expect(keys([finding], { text: 'aiko' }, known)).toBe('');
  });

  it('by what is new lets through what fails again since then', () => {
    const again = findingView({
      key: 'again',
      firstSeen: '2026-01-01T00:00:00Z',
      reopenedAt: '2026-11-20T00:00:00Z',
    });
    const list = listed([again], { filter: { isNew: true }, newSince: '2026-11-19T00:00:00Z' });
    expect([list.shown, list.counts.fresh]).toEqual([1, 1]);
  });

  it('by what is new asks for findings that wait and were first seen later', () => {
    const list = listed(all, { filter: { isNew: true }, newSince: '2026-11-19T00:00:00Z' });
    expect(list.firstRows('state:todo', 9).map(({ key }) => key)).toEqual(['todo']);
    expect(list.shown).toBe(1);
    expect(list.counts).toEqual({ all: 3, open: 2, overdue: 1, fresh: 1, urgent: 1 });
  });

  it('by the user’s own lets nothing through if it is not known who that is', () => {
    expect(keys(all, { mine: true }, { ...facts, mine: () => (key) => key === 'todo' })).toBe('todo');
    const unknown = listed(all, { filter: { mine: true } });
    expect([unknown.shown, unknown.isMineUnknown]).toEqual([0, true]);
  });

  it('can ask for every value that occurs, with its number of findings', () => {
    const known = { ...facts, mine: () => (key: string) => key === 'todo' };
    expect(filterChoices(listEntries(all), query({ newSince: '2026-11-19T00:00:00Z' }), known)).toEqual({
      severities: [
        { value: 'critical', count: 1 },
        { value: 'high', count: 2 },
      ],
      states: [
        { value: 'todo', count: 1 },
        { value: 'none', count: 1 },
        { value: 'done', count: 1 },
      ],
      accounts: [
        { value: '111122223333', count: 2 },
        { value: '222222222222', count: 1 },
      ],
      rules: [
        { value: 'S3_BUCKET_PUBLIC_READ_PROHIBITED', label: 'Everyone can read this bucket', count: 3 },
      ],
      mine: 1,
      fresh: 1,
    });
  });
});

describe('the place of a finding', () => {
  const all = [
    due('over', '2026-11-23'),
    due('b', '2026-12-20'),
    due('c', '2026-12-21'),
    findingView({ key: 'n' }),
  ];

  it('is its group, the position of that group, and its own', () => {
    expect(listed(all).locate('c')).toEqual({ group: 'state:todo/later', groupPosition: 0, position: 1 });
    expect(listed(all).locate('n')).toEqual({ group: 'state:none', groupPosition: 1, position: 0 });
  });

  it('says why it is in no group', () => {
    expect(listed(all, { filter: { states: ['none'] } }).locate('c')).toEqual({ hidden: 'filtered' });
    expect(listed(all).locate('gone')).toEqual({ hidden: 'unknown' });
  });
});
