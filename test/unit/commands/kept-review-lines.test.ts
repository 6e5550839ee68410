import { describe, expect, it } from 'vitest';
import type { KeptReview } from '#protocol/reviews.ts';
import { columnsOf } from '../../../daemon/base/printable.ts';
import { keptReviewLines } from '../../../daemon/commands/kept-review-lines.ts';
import { textsOf } from '../../../daemon/server/texts/say.ts';

const conflict: KeptReview = {
  ...{ id: '1', ticket: 'PAY-12', site: 'https://jira.example.com', current: true, shown: true },
  url: 'https://jira.example.com/browse/PAY-12',
  ...{ kind: 'review', outcome: 'fixed', state: 'conflict' },
  reason: 'Closed the bucket, and deployed the stack to both regions on the same day.',
  createdAt: '2026-11-29T05:40:00.000Z',
  steps: [
    { step: 'queued', at: '2026-11-29T05:40:00.000Z' },
    { step: 'move-sent', at: '2026-11-29T05:41:00.000Z' },
  ],
  found: {
    ...{ status: 'Done', updated: '2026-11-29T05:45:00.000Z' },
    ...{ movedAt: '2026-11-29T05:44:00.000Z', movedBy: 'Rina Reviewer' },
  },
  resolutions: ['comment-only'],
};

describe('an action that Jira has not confirmed', () => {
  it('shows both sides, its steps and what to type next', () => {
    const lines = keptReviewLines([conflict], textsOf('en').terminal).split('\n');
    expect(lines).toEqual([
      'PAY-12  review in conflict  fixed  2026-11-29 05:40 UTC',
      '  https://jira.example.com/browse/PAY-12',
      '  Reason: Closed the bucket, and deployed the stack to both regions on the same day.',
      '  In Jira: "Done", changed by Rina Reviewer 2026-11-29 05:44 UTC',
      '  Steps: saved 2026-11-29 05:40 UTC, move sent 2026-11-29 05:41 UTC',
      '  Resolve it: guardrail resolve PAY-12 --comment-only | --withdraw',
      '',
    ]);
  });

  it.each(['en', 'ja'] as const)('fits 80 columns in %s', (locale) => {
    const note = textsOf(locale).terminal.reviews.otherSite.repeat(3);
    const lines = keptReviewLines([{ ...conflict, note }], textsOf(locale).terminal, 80).split('\n');
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) expect(columnsOf(line), line).toBeLessThanOrEqual(82);
  });

  it('names each action of a ticket that has several: the command is for the one above it', () => {
    const { found: _found, resolutions: _resolutions, ...kept } = conflict;
    const waiting = { ...kept, state: 'waiting' as const };
    const text = keptReviewLines([waiting, { ...waiting, id: '2' }], textsOf('en').terminal);
    expect(text).toContain('guardrail withdraw PAY-12 --action 1\n');
    expect(text).toContain('guardrail withdraw PAY-12 --action 2\n');
    const elsewhere = { ...waiting, id: '2', site: 'https://other.example.com', current: false };
    expect(keptReviewLines([waiting, elsewhere], textsOf('en').terminal)).not.toContain('--action');
  });

  it('names the site in the command if it is not the one in use', () => {
    const { found: _found, resolutions: _resolutions, ...kept } = conflict;
    const lines = keptReviewLines(
      [{ ...kept, state: 'waiting', current: false, shown: false }],
      textsOf('en').terminal,
    );
    expect(lines).toContain('Withdraw it: guardrail withdraw PAY-12 --site https://jira.example.com\n');
  });

  it('shows the value of a field that another person changed', () => {
    const found = {
      ...conflict.found,
      status: 'To Do',
      updated: '',
      edited: { field: 'due', value: '2027-01-31' },
    };
    const edit = { ...conflict, kind: 'due', found } as KeptReview;
    expect(keptReviewLines([edit], textsOf('en').terminal)).toContain('In Jira: due 2027-01-31, changed ');
  });
});
