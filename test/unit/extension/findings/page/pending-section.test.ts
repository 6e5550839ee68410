import { describe, expect, it, vi } from 'vitest';
import type { PendingReview, Resolution } from '#protocol/pending-review.ts';
import type { ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import { pendingSectionOf } from '../../../../../extension/findings/page/pending-section.ts';
import { workspace } from '../../../../support/vscode/fake.ts';

const at = '2026-11-28T00:00:00.000Z';
const ticket = (changes: Partial<ReviewedTicket>): ReviewedTicket => ({
  ...({ key: 'PAY-1', url: 'https://jira.example.com/browse/PAY-1', status: 'Done', state: 'done' } as const),
  ...changes,
});
const conflict = (resolutions: readonly Resolution[] = []): PendingReview => ({
  ...({ id: 'a1', kind: 'review', outcome: 'intended', until: '2027-01-31', state: 'conflict' } as const),
  ...{ reason: 'A public website.', createdAt: at, note: 'PAY-1 is already at "Done".' },
  ...(resolutions.length > 0 && { resolutions }),
  found: { status: 'Done', updated: at, movedAt: at, movedBy: 'Rina' },
});
const choices = (changes: Partial<ReviewedTicket>) =>
  pendingSectionOf(ticket(changes))?.actions.map(({ choice }) => choice);

describe('the section of a pending action', () => {
  it('shows both sides of a conflict, with the person and the terms', () => {
    const section = pendingSectionOf(ticket({ pending: conflict() }));
    expect(section).toMatchObject({ isUrgent: true, note: 'PAY-1 is already at "Done".' });
    expect(JSON.stringify(section?.sides[0])).toContain('Intended (until 2027-01-31)');
    expect(JSON.stringify(section?.sides[0])).toContain('A public website.');
    expect(section?.sides[1]?.facts).toContainEqual(['Changed by', 'Rina']);
  });

  it('leaves the format of each moment to the page, which knows the reader’s time zone', () => {
    const shown = pendingSectionOf(ticket({ pending: conflict() }));
    expect(shown?.sides[0]?.facts).toContainEqual(['Made', [{ at }]]);
    expect(shown?.sides[1]?.facts).toContainEqual(['Changed', [{ at }]]);
    const steps = [
      { step: 'queued', at },
      { step: 'move-sent', at },
    ] as const;
    const waiting = pendingSectionOf(ticket({ pending: { ...conflict(), state: 'waiting', steps } }));
    expect(waiting?.sides[0]?.facts).toContainEqual([
      'Steps',
      ['saved ', { at, isTimeOnly: true }, ' → ', 'move sent ', { at, isTimeOnly: true }],
    ]);
  });

  it('offers what the daemon says can succeed, and always to withdraw', () => {
    expect(choices({ pending: conflict() })).toEqual(['withdraw']);
    expect(choices({ pending: conflict(['comment-only']) })).toEqual(['comment-only', 'withdraw']);
    expect(choices({ pending: conflict(['send-anyway', 'comment-only']) })).toEqual([
      'send-anyway',
      'comment-only',
      'withdraw',
    ]);
  });

  it('says plainly that the other person is not known', () => {
    const { found: _, ...bare } = conflict();
    const known = pendingSectionOf(ticket({ pending: { ...bare, found: { status: 'Done', updated: at } } }));
    expect(known?.sides[1]?.facts).toContainEqual(['Changed by', 'not known']);
    expect(pendingSectionOf(ticket({ pending: bare }))?.sides[1]?.facts).toEqual([['Status', 'Done']]);
  });

  it('says of an action that waits what a withdrawal leaves in Jira', () => {
    const waiting = { ...conflict(), state: 'waiting' } as const;
    const hint = (steps: PendingReview['steps'] = []) =>
      pendingSectionOf(ticket({ pending: { ...waiting, steps } }))?.actions[0]?.hint;
    expect(hint([{ step: 'queued', at }])).toContain('Nothing of it was sent');
    expect(
      hint([
        { step: 'queued', at },
        { step: 'move-sent', at },
      ]),
    ).toContain('What Jira has already stays');
  });

  it('offers to undo the last action, and nothing for a ticket without one', () => {
    const undo = { action: 'a1', kind: 'review', at, backTo: 'To Do' } as const;
    expect(pendingSectionOf(ticket({ undo }))).toMatchObject({
      isUrgent: false,
      note: ['Moved to Review · ', { at }],
      actions: [{ hint: 'Moves the ticket back to "To Do", with a comment.' }],
    });
    const hintOf = (kind: 'due' | 'assign', backTo: string) =>
      pendingSectionOf(ticket({ undo: { ...undo, kind, backTo } }))?.actions[0]?.hint;
    expect(hintOf('due', '2026-12-01')).toBe('Sets the field back to "2026-12-01".');
    expect(hintOf('assign', '')).toBe('Empties the field again.');
    expect(choices({ undo })).toEqual(['undo']);
    expect(choices({ undo, pending: conflict() })).toEqual(['withdraw']);
    expect(pendingSectionOf(ticket({}))).toBeUndefined();
  });

  it('has no buttons in Restricted Mode, and says why', () => {
    vi.spyOn(workspace, 'isTrusted', 'get').mockReturnValue(false);
    const section = pendingSectionOf(ticket({ pending: conflict(['comment-only']) }));
    expect(section?.actions).toEqual([]);
    expect(section?.note).toContain('Restricted Mode');
    vi.restoreAllMocks();
  });
});
