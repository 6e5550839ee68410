import { describe, expect, it } from 'vitest';
import { note } from '../../../../daemon/domain/problems/note.ts';
import { type ProblemCode, problem } from '../../../../daemon/domain/problems/problem.ts';
import { sayNote, sayProblem } from '../../../../daemon/server/texts/say.ts';

const unreadable = (tickets: number, named: readonly { key?: string; id?: string; field: string }[]) =>
  problem('tickets-unreadable', { tickets, named });

describe('tickets that could not be read', () => {
  it('are named with their fields, and the others are counted', () => {
    const named = ['PAY-0', 'PAY-1'].map((key) => ({ key, field: 'status' }));
    expect(sayProblem(unreadable(40, named), 'en')).toContain(
      '40 tickets could not be read and may be missing or out of date: PAY-0 (status), PAY-1 (status) and 38 more.',
    );
    expect(sayProblem(unreadable(40, named), 'ja')).toContain('PAY-0 (status)、PAY-1 (status)、ほか 38 件');
  });

  it('are described if they have no key', () => {
    expect(sayProblem(unreadable(1, [{ field: 'key' }]), 'en')).toMatch(/^1 ticket could.*one without a key/);
    expect(sayProblem(unreadable(1, [{ id: '10001', field: 'key' }]), 'en')).toContain(
      'the one with the id 10001 (key)',
    );
  });
});

describe('a list of tickets that is suddenly empty', () => {
  it.each([
    ['jira-tickets-not-listed', 2, 'none of the 2 tickets known before', '2 件'],
    ['jira-tickets-gone', 2, 'All 2 tickets known before', '2 件'],
    ['jira-tickets-gone', 1, 'The 1 ticket known before', '1 件'],
  ] as const)('%s names the setting of the project', (code, known, en, ja) => {
    const gone = problem(code satisfies ProblemCode, { known });
    expect(sayProblem(gone, 'en')).toContain(en);
    expect(sayProblem(gone, 'ja')).toContain(ja);
    for (const locale of ['en', 'ja'] as const)
      expect(sayProblem(gone, locale)).toContain('guardrail.jira.project');
  });
});

it('a sync run reports its progress', () => {
  const step = note('source-read', { account: '111111111111', region: 'eu-west-1', source: 'config' });
  expect(sayNote(step, 'en')).toBe('AWS: config of 111111111111 in eu-west-1');
  expect(sayNote(note('findings-read', { findings: 1 }), 'en')).toBe('AWS: 1 finding');
  expect(sayNote(note('tickets-read', { tickets: 7 }), 'ja')).toBe('Jira: チケット 7 件');
});

it('tickets that moved are named with both keys', () => {
  const moved = note('tickets-moved', { tickets: 2, named: [{ from: 'PAY-2', to: 'OPS-9' }] });
  expect(sayNote(moved, 'en')).toContain('PAY-2 → OPS-9 and 1 more.');
  expect(sayNote(moved, 'ja')).toContain('PAY-2 → OPS-9、ほか 1 件');
});

it('a run that took too long names its duration and the next step', () => {
  expect(sayProblem(problem('sync-too-long', { minutes: 20 }), 'en')).toBe(
    'The last refresh was stopped after 20 minutes. What it had read is kept. The next refresh tries again. If this remains, check the network, or list fewer accounts and regions.',
  );
});
