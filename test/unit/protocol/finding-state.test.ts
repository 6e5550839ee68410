import { describe, expect, it } from 'vitest';
import { stateOfFinding } from '#protocol/findings.ts';
import type { TicketState } from '#protocol/tickets.ts';
import { ticketOfFinding } from '../../support/finding-view.ts';

const states: readonly TicketState[] = ['todo', 'review', 'done'];

describe('the state of a finding', () => {
  it('is the state of its labelled ticket', () => {
    for (const state of states)
      expect(stateOfFinding({ ticket: ticketOfFinding({ state, match: 'label' }) })).toBe(state);
  });

  it('is To Do if a ticket only names it, in any state of that ticket', () => {
    for (const state of states)
      expect(stateOfFinding({ ticket: ticketOfFinding({ state, match: 'text' }) })).toBe('todo');
  });

  it('does not exist without a ticket', () => {
    expect(stateOfFinding({})).toBe('none');
  });
});
