import { slashCode, type Unit } from './automaton.ts';

/** Ranges of ASCII, as Git classifies them. Source: git's `wildmatch.c` and `sane-ctype.h`. */
const classes = new Map<string, readonly (readonly [from: string, to: string])[]>([
  [
    'alnum',
    [
      ['0', '9'],
      ['A', 'Z'],
      ['a', 'z'],
    ],
  ],
  [
    'alpha',
    [
      ['A', 'Z'],
      ['a', 'z'],
    ],
  ],
  [
    'blank',
    [
      [' ', ' '],
      ['\t', '\t'],
    ],
  ],
  [
    'cntrl',
    [
      ['\x00', '\x1f'],
      ['\x7f', '\x7f'],
    ],
  ],
  ['digit', [['0', '9']]],
  ['graph', [['!', '~']]],
  ['lower', [['a', 'z']]],
  ['print', [[' ', '~']]],
  [
    'punct',
    [
      ['!', '/'],
      [':', '@'],
      ['[', '`'],
      ['{', '~'],
    ],
  ],
  [
    'space',
    [
      [' ', ' '],
      ['\t', '\n'],
      ['\r', '\r'],
    ],
  ],
  ['upper', [['A', 'Z']]],
  [
    'xdigit',
    [
      ['0', '9'],
      ['A', 'F'],
      ['a', 'f'],
    ],
  ],
]);

interface Bracket {
  readonly unit: Unit;
  /** Position of the character after its `]`. */
  readonly end: number;
}

/**
 * Reads `[…]` as Git does: a range, a class such as `[:alpha:]`, `!` or `^` for the complement, `]` in first
 * position for itself. It never matches a slash. Returns `undefined` if it does not end, or names a class
 * that does not exist.
 * @param start Position of its `[`.
 */
export function bracketAt(pattern: string, start: number): Bracket | undefined {
  let at = start + 1;
  const negated = pattern[at] === '!' || pattern[at] === '^';
  if (negated) at++;
  const ranges: [number, number][] = [];
  let from: number | undefined;
  for (const first = at; at === first || pattern[at] !== ']'; at++) {
    if (at >= pattern.length) return undefined;
    if (pattern[at] === '-' && from !== undefined && at + 1 < pattern.length && pattern[at + 1] !== ']') {
      at += pattern[at + 1] === '\\' ? 2 : 1;
      ranges.push([from, pattern.charCodeAt(at)]);
      from = undefined;
      continue;
    }
    if (pattern.startsWith('[:', at)) {
      const end = pattern.indexOf(']', at + 2);
      if (end === -1) return undefined;
      if (end > at + 2 && pattern[end - 1] === ':') {
        const named = classes.get(pattern.slice(at + 2, end - 1));
        if (!named) return undefined;
        for (const [low, high] of named) ranges.push([low.charCodeAt(0), high.charCodeAt(0)]);
        from = undefined;
        at = end;
        continue;
      }
    }
    if (pattern[at] === '\\') at++;
    if (at >= pattern.length) return undefined;
    from = pattern.charCodeAt(at);
    ranges.push([from, from]);
  }
  const unit = (code: number) =>
    code !== slashCode && ranges.some(([low, high]) => code >= low && code <= high) !== negated;
  return { unit, end: at + 1 };
}
