import { describe, expect, it } from 'vitest';
import { stateOfFinding } from '#protocol/findings.ts';
import type { TicketState } from '#protocol/tickets.ts';
import { ticketOfFinding } from '../../support/finding-view.ts';

const states: readonly TicketState[] = ['todo', 'review', 'done'];

describe('where a finding stands', () => {
  it('is where its labelled ticket stands', () => {
    for (const state of states)
      expect(stateOfFinding({ ticket: ticketOfFinding({ state, match: 'label' }) })).toBe(state);
  });

  it('is To Do if a ticket merely names it, wherever that ticket stands', () => {
    for (const state of states)
      expect(stateOfFinding({ ticket: ticketOfFinding({ state, match: 'text' }) })).toBe('todo');
  });

  it('is nowhere without a ticket', () => {
    expect(stateOfFinding({})).toBe('none');
  });
});
