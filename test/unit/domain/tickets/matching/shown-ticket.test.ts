import { describe, expect, it } from 'vitest';
import { ticketOfFinding } from '../../../../../daemon/domain/tickets/matching/shown-ticket.ts';
import { buildTicket, statuses } from '../../../../support/ticket-builder.ts';

describe('the ticket that is shown for a finding', () => {
  const open = buildTicket({ key: 'APP-1' });
  const done = buildTicket({ key: 'APP-2', status: statuses.done, updated: '2026-11-22T00:00:00.000Z' });
  const newer = buildTicket({ key: 'APP-3', updated: '2026-11-21T00:00:00.000Z' });

  it.each(['label', 'text'] as const)('is an open one before a done one: by %s', (match) => {
    expect(
      ticketOfFinding([
        { ticket: done, match },
        { ticket: open, match },
      ]).key,
    ).toBe('APP-1');
  });

  it('is a labelled one before a probable one, in any states', () => {
    for (const ticket of [open, done]) {
      expect(
        ticketOfFinding([
          { ticket: newer, match: 'text' },
          { ticket, match: 'label' },
        ]).key,
      ).toBe(ticket.key);
    }
  });

  it('is a labelled one before a probable one of the same state', () => {
    expect(
      ticketOfFinding([
        { ticket: newer, match: 'text' },
        { ticket: open, match: 'label' },
      ]).key,
    ).toBe('APP-1');
  });

  it('is one that still waits for its developer before a later one in review', () => {
    const review = buildTicket({ key: 'APP-4', status: statuses.inReview, updated: newer.updated });
    expect(
      ticketOfFinding([
        { ticket: review, match: 'label' },
        { ticket: open, match: 'label' },
      ]).key,
    ).toBe('APP-1');
  });

  it('is the most recently updated one among equals, in any order', () => {
    const candidates = [
      { ticket: open, match: 'label' },
      { ticket: newer, match: 'label' },
    ] as const;
    expect(ticketOfFinding(candidates).key).toBe('APP-3');
    expect(ticketOfFinding(candidates.toReversed()).key).toBe('APP-3');
  });
});
