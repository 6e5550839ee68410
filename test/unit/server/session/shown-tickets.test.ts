import { describe, expect, it } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import type { TicketView } from '#protocol/tickets.ts';
import { createShownTickets } from '../../../../daemon/server/session/shown-tickets.ts';
import { listedOf } from '../../../../daemon/server/views/subjects.ts';
import { findingView } from '../../../support/finding-view.ts';

const ticket = (key: string, over: Partial<TicketView> = {}): TicketView => ({
  ...{ key, url: '', summary: 'Close it', status: 'To Do', state: 'todo' },
  ...over,
});

function showing(tickets: readonly TicketView[], findings: readonly FindingView[] = []) {
  let known = listedOf(findings, tickets);
  const list = createShownTickets(() => known);
  return {
    list,
    become(next: readonly TicketView[]) {
      known = listedOf(findings, next);
      return list.next();
    },
  };
}
const open = [{ group: 'todo', rows: 2 }] as const;

describe('the list of tickets that a window shows', () => {
  it('is sent as far as it is visible: the number of each group, by due date the first rows of open groups', () => {
    const { list } = showing([
      ticket('PAY-3', { due: '2026-12-02' }),
      ticket('PAY-2', { due: '2026-12-01' }),
      ticket('PAY-1'),
      ticket('PAY-4', { state: 'done' }),
    ]);
    const shown = list.show({ open, have: 0 });
    expect(shown).toMatchObject({
      all: 4,
      groups: [
        { id: 'todo', count: 3 },
        { id: 'done', count: 1 },
      ],
    });
    expect(shown.rows?.map(({ key }) => key)).toEqual(['PAY-2', 'PAY-3']);
  });

  it('has the finding of a ticket in its row, without what a row does not show', () => {
    const finding = findingView({ key: 'f', remedy: 'Close it.' });
    const { list } = showing(
      [ticket('PAY-1', { finding: 'f' }), ticket('PAY-2', { finding: 'gone' })],
      [finding],
    );
    const [first, second] = list.show({ open, have: 0 }).rows ?? [];
    expect(first?.tracked).toMatchObject({ key: 'f', title: finding.title });
    expect(first?.tracked).not.toHaveProperty('remedy');
    expect(second).not.toHaveProperty('tracked');
  });

  it('later sends what differs, and nothing while nothing does', () => {
    const before = [ticket('PAY-1'), ticket('PAY-2')];
    const { list, become } = showing(before);
    list.show({ open, have: 0 });
    expect(list.next()).toBeUndefined();
    expect(become([...before])).toBeUndefined();
    expect(become([ticket('PAY-1', { state: 'review' }), ticket('PAY-2')])).toEqual({
      base: 1,
      version: 2,
      all: 2,
      groupOrder: { inserted: [[1, 'review']] },
      groups: [
        { id: 'todo', count: 1 },
        { id: 'review', count: 1 },
      ],
      rowOrders: [{ group: 'todo', removed: [0] }],
    });
  });

  it('is sent again as a whole to a window that lost it', () => {
    const { list } = showing([ticket('PAY-1')]);
    list.show({ open, have: 0 });
    expect(list.show({ open, have: 1 })).toEqual({ base: 1, version: 1, all: 1 });
    expect(list.show({ open, have: 0 })).toMatchObject({ base: 0, rows: [{ key: 'PAY-1' }] });
  });
});
