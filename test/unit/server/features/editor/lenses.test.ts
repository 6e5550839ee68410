import { describe, expect, it } from 'vitest';
import { clientCommands } from '#protocol/client-commands.ts';
import type { FindingView } from '#protocol/findings.ts';
import type { Locale } from '../../../../../daemon/base/text.ts';
import { wholeLine } from '../../../../../daemon/server/features/editor/extents.ts';
import { lensesOf } from '../../../../../daemon/server/features/editor/lenses.ts';
import type { Mark } from '../../../../../daemon/server/features/editor/marks.ts';
import { findingView, ticketOfFinding } from '../../../../support/finding-view.ts';

function mark(logicalId: string, candidate: boolean, over: Partial<FindingView> = {}): Mark {
  const place = { file: '/app/a.yaml', line: 1, column: 2, endColumn: 6, logicalId };
  return { view: findingView(over), place, extent: wholeLine(1), candidate };
}

describe('the lenses of a candidate', () => {
  const choosing = (marks: readonly Mark[]) =>
    lensesOf(marks, 'en').filter(({ command }) => command?.command === clientCommands.chooseLink);

  it('ask for the right one, once per resource', () => {
    const marks = [mark('Data', true), mark('Data', true, { key: 'another rule' })];
    expect(choosing(marks)).toHaveLength(1);
  });

  it('ask once for several resources, of which the user chooses one', () => {
    const other = { key: 'other', resource: { type: 'AWS::S3::Bucket', id: 'other' } };
    const [asked, ...more] = choosing([mark('Data', true), mark('Data', true, other)]);
    expect(asked?.command?.arguments).toEqual([[findingView().key, 'other']]);
    expect(more).toEqual([]);
  });

  it('do not ask if the link is known', () => {
    expect(choosing([mark('Data', false)])).toEqual([]);
  });
});

it('no lens opens a ticket without a page', () => {
  const opens = (url: string) =>
    lensesOf([mark('Data', false, { ticket: ticketOfFinding({ url }) })], 'en').some(
      ({ command }) => command?.command === clientCommands.openTicket,
    );
  expect([opens('https://jira.example.com/browse/PAY-1'), opens('')]).toEqual([true, false]);
});

describe('the lens that moves a ticket to review', () => {
  const offered = (ticket: Parameters<typeof ticketOfFinding>[0]) =>
    lensesOf([mark('Data', false, { ticket: ticketOfFinding(ticket) })], 'en').some(
      ({ command }) => command?.command === clientCommands.reviewFinding,
    );

  it.each([
    ['waits for the developer', {}, true],
    ['has a review that Jira did not take', { review: 'conflict' }, true],
    ['was moved, and Jira refused the rest of its review', { state: 'review', review: 'conflict' }, true],
    ['has a review in progress', { review: 'waiting' }, false],
    ['is with its reviewer', { state: 'review' }, false],
    ['is done', { state: 'done' }, false],
  ] as const)('is shown or hidden for a ticket that %s', (_, ticket, expected) => {
    expect(offered(ticket)).toBe(expected);
  });
});

describe('the lenses of a resource', () => {
  const lenses = (views: readonly Partial<FindingView>[], locale: Locale = 'en') =>
    lensesOf(
      views.map((view, index) => mark('Data', false, { key: `${index}`, ...view })),
      locale,
    ).map(({ command }) => [command?.title, command?.command, ...(command?.arguments ?? [])]);
  const titles = (views: readonly Partial<FindingView>[], locale: Locale = 'en') =>
    lenses(views, locale).map(([title]) => title);
  const ticket = (key: string, over: Parameters<typeof ticketOfFinding>[0] = {}) => ({
    ticket: ticketOfFinding({ key, ...over }),
  });

  it('say what fails if one rule does', () => {
    expect(lenses([{ severity: 'critical', ...ticket('PAY-1') }])).toEqual([
      ['Critical · Everyone can read this bucket', clientCommands.openFinding, '0'],
      ['Move PAY-1 to review', clientCommands.reviewFinding, '0'],
      ['Open PAY-1', clientCommands.openTicket, '0'],
    ]);
    expect(titles([{ severity: 'critical', ...ticket('PAY-1') }], 'ja')).toEqual([
      '重大度 重大 · Everyone can read this bucket',
      'PAY-1 をレビューに進める',
      'PAY-1 を開く',
    ]);
  });

  it('are few if many rules fail: the worst severity, the count, and each action once', () => {
    const views = [
      ...[ticket('PAY-1'), ticket('PAY-2')].map((each) => ({ severity: 'medium' as const, ...each })),
      { severity: 'high' as const, ...ticket('PAY-2') },
      { severity: 'low' as const },
    ];
    expect(lenses(views)).toEqual([
      ['High · 4 findings', clientCommands.openFinding, ['0', '1', '2', '3']],
      ['Move 2 tickets to review', clientCommands.reviewFinding, '0', ['0', '2']],
      ['Open one of 2 tickets', clientCommands.openTicket, ['0', '2']],
    ]);
    expect(titles(views, 'ja')).toEqual([
      '重大度 高 · 検出結果 4 件',
      'チケット 2 件をレビューに進める',
      'チケット 2 件から選んで開く',
    ]);
  });

  it('have the worst severity of those that wait for the developer, and say how many are in review', () => {
    const reviewed = { severity: 'critical' as const, ...ticket('PAY-9', { state: 'review' }) };
    const waiting = { severity: 'medium' as const, ...ticket('PAY-1') };
    expect(titles([reviewed, waiting])[0]).toBe('Medium · 2 findings · 1 in review');
    expect(titles([reviewed, reviewed])).toEqual(['Critical · 2 findings · in review', 'Open PAY-9']);
    expect(titles([reviewed, waiting], 'ja')[0]).toBe('重大度 中 · 検出結果 2 件 · うち 1 件はレビュー中');
  });

  it('carry a bounded list of keys', () => {
    const many = lenses(Array.from({ length: 500 }, () => ({})));
    expect(many).toEqual([['High · 500 findings', clientCommands.openFinding, expect.any(Array)]]);
    expect(many[0]?.[2]).toHaveLength(50);
  });
});

describe('every lens', () => {
  it('shows text from AWS and templates as text, never as an icon', () => {
    const hostile = mark('$(check)', true, { title: 'Bucket $(pass-filled) a' });
    const titles = lensesOf([hostile], 'en').map(({ command }) => command?.title ?? '');
    expect(titles.length).toBeGreaterThan(1);
    for (const title of titles) expect(title).not.toMatch(/(?<!\\)\$\(/);
    expect(titles[0]).toContain('\\$(pass-filled)');
    expect(titles[0]).toMatch(/ · may be this resource$/);
  });
});
