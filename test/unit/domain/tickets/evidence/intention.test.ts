import { describe, expect, it } from 'vitest';
import {
  intendedLabel,
  intentionLabels,
  intentionOf,
} from '../../../../../daemon/domain/tickets/evidence/intention.ts';
import { labelUntil } from '../../../../../daemon/domain/tickets/evidence/until.ts';

const now = '2026-11-24T12:00:00.000Z';
const until = labelUntil('2026-12-01');

describe('the intention of a finding', () => {
  it.each([
    ['is not known without a label', ['guardrail'], { intention: undefined }],
    ['has no end', ['guardrail', intendedLabel], { intention: 'endless' }],
    ['lasts until a day', [until], { intention: 'running', until: '2026-12-01' }],
    ['is over', [labelUntil('2026-11-01')], { intention: 'over', until: '2026-11-01' }],
    [
      'ends on its last day, whatever else is said',
      [intendedLabel, until],
      { intention: 'running', until: '2026-12-01' },
    ],
  ])('%s', (_name, labels, expected) => {
    expect(intentionOf(labels, now)).toEqual(expected);
  });

  it('is in the labels that a review leaves, and no earlier one with it', () => {
    const labels = ['guardrail', until];
    const change = (outcome: 'fixed' | 'intended' | undefined, day?: string) =>
      intentionLabels(labels, { ...(outcome && { outcome }), until: day });
    expect(change('intended', '2027-01-31')).toEqual({ add: [labelUntil('2027-01-31')], remove: [until] });
    expect(change('intended', '2026-12-01')).toEqual({ add: [], remove: [] });
    expect(change('intended')).toEqual({ add: [intendedLabel], remove: [until] });
    expect(change('fixed')).toEqual({ add: [], remove: [until] });
    expect(intentionLabels([intendedLabel], {})).toEqual({ add: [], remove: [intendedLabel] });
  });
});
