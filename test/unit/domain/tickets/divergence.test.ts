import { describe, expect, it } from 'vitest';
import { divergenceCodes } from '#protocol/divergence.ts';
import {
  type Divergence,
  divergencesOfFinding,
  duplicateOf,
  type FindingFacts,
  type TicketFacts,
} from '../../../../daemon/domain/tickets/divergence.ts';
import { textsOf } from '../../../../daemon/server/texts/say.ts';

const [before, then, since] = [
  '2026-11-20T00:00:00.000Z',
  '2026-11-21T12:00:00.000Z',
  '2026-11-22T00:00:00.000Z',
];

const ticket = (changes: Partial<TicketFacts> = {}): TicketFacts => ({
  key: 'PAY-1',
  state: 'todo',
  isCertain: true,
  isShared: false,
  othersFail: false,
  intention: undefined,
  ...changes,
});
const facts = (changes: Partial<FindingFacts> = {}): FindingFacts => ({
  isUnread: false,
  ticketsRead: true,
  isTicketUnread: false,
  isFiling: false,
  isSample: false,
  ...changes,
});
const codesOf = (given: FindingFacts) => divergencesOfFinding(given).map(({ code }) => code);

describe('a finding and its ticket', () => {
  const cases: readonly (readonly [name: string, given: FindingFacts, codes: readonly string[]])[] = [
    ['fails, its ticket waits: they agree', facts({ ticket: ticket() }), []],
    ['fails, its ticket is in review: they agree', facts({ ticket: ticket({ state: 'review' }) }), []],
    ['is resolved, its ticket waits', facts({ resolvedAt: then, ticket: ticket() }), ['resolved-open']],
    [
      'is resolved, its ticket is in review',
      facts({ resolvedAt: then, ticket: ticket({ state: 'review' }) }),
      ['resolved-open'],
    ],
    ['is resolved, its ticket is done', facts({ resolvedAt: then, ticket: ticket({ state: 'done' }) }), []],
    ['is resolved, and has no ticket', facts({ resolvedAt: then }), []],
    ['fails, its ticket is done', facts({ ticket: ticket({ state: 'done' }) }), ['done-failing']],
    [
      'fails, and is intended without an end',
      facts({ ticket: ticket({ state: 'done', intention: 'endless' }) }),
      [],
    ],
    [
      'fails, and is intended until a day to come',
      facts({ ticket: ticket({ state: 'done', intention: 'running', until: '2999-01-01' }) }),
      [],
    ],
    [
      'fails, and was intended until a day that is over',
      facts({ ticket: ticket({ state: 'done', intention: 'over', until: '2026-01-01' }) }),
      ['done-failing'],
    ],
    [
      'fails, and a done ticket only mentions it',
      facts({ ticket: ticket({ state: 'done', isCertain: false }) }),
      [],
    ],
    [
      'fails, and a done ticket is about other findings, too',
      facts({ ticket: ticket({ state: 'done', isShared: true }) }),
      [],
    ],
    ['fails again, its ticket waits', facts({ reopenedAt: then, ticket: ticket() }), ['reopened']],
    [
      'fails again, its ticket is still done',
      facts({ reopenedAt: then, ticket: ticket({ state: 'done' }) }),
      ['reopened', 'done-failing'],
    ],
    [
      'fails again, its ticket was done after that',
      facts({ reopenedAt: then, ticket: ticket({ state: 'done', movedAt: since }) }),
      ['done-failing'],
    ],
    [
      'fails again, its ticket is in review since before',
      facts({ reopenedAt: then, ticket: ticket({ state: 'review', movedAt: before }) }),
      ['reopened'],
    ],
    [
      'fails again, its ticket went to review after that',
      facts({ reopenedAt: then, ticket: ticket({ state: 'review', movedAt: since }) }),
      [],
    ],
    [
      'fails again, and is intended',
      facts({ reopenedAt: then, ticket: ticket({ state: 'done', intention: 'endless' }) }),
      [],
    ],
    [
      'failed again once, and is resolved again',
      facts({ resolvedAt: since, reopenedAt: then, ticket: ticket() }),
      ['resolved-open'],
    ],
    ['fails, its ticket was reopened', facts({ ticket: ticket({ reopenedAt: then }) }), ['reopened']],
    [
      'fails, a ticket that only mentions it was reopened',
      facts({ ticket: ticket({ reopenedAt: then, isCertain: false }) }),
      [],
    ],
    ['fails without a ticket', facts(), ['without-ticket']],
    ['fails again without a ticket', facts({ reopenedAt: then }), ['reopened', 'without-ticket']],
    ['fails, tickets were never read: it is unknown', facts({ ticketsRead: false }), []],
    ['fails, its ticket is being filed', facts({ isFiling: true }), []],
    ['is a sample', facts({ isSample: true }), []],
    ['has several open tickets', facts({ ticket: ticket(), duplicates: ['PAY-1', 'PAY-2'] }), ['duplicate']],
    [
      'is resolved and has several open tickets',
      facts({ resolvedAt: then, ticket: ticket(), duplicates: ['PAY-1', 'PAY-2'] }),
      ['resolved-open', 'duplicate'],
    ],
  ];

  it.each(cases)('%s', (_name, given, codes) => {
    expect(codesOf(given)).toEqual(codes);
  });

  it('are listed in the order of the codes', () => {
    const inOrder: readonly string[] = divergenceCodes;
    for (const [, given] of cases) {
      const found = codesOf(given).map((code) => inOrder.indexOf(code));
      expect(found).toEqual(found.toSorted((a, b) => a - b));
    }
  });

  it('may be old if AWS or Jira could not be read last time, and say so', () => {
    const [resolved] = divergencesOfFinding(facts({ resolvedAt: then, isUnread: true, ticket: ticket() }));
    const [unfiled] = divergencesOfFinding(facts({ isTicketUnread: true }));
    expect([resolved, unfiled]).toEqual([
      expect.objectContaining({ isUnread: true }),
      { code: 'without-ticket', isUnread: true },
    ]);
    const { divergence } = textsOf('en');
    expect(divergence(resolved as Divergence).what).toContain('The last sync could not read AWS there');
    expect(divergence(unfiled as Divergence).what).toContain('The last sync could not read Jira there');
  });
});

describe('the sentences', () => {
  const next = (given: FindingFacts) => {
    const [first] = divergencesOfFinding(given);
    return textsOf('en').divergence(first as Divergence).next;
  };

  it('suggest the step that fits the ticket’s state', () => {
    const resolved = (changes: Partial<TicketFacts>) =>
      next(facts({ resolvedAt: then, ticket: ticket(changes) }));
    expect(resolved({})).toBe('Move PAY-1 to review as fixed.');
    expect(resolved({ state: 'review' })).toBe('The reviewer can approve PAY-1.');
    expect(resolved({ isShared: true, othersFail: true })).toContain('Fix the other findings');
    expect(resolved({ pending: 'waiting' })).toContain('waits for Jira');
    expect(resolved({ pending: 'conflict' })).toContain('Resolve the conflict of PAY-1');
    expect(next(facts({ reopenedAt: then, ticket: ticket({ state: 'done' }) }))).toContain('Reopen PAY-1');
  });

  it('name the ticket that stands for a finding and the other ones, and how many more there are', () => {
    const { divergence } = textsOf('en');
    const two = divergence(duplicateOf('PAY-1', ['PAY-1', 'PAY-2']));
    expect(two.what).toBe('2 open tickets track this finding. Guardrail uses PAY-1; also open: PAY-2.');
    expect(two.next).toBe('Close PAY-2 in Jira as a duplicate of PAY-1.');
    const many = Array.from({ length: 30 }, (_, index) => `PAY-${index}`);
    expect(divergence(duplicateOf('PAY-0', many)).what).toContain('and 10 more.');
    expect(textsOf('ja').divergence(duplicateOf('PAY-0', many)).what).toContain('30 件');
  });
});
