import { describe, expect, it } from 'vitest';
import {
  emptyTerms,
  hasNoEnd,
  isEmptyForm,
  readDraft,
  termsFor,
  termsOfForm,
} from '../../../../webview/finding/draft.ts';
import { readFromPage } from '../../../../webview/finding/protocol.ts';

const form = { outcome: 'intended', day: '', isEndless: false, team: '' } as const;
const restored = (typed: Parameters<typeof termsOfForm>[0]) => {
  const draft = readDraft({ ...termsOfForm(typed), reason: 'A public website.', at: 1 });
  if (!draft) throw new Error('The draft is sound.');
  return draft;
};

describe('the draft of an intention', () => {
  it('has no end only if the user chose that', () => {
    expect(hasNoEnd(restored({ ...form, isEndless: true }))).toBe(true);
    expect(hasNoEnd(restored({ ...form, day: '2027-01-31' }))).toBe(false);
    expect(hasNoEnd(restored(form))).toBe(false);
    expect(hasNoEnd(restored({ ...form, outcome: 'fixed' }))).toBe(false);
  });

  it('keeps the day and the team of outcomes that are not chosen', () => {
    expect(termsOfForm({ ...form, outcome: 'fixed', day: '2027-01-31', team: 'Network' })).toEqual({
      ...{ outcome: 'fixed', until: '2027-01-31', team: 'Network' },
    });
    expect(termsOfForm({ ...form, outcome: 'fixed' })).toEqual({ outcome: 'fixed' });
  });

  it('cannot be sent before it has its day', () => {
    const review = (typed: typeof form) =>
      readFromPage({ kind: 'review', terms: termsFor(restored(typed)), reason: 'A public website.' });
    expect(review(form)).toBeUndefined();
  });
});

describe('a form that an earlier review may fill', () => {
  it('has neither a reason nor an answer of the user', () => {
    expect(isEmptyForm({ ...emptyTerms, reason: ' ' })).toBe(true);
    expect(isEmptyForm({ ...emptyTerms, reason: 'Encrypted now.' })).toBe(false);
    expect(isEmptyForm({ outcome: 'intended', reason: '' })).toBe(false);
    expect(isEmptyForm({ outcome: 'not-ours', reason: '' })).toBe(false);
  });

  it('has no choice of how the ticket moves', () => {
    expect(isEmptyForm({ ...emptyTerms, reason: '', transition: '21' })).toBe(false);
    expect(isEmptyForm({ ...emptyTerms, reason: '', step: '11' })).toBe(false);
    expect(isEmptyForm({ ...emptyTerms, reason: '', fields: { resolution: { value: '10000' } } })).toBe(
      false,
    );
    expect(isEmptyForm({ ...emptyTerms, reason: '', fields: {} })).toBe(true);
  });

  it('may have values of outcomes that are not chosen: the form does not show them', () => {
    const hidden = termsOfForm({ ...form, outcome: 'fixed', day: '2027-03-01', team: 'Network' });
    expect(isEmptyForm({ ...hidden, reason: '' })).toBe(true);
  });
});
