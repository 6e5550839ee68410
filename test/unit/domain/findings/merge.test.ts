import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeObservations, type StoredObservation } from '../../../../daemon/domain/findings/merge.ts';

const stored = (changes: Partial<StoredObservation> = {}): StoredObservation => ({
  source: 'config',
  rule: 'rule',
  severity: 'medium',
  firstSeen: '2026-01-01',
  seenAt: '2026-01-02',
  ...changes,
});

describe('observations of one finding', () => {
  it('give it the text of an active observation: Config’s first, then the oldest', () => {
    const pack = stored({ rule: 'pack', firstSeen: '2026-01-05' });
    const hub = stored({ source: 'securityhub', rule: 'S3.2', firstSeen: '2025-01-01' });
    expect(mergeObservations([hub, pack, stored()])).toEqual({
      source: 'config',
      rule: 'rule',
      severity: 'medium',
    });
    expect(mergeObservations([hub, pack, stored({ goneAt: '2026-01-03' })]).rule).toBe('pack');
  });

  it('are resolved once the last of them is resolved', () => {
    const [first, last] = [stored({ goneAt: '2026-01-03' }), stored({ rule: 'b', goneAt: '2026-01-04' })];
    expect(mergeObservations([last, first]).resolvedAt).toBe('2026-01-04');
    expect(mergeObservations([stored(), last])).not.toHaveProperty('resolvedAt');
  });

  it('share the managed rule if one of them names it', () => {
    const named = stored({ rule: 'z', ruleIdentifier: 'RULE' });
    expect(mergeObservations([stored(), named]).ruleIdentifier).toBe('RULE');
  });

  it('give the same finding in any order', () => {
    const observation = fc.record({
      source: fc.constantFrom('config', 'securityhub', 'guardduty'),
      rule: fc.constantFrom('a', 'b', 'c', 'd'),
      firstSeen: fc.constantFrom('2026-01-01', '2026-01-02'),
      goneAt: fc.option(fc.constantFrom('2026-01-03', '2026-01-04'), { nil: undefined }),
    });
    const several = fc.uniqueArray(observation, {
      minLength: 1,
      maxLength: 6,
      selector: ({ source, rule }) => `${source} ${rule}`,
    });
    fc.assert(
      fc.property(several, (given) => {
        const all = given.map((one) => stored(one as Partial<StoredObservation>));
        expect(mergeObservations(all.toReversed())).toEqual(mergeObservations(all));
      }),
    );
  });
});
