import { describe, expect, it } from 'vitest';
import { ReviewDrafts } from '../../../../../extension/tickets/review/drafts.ts';

function memory(kept?: unknown) {
  const values = new Map<string, unknown>([['reviewDrafts', kept]]);
  return {
    get: (key: string) => values.get(key),
    update: async (key: string, value: unknown) => void values.set(key, structuredClone(value)),
  };
}

describe('drafts of reviews', () => {
  it('outlive the window', () => {
    const kept = memory();
    new ReviewDrafts(kept).write('PAY-1', { outcome: 'intended' }, 'A public website.');
    expect(new ReviewDrafts(kept).unsent('PAY-1')).toMatchObject({
      outcome: 'intended',
      reason: 'A public website.',
    });
  });

  it('keep the last day and the team, and forget them with the text', () => {
    const kept = memory();
    const drafts = new ReviewDrafts(kept);
    drafts.write('PAY-1', { outcome: 'intended', until: '2027-01-31' }, 'A public website.');
    drafts.write('PAY-2', { outcome: 'not-ours', team: 'Platform' }, 'Theirs.');
    expect(new ReviewDrafts(kept).of('PAY-1')).toMatchObject({ until: '2027-01-31' });
    expect(new ReviewDrafts(kept).of('PAY-2')).toMatchObject({ team: 'Platform' });
    drafts.clear('PAY-2');
    expect(drafts.of('PAY-2')).not.toHaveProperty('team');
  });

  it('begin again as at first after they were sent: an empty form has not chosen an intention without an end', () => {
    const drafts = new ReviewDrafts(memory());
    drafts.write('PAY-1', { outcome: 'intended', until: '2027-01-31' }, 'A partner.');
    drafts.clear('PAY-1');
    expect(drafts.of('PAY-1')).toMatchObject({ outcome: 'fixed', reason: '' });
  });

  it('keep the values of fields while the text is edited', () => {
    const drafts = new ReviewDrafts(memory());
    drafts.writeFields('PAY-1', { cause: { value: '1' } });
    drafts.write('PAY-1', { outcome: 'fixed' }, 'Closed.');
    expect(drafts.of('PAY-1')).toMatchObject({ reason: 'Closed.', fields: { cause: { value: '1' } } });
    drafts.clear('PAY-1');
    expect(drafts.of('PAY-1')).not.toHaveProperty('fields');
  });

  it('have the newest edit of either side', () => {
    const drafts = new ReviewDrafts(memory());
    drafts.write('PAY-1', { outcome: 'fixed' }, 'in the palette');
    const { at = 0 } = drafts.of('PAY-1') ?? {};
    drafts.take('PAY-1', { outcome: 'fixed', reason: 'older, of a page', at: at - 1 });
    expect(drafts.of('PAY-1')?.reason).toBe('in the palette');
    drafts.take('PAY-1', { outcome: 'fixed', reason: 'newer, of a page', at: at + 1 });
    expect(drafts.of('PAY-1')?.reason).toBe('newer, of a page');
  });

  it('keep the order of edits if a page’s clock is ahead', () => {
    const drafts = new ReviewDrafts(memory());
    drafts.take('PAY-1', { outcome: 'fixed', reason: 'of the page', at: Date.now() + 3_600_000 });
    drafts.write('PAY-1', { outcome: 'fixed' }, 'typed afterwards');
    expect(drafts.of('PAY-1')?.reason).toBe('typed afterwards');
  });

  it('are not restored by a hidden page once they are sent', () => {
    const drafts = new ReviewDrafts(memory());
    drafts.write('PAY-1', { outcome: 'fixed' }, 'Closed.');
    const hidden = drafts.of('PAY-1');
    drafts.clear('PAY-1');
    if (hidden) drafts.take('PAY-1', hidden);
    expect(drafts.unsent('PAY-1')).toBeUndefined();
    expect(drafts.of('PAY-1')?.at).toBeGreaterThan(hidden?.at ?? 0);
  });

  it('are limited in count and size: sent ones are dropped first, then the oldest', () => {
    const kept = memory();
    const drafts = new ReviewDrafts(kept);
    for (let number = 0; number < 50; number++)
      drafts.write(`PAY-${number}`, { outcome: 'fixed' }, `reason ${number}`);
    drafts.clear('PAY-30');
    drafts.write('PAY-100', { outcome: 'fixed' }, 'x'.repeat(1_000_000));
    expect(drafts.of('PAY-30')).toBeUndefined();
    expect(drafts.unsent('PAY-0')).toBeDefined();
    drafts.write('PAY-101', { outcome: 'fixed' }, 'one more');
    expect(drafts.unsent('PAY-0')).toBeUndefined();
    expect(JSON.stringify(kept.get('reviewDrafts')).length).toBeLessThan(20_000);
  });

  it.each([[undefined], [null], ['text'], [{ 'PAY-1': { outcome: 'done', reason: 'x', at: 1 } }], [[1]]])(
    'begin empty if the stored value is %j',
    (kept) => {
      expect(new ReviewDrafts(memory(kept)).of('PAY-1')).toBeUndefined();
    },
  );
});
