import { describe, expect, it } from 'vitest';
import { clientCommands } from '#protocol/client-commands.ts';
import type { FindingView } from '#protocol/findings.ts';
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

  it('ask at every resource that it may be', () => {
    const other = { key: 'other', resource: { type: 'AWS::S3::Bucket', id: 'other' } };
    expect(choosing([mark('Data', true), mark('Data', true, other)])).toHaveLength(2);
  });

  it('do not ask if the link is known', () => {
    expect(choosing([mark('Data', false)])).toEqual([]);
  });
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

describe('every lens', () => {
  it('shows text from AWS and templates as text, never as an icon', () => {
    const hostile = mark('$(check)', true, { title: 'Bucket $(pass-filled) a' });
    const titles = lensesOf([hostile], 'en').map(({ command }) => command?.title ?? '');
    expect(titles.length).toBeGreaterThan(1);
    for (const title of titles) expect(title).not.toMatch(/(?<!\\)\$\(/);
    expect(titles[0]).toContain('\\$(pass-filled)');
  });
});
