import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import { findingRow } from '../../../../../daemon/server/views/finding-row.ts';
import { findingItem } from '../../../../../extension/findings/item/finding-item.ts';
import { findingTooltip } from '../../../../../extension/findings/item/finding-tooltip.ts';
import { overdueDecorations, overdueUri } from '../../../../../extension/findings/item/overdue-decoration.ts';
import { findingView, ticketOfFinding } from '../../../../support/finding-view.ts';
import { allTricks } from '../../../../support/known-tricks.ts';

const item = (over: Partial<FindingView> = {}) =>
  findingItem(findingRow(findingView({ short: 'public read', ...over })), undefined, {
    grouping: 'state',
    ticketsRead: true,
  });
const decorate = (over: Partial<FindingView>) => {
  const uri = item(over).resourceUri;
  return uri && overdueDecorations.provideFileDecoration(uri, undefined as never);
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(new Date(2026, 10, 24, 12));
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the row of a finding', () => {
  const late = { ticket: ticketOfFinding({ due: '2026-11-12', priority: 'High', assignee: 'Aiko Mori' }) };

  it('names the resource, then what is wrong, when that is due, the ticket and who has it', () => {
    const { label, description } = item(late);
    expect(label).toBe('logs');
    expect(description).toBe('public read · 12 d late · PAY-1 · AM');
  });

  it('says all of it in full to a screen reader', () => {
    expect(item(late).accessibilityInformation?.label).toBe(
      'high: logs, Everyone can read this bucket, overdue since 2026-11-12 (12 d), PAY-1, Aiko Mori',
    );
  });

  it('has the title if there is no shorter one', () => {
    const { short: _short, ...without } = findingView();
    const shown = { grouping: 'state', ticketsRead: true } as const;
    expect(findingItem(findingRow(without), undefined, shown).description).toBe(
      'Everyone can read this bucket',
    );
  });

  it('says that tickets were not read, and does not deny a ticket, in the row, its label and its tooltip', () => {
    const finding = findingView({ ticketUnknown: true });
    const row = findingItem(findingRow(finding), undefined, { grouping: 'severity', ticketsRead: false });
    expect(row.description).toContain('Tickets not read yet');
    expect(row.accessibilityInformation?.label).toContain('Tickets not read yet');
    expect(findingTooltip(finding, undefined).value).toContain('Tickets not read yet');
    expect(findingTooltip(findingView(), undefined).value).toContain('No ticket');
  });

  it('has a mark only while it is overdue, and no color: a list that is late is not all red', () => {
    expect(decorate(late)).toEqual({ badge: '!', tooltip: '12 days late', color: undefined });
    expect(decorate({ ticket: ticketOfFinding({ due: '2026-11-23' }) })).toMatchObject({
      tooltip: '1 day late',
    });
    expect(item({ ticket: ticketOfFinding({ due: '2026-11-24' }) }).resourceUri).toBeUndefined();
    expect(
      item({ ticket: ticketOfFinding({ due: '2026-11-12', state: 'review' }) }).resourceUri,
    ).toBeUndefined();
    expect(overdueUri(12)).toEqual(item(late).resourceUri);
  });

  it('leaves the decorations of files alone', () => {
    const file = { scheme: 'file', path: '/overdue', query: '12' } as never;
    expect(overdueDecorations.provideFileDecoration(file, undefined as never)).toBeUndefined();
  });
});

describe('the tooltip of a finding', () => {
  const tooltip = (over: Partial<FindingView>) => findingTooltip(findingView(over), undefined).value;

  it('has the facts that the row has no room for, and the fix', () => {
    const text = tooltip({
      remedy: 'Block it.',
      ticket: ticketOfFinding({ priority: 'High', assignee: 'Aiko' }),
    });
    for (const part of [
      '**Everyone can read this bucket**',
      'Block it',
      'S3&#95;BUCKET',
      'PAY&#45;1',
      'Aiko',
    ])
      expect(text).toContain(part);
  });

  it('has no markup but its own, whatever AWS and Jira say', () => {
    for (const trick of allTricks) {
      const text = tooltip({
        title: trick,
        rule: trick,
        resource: { type: 'AWS::S3::Bucket', id: trick },
        ticket: ticketOfFinding({ status: trick, assignee: trick, priority: trick }),
      });
      const own = text
        .replace(/&#\d+;/g, '')
        .replace(/^\*\*|\*\*$/gm, '')
        .replace(/^- /gm, '');
      expect(own, trick).not.toMatch(/[\\`*_{}[\]()#+\-.!|<>~&:@$/]/);
    }
  });

  it('has a limit for each line', () => {
    expect(tooltip({ remedy: 'x'.repeat(100_000) }).length).toBeLessThan(3_000);
  });
});
