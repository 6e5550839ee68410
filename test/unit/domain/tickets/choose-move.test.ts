import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../daemon/domain/problems/problem.ts';
import { chooseMove } from '../../../../daemon/domain/tickets/choose-move.ts';
import type { BoardColumn, StatusNames, TicketTransition } from '../../../../daemon/domain/tickets/ticket.ts';
import type { MoveField } from '../../../../daemon/protocol/move-fields.ts';
import { buildTicket, buildTransition, requiredField, statuses } from '../../../support/ticket-builder.ts';

const ticket = buildTicket();
const move = (id: string, to: string, changes: Partial<TicketTransition> = {}) =>
  buildTransition({
    id,
    name: `Move ${id}`,
    to: { id: `s${to}`, name: to, category: 'indeterminate' },
    ...changes,
  });
const asking = { fields: [requiredField('Resolution')] };

function choose(
  offered: readonly TicketTransition[],
  names: StatusNames = {},
  chosen?: string,
  columns?: readonly BoardColumn[],
): string {
  try {
    return chooseMove(ticket, offered, names, { chosen, ...(columns && { columns }) }).id;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

describe('of the moves that Jira offers', () => {
  it.each([
    ['the only one to a review', [move('1', 'In Progress'), move('2', 'Code Review')], {}, '2'],
    [
      'a free one, though one that asks comes first',
      [move('1', 'In Review', asking), move('2', 'Code Review')],
      {},
      '2',
    ],
    [
      'a free one, though the configured one asks',
      [move('1', 'Check', asking), move('2', 'In Review')],
      { review: ['check'] },
      '2',
    ],
    [
      'the configured one of several',
      [move('1', 'In Review'), move('2', 'Check')],
      { review: ['check'] },
      '2',
    ],
    [
      'none of two that are equally good',
      [move('1', 'In Review'), move('2', 'Code Review')],
      {},
      'move-ambiguous',
    ],
    [
      'none of two to the same status',
      [move('1', 'In Review'), move('2', 'In Review')],
      {},
      'move-ambiguous',
    ],
    ['none that asks', [move('1', 'In Review', asking)], {}, 'move-needs-fields'],
    ['one that only wants a comment', [move('1', 'In Review', { needsComment: true })], {}, '1'],
    ['none that closes', [move('1', 'Done', { to: statuses.done })], {}, 'no-move-to-review'],
    [
      'none that closes under a review’s name',
      [move('1', 'Review', { to: { id: '9', name: 'Review', category: 'done' } })],
      {},
      'no-move-to-review',
    ],
    ['none that rejects', [move('1', 'In Review', { name: 'Reject' }), move('2', 'Code Review')], {}, '2'],
    ['none of no moves', [], {}, 'no-move-to-review'],
  ] as const)('chooses %s', (_what, offered, names, expected) => {
    expect(choose(offered, names)).toBe(expected);
  });

  it.each([
    [
      'a status in a review column, if no name says more',
      [move('1', 'In Progress'), move('2', 'Peer check')],
      ['sPeer check'],
      '2',
    ],
    [
      'one that a name places only by that name',
      [move('1', 'In Progress')],
      ['sIn Progress'],
      'no-move-to-review',
    ],
    [
      'the one of two reviews that the board shows',
      [move('1', 'In Review'), move('2', 'Code Review')],
      ['sCode Review'],
      '2',
    ],
    [
      'neither of two that the board shows',
      [move('1', 'Check'), move('2', 'Audit')],
      ['sCheck', 'sAudit'],
      'move-ambiguous',
    ],
    [
      'a move without fields by its column before a move with fields by its name',
      [move('1', 'In Review', asking), move('2', 'Check')],
      ['sCheck'],
      '2',
    ],
    [
      'no closing move by its column',
      [move('1', 'Check', { to: { id: 'c', name: 'Check', category: 'done' } })],
      ['c'],
      'no-move-to-review',
    ],
  ] as const)('chooses %s', (_what, offered, statusIds, expected) => {
    const columns = [
      { name: 'To Do', statusIds: ['s1'] },
      { name: 'レビュー', statusIds },
    ];
    expect(choose(offered, {}, undefined, columns)).toBe(expected);
    expect(choose(offered, {}, undefined, [{ name: 'Doing', statusIds }])).toBe(choose(offered));
  });

  it('reads the name before translation', () => {
    const to = {
      id: '5',
      name: 'Felülvizsgálat alatt',
      untranslatedName: 'In Review',
      category: 'indeterminate',
    } as const;
    expect(choose([move('1', 'x', { to }), move('2', 'Folyamatban')])).toBe('1');
  });

  it('lists the choices if the user has to choose', () => {
    const offered = [move('1', 'In Review'), move('2', 'Code Review')];
    expect(() => chooseMove(ticket, offered, {})).toThrow(
      expect.objectContaining({
        details: {
          choices: [
            { id: '1', name: 'Move 1', to: 'In Review' },
            { id: '2', name: 'Move 2', to: 'Code Review' },
          ],
        },
      }),
    );
  });
});

describe('a move that the user chose', () => {
  const offered = [
    move('1', 'In Review'),
    move('2', 'Peer check', { name: 'Hand over' }),
    move('3', 'Done', { to: statuses.done }),
    move('4', 'Audit', asking),
  ];
  it.each([
    ['2', '2'],
    ['hand  OVER', '2'],
    ['peer check', '2'],
    ['3', 'move-closes'],
    ['4', 'move-needs-fields'],
    ['Nowhere', 'move-unknown'],
  ])('%s: %s', (chosen, expected) => {
    expect(choose(offered, {}, chosen)).toBe(expected);
  });
});

it('never closes a ticket, never fills in a field, and is the same in any order', () => {
  const transition = fc.record({
    id: fc.uuid(),
    name: fc.constantFrom('Review', 'Reject', 'Go on', '却下', 'Freigeben'),
    to: fc.record({
      id: fc.constantFrom('1', '2', '3'),
      name: fc.constantFrom('In Review', 'Done', 'To Do', 'レビュー中', 'Code Review', 'Review', 'Check'),
      category: fc.constantFrom('new', 'indeterminate', 'done'),
    }),
    fields: fc.constantFrom<MoveField[]>([], [requiredField('Cause')]),
  });
  fc.assert(
    fc.property(fc.array(transition, { maxLength: 6 }), (offered) => {
      const chosen = choose(offered as TicketTransition[]);
      expect(choose(offered.toReversed() as TicketTransition[])).toBe(chosen);
      const taken = offered.find(({ id }) => id === chosen);
      if (taken) expect([taken.to.category, taken.fields]).not.toContain('done');
      if (taken) expect(taken.fields).toEqual([]);
    }),
  );
});
