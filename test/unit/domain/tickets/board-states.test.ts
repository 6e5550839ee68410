import { describe, expect, it } from 'vitest';
import { statesOfColumns } from '../../../../daemon/domain/tickets/board-states.ts';
import { stateOf } from '../../../../daemon/domain/tickets/state.ts';
import type { BoardColumn, TicketStatus } from '../../../../daemon/domain/tickets/ticket.ts';

const column = (name: string, ids: string, isLast?: true): BoardColumn => ({
  name,
  statusIds: ids.split(' '),
  ...(isLast && { isLast }),
});
const board = [column('Inbox', '1 2'), column('Peer review', '3'), column('Shipped', '4', true)];

describe('the states of a board’s columns', () => {
  it('are work to do, a review if the name says so, and done in the last one', () => {
    expect(Object.fromEntries(statesOfColumns(board))).toEqual({
      1: 'todo',
      2: 'todo',
      3: 'review',
      4: 'done',
    });
  });

  it('leave out a status that boards show in columns of different states', () => {
    const other = [column('Ideas', '1'), column('Review', '2'), column('Released', '4', true)];
    expect([...statesOfColumns([...board, ...other]).keys()].sort()).toEqual(['1', '3', '4']);
  });

  it('are by the name if a board ends with its review, or has a done column before its last', () => {
    const odd = [column('完了', '1'), column('Awaiting Review', '2', true)];
    expect(Object.fromEntries(statesOfColumns(odd))).toEqual({ 1: 'done', 2: 'review' });
  });
});

describe('the state of a ticket on a board', () => {
  const ofColumns = statesOfColumns(board);
  const status = (id: string, name: string): TicketStatus => ({ id, name, category: 'indeterminate' });

  it('is that of its column if the name of its status says nothing', () => {
    expect(stateOf(status('3', 'Phase 2'), { ofColumns })).toBe('review');
    expect(stateOf(status('4', 'Phase 3'), { ofColumns })).toBe('done');
    expect(stateOf(status('9', 'Phase 4'), { ofColumns })).toBe('todo');
  });

  it('is never that of its column if a configured or usual name decides', () => {
    expect(stateOf(status('4', 'Phase 3'), { ofColumns, review: ['Phase 3'] })).toBe('review');
    expect(stateOf(status('4', 'In Progress'), { ofColumns })).toBe('todo');
  });
});
