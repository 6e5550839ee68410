import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../daemon/commands/command.ts';
import {
  chosenDivergences,
  divergenceBlocks,
  divergenceOption,
} from '../../../daemon/commands/divergence-rows.ts';
import { countDue, dueForPrograms } from '../../../daemon/commands/due-cells.ts';

const item = {
  name: 'PAY-1 \u001b[31mTo Do',
  divergences: [
    { code: 'resolved-open', text: 'AWS no longer reports it.', next: 'Move it to review.' },
    { code: 'duplicate', text: 'Two tickets.', next: 'Close one.' },
  ],
} as const;
const words = {
  heading: ({ name }: { readonly name: string }) => name,
  next: (step: string) => `Next: ${step}`,
};

describe('the option --divergence', () => {
  it('takes a code or any, and nothing else', () => {
    expect([divergenceOption('any'), divergenceOption('reopened'), divergenceOption(undefined)]).toEqual([
      'any',
      'reopened',
      undefined,
    ]);
    expect(() => divergenceOption('broken')).toThrow(UsageError);
  });

  it('chooses what a row shows', () => {
    expect(chosenDivergences(item, 'any')).toHaveLength(2);
    expect(chosenDivergences(item, 'duplicate').map(({ code }) => code)).toEqual(['duplicate']);
    expect(chosenDivergences({}, 'any')).toEqual([]);
  });

  it('shows each divergence with its next step, without control characters', () => {
    expect(divergenceBlocks<typeof item>([item], 'resolved-open', words)).toBe(
      'PAY-1  [31mTo Do\n  AWS no longer reports it.\n  Next: Move it to review.\n',
    );
  });
});

describe('due dates for programs', () => {
  const now = new Date('2026-11-24T00:10:00');
  const ticket = (due: string, state: 'todo' | 'review' = 'todo') => ({ due, state });

  it('come with the days that are left, while the ticket waits for its developer', () => {
    expect(dueForPrograms(ticket('2026-11-23'), now)).toEqual({ dueState: 'overdue', dueInDays: -1 });
    expect(dueForPrograms(ticket('2026-11-23', 'review'), now)).toEqual({});
  });

  it('are counted', () => {
    const tickets = [ticket('2026-11-20'), ticket('2026-11-24'), ticket('2027-01-01'), undefined];
    expect(countDue(tickets, now)).toEqual({ overdue: 1, dueSoon: 1 });
  });
});
