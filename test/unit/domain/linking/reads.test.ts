import { describe, expect, it } from 'vitest';
import { Reads } from '../../../../daemon/domain/linking/index/reads.ts';

function recording(): Reads {
  const reads = new Reads();
  reads.start();
  return reads;
}

describe('the lookups of results that are kept', () => {
  it('lead to the owners of the results that used a changed one, each once', () => {
    const reads = recording();
    reads.for('a', () => reads.note('word', 'logs'));
    reads.for('b', () => reads.note('word', 'logs'));
    reads.for('c', () => reads.note('file', 'logs'));

    reads.changed('word', 'logs');

    expect(reads.takeStale()).toEqual(new Set(['a', 'b']));
    expect(reads.takeStale()).toEqual(new Set());
    reads.changed('word', 'logs');
    expect(reads.takeStale()).toEqual(new Set());
  });

  it('of a shared part, large or small, count for everyone who uses the part', () => {
    for (const size of [1, 50]) {
      const reads = recording();
      let computed = 0;
      const part = reads.memoize((name: string) => {
        computed++;
        for (let number = 0; number < size; number++) reads.note('word', `${name}${number}`);
        return name;
      });
      reads.for('a', () => part('stack'));
      reads.for('b', () => part('stack'));
      reads.for('c', () => part('other'));

      reads.changed('word', 'stack0');

      expect(computed).toBe(2);
      expect(reads.takeStale()).toEqual(new Set(['a', 'b']));
    }
  });

  it('count for an owner whatever was recorded for it first', () => {
    const reads = recording();
    reads.for('a', () => reads.note('word', 'logs'));
    reads.for('a', () => reads.note('file', '/a.yaml'));

    reads.changed('file', '/a.yaml');

    expect(reads.takeStale()).toEqual(new Set(['a']));
  });

  it('are found by a test of their text', () => {
    const reads = recording();
    reads.for('a', () => reads.note('word', 'functionrole'));
    reads.for('b', () => reads.note('word', 'bucket'));

    reads.changedWhere('word', (text) => text.startsWith('function'));

    expect(reads.takeStale()).toEqual(new Set(['a']));
  });

  it('are unknown before recording starts, and after a change of everything', () => {
    const reads = new Reads();
    expect(reads.takeStale()).toBeUndefined();
    reads.start();
    expect(() =>
      reads.for('a', () => {
        throw new Error('a bug');
      }),
    ).toThrow('a bug');
    reads.for('b', () => reads.note('word', 'logs'));
    reads.changed('word', 'logs');
    expect(reads.takeStale()).toEqual(new Set(['b']));

    reads.changedAll();
    expect(reads.takeStale()).toBeUndefined();
  });
});
