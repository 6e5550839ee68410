import { expect, it } from 'vitest';
import type { TicketView } from '#protocol/tickets.ts';
import { undoTargets } from '../../../../../extension/tickets/review/undo-targets.ts';

const ticket = (key: string, action?: string): TicketView => ({
  ...({ key, url: '', summary: '', status: 'Done', state: 'done' } as const),
  ...(action !== undefined && { undo: { action, kind: 'approve', at: '2026-11-28T00:00:00.000Z' } }),
});
const known = {
  findings: new Map(),
  tickets: new Map(
    [ticket('A-1', 'act-1'), ticket('A-2'), ticket('A-3', 'act-3')].map((each) => [each.key, each]),
  ),
};

it('takes the last action of each selected ticket once, and leaves out those that have none', () => {
  const rows = [
    { ticket: { key: 'A-1' } },
    { finding: { ticket: { key: 'A-1' } } },
    { ticket: { key: 'A-2' } },
    { finding: { ticket: { key: 'A-3' } } },
    { state: 'done' },
  ];
  expect(undoTargets(rows, known)).toEqual([
    { ticket: { key: 'A-1' }, action: 'act-1' },
    { ticket: { key: 'A-3' }, action: 'act-3' },
  ]);
});

it('keeps a row alone although it has no act, so that the user learns why', () => {
  expect(undoTargets([{ ticket: { key: 'A-2' } }], known)).toEqual([{ ticket: { key: 'A-2' } }]);
  expect(undoTargets([undefined], known)).toEqual([]);
});

it('takes the action that a result names, and not a later one', () => {
  const rows = [{ ticket: { key: 'A-1' }, action: 'earlier' }];
  expect(undoTargets(rows, known)).toEqual([{ ticket: { key: 'A-1' }, action: 'earlier' }]);
});
