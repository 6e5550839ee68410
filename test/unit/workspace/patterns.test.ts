import fc from 'fast-check';
import ignore from 'ignore';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { excludedBy, globAutomaton } from '../../../daemon/workspace/read/patterns/editor-globs.ts';
import { ignoreRules } from '../../../daemon/workspace/read/patterns/gitignore.ts';

/** Never `.` or `..`, which no path below a folder contains. */
const name = fc
  .string({ unit: fc.constantFrom('a', 'b', '.', '-'), minLength: 1, maxLength: 3 })
  .filter((each) => !/^\.+$/.test(each));
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
const runs = { numRuns: 1000 };

describe('.gitignore', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    '*',
    '?',
    '[ab]',
    '[!a]',
    '[a-b]',
    '[[:alpha:]]',
    '\\a',
    '\\*',
    '.',
    '-',
  );
  const segment = fc.oneof(
    fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')),
    fc.constant('**'),
  );
  const pattern = fc
    .tuple(
      fc.constantFrom('', '', '!', '/'),
      fc.array(segment, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('', '', '/', ' '),
    )
    .map(([start, segments, end]) => start + segments.join('/') + end);

  it('gives the verdict of another implementation for any path', () => {
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 1, maxLength: 4 }),
        path,
        fc.constantFrom('', '/'),
        (patterns, below, end) => {
          const text = patterns.join('\n');
          const { ignored, unignored } = ignore({ ignorecase: false })
            .add(text)
            .test(below + end);
          const expected = ignored ? 'ignored' : unignored ? 'kept' : undefined;
          expect(ignoreRules(text, { foldsCase: false }).verdict(below + end), text).toBe(expected);
        },
      ),
      runs,
    );
  });

  it.each([
    ['# comment\n\n  \n', 'a', undefined],
    ['\uFEFFa\r\nb\r\n', 'a', 'ignored'],
    ['a\\ ', 'a ', 'ignored'],
    ['\\#a\n\\!b', '!b', 'ignored'],
    ['[z-a]x\n[', '[', undefined],
    ['a/**', 'a/', undefined],
    ['a/**', 'a/b', 'ignored'],
  ])('reads %j as Git does: %s', (text, below, expected) => {
    expect(ignoreRules(text, { foldsCase: false }).verdict(below)).toBe(expected);
  });

  it('ignores case if the file system does', () => {
    const { verdict } = ignoreRules('Build/\n[A-B]x\n', { foldsCase: true });

    expect([verdict('bUILD/'), verdict('ax'), verdict('BX'), verdict('cx')]).toEqual([
      'ignored',
      'ignored',
      'ignored',
      undefined,
    ]);
  });
});

describe('globs of the editor', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    '*',
    '?',
    '[ab]',
    '[!a]',
    '{a,b}',
    '{a,b*}',
    '{ab,{b,c}}',
    '.',
    '-',
  );
  const segment = fc.oneof(
    fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('').replaceAll(/\*+/g, '*')),
    fc.constant('**'),
  );
  const glob = fc
    .array(segment, { minLength: 1, maxLength: 4 })
    .map((segments) => segments.join('/'))
    // For `a*/**` the other implementation differs from VS Code, which includes the folder itself as in `a/**`.
    .filter((each) => !/(^|\/)\.+(\/|$)|\*(\/\*\*)+$/.test(each));

  it('match what another implementation matches', () => {
    fc.assert(
      fc.property(glob, path, (pattern, below) => {
        const options = { dot: true, noextglob: true, nonegate: true };
        const expected = picomatch.makeRe(pattern.replaceAll('[!', '[^'), options).test(below);
        expect(excludedBy([pattern])?.(below), pattern).toBe(expected);
      }),
      runs,
    );
  });

  it('are independent of each other: an unclosed bracket matches itself', () => {
    const excluded = excludedBy(['{a', 'b[', '{c,}d']);

    expect(['{a', 'b[', 'd', 'cd', 'a'].map((below) => excluded?.(below))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('a pattern that makes other implementations backtrack', () => {
  const long = 'a'.repeat(2000);
  const folders = 'a/'.repeat(1000);

  it.each([
    ['many stars', '*a'.repeat(100), long],
    ['folders at any depth', '**/a/'.repeat(100), folders],
    ['alternatives that begin alike', '{a,aa}'.repeat(100), long],
    ['alternatives within alternatives', `${'{a,'.repeat(200)}b${'}'.repeat(200)}`, long],
  ])('costs no more than its length for each unit of a path: %s', (_name, pattern, below) => {
    const globs = globAutomaton([`${pattern}b`]);
    const { automaton, verdict } = ignoreRules(`${pattern}b`);

    globs.match(below);
    verdict(below);

    expect(globs.work).toBeLessThan(below.length * pattern.length * 4);
    expect(automaton.work).toBeLessThan(below.length * pattern.length * 4);
  });

  it('costs one look-up for each unit after a similar path', () => {
    const globs = globAutomaton(['**/.git', '**/*.min.js', '**/{dist,out}/**']);
    globs.match('app/src/out/main.ts');
    const before = globs.work;

    globs.match('app/src/out/main.ts');

    expect(globs.work).toBe(before);
  });
});
