import { type CharacterTest, type Node, type ParsedPattern, PatternFault } from './pattern-nodes.ts';

const maxCharacters = 1_000;
const maxRepeats = 200;

/** A character class that a letter after `\` stands for. */
const classes: Readonly<Record<string, RegExp>> = {
  d: /[0-9]/,
  D: /[^0-9]/,
  w: /[A-Za-z0-9_]/,
  W: /[^A-Za-z0-9_]/,
  s: /\s/,
  S: /\S/,
};
const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * Parses a regular expression: text, `.`, classes, `\d \w \s \b`, `^ $` (of a line), groups, named groups, `|` and
 * `* + ? {n,m}`, each also with `?` for the shortest. Not: references, lookahead, lookbehind.
 * @throws PatternFault with the position of the first part that is not supported.
 */
export function parsePattern(pattern: string): ParsedPattern {
  const letters = [...pattern];
  const groups: string[] = [];
  let at = 0;
  if (letters.length > maxCharacters) throw new PatternFault(maxCharacters);
  const root = alternatives();
  if (at < letters.length) throw new PatternFault(at);
  return { root, groups };

  function alternatives(): Node {
    const options = [sequence()];
    while (takes('|')) options.push(sequence());
    const [only] = options;
    return options.length === 1 && only ? only : { kind: 'choice', options };
  }

  function sequence(): Node {
    const parts: Node[] = [];
    while (at < letters.length && letters[at] !== '|' && letters[at] !== ')') parts.push(repeated(atom()));
    return { kind: 'sequence', parts };
  }

  function repeated(part: Node): Node {
    const bounds = quantifier();
    if (!bounds) return part;
    const [min, max] = bounds;
    const isLazy = takes('?');
    if (quantifier()) throw new PatternFault(at - 1);
    return { kind: 'repeat', part, min, max, isLazy };
  }

  function quantifier(): [min: number, max: number | undefined] | undefined {
    if (takes('*')) return [0, undefined];
    if (takes('+')) return [1, undefined];
    if (takes('?')) return [0, 1];
    const counted = /^\{(\d{1,4})(,)?(\d{1,4})?\}/.exec(letters.slice(at, at + 12).join(''));
    if (!counted) return undefined;
    const [whole, low = '0', comma, high] = counted;
    const min = Number(low);
    const max = comma === undefined ? min : high === undefined ? undefined : Number(high);
    if (Math.max(min, max ?? 0) > maxRepeats || (max !== undefined && max < min)) throw new PatternFault(at);
    at += whole.length;
    return [min, max];
  }

  function atom(): Node {
    const start = at;
    const letter = letters[at++] ?? '';
    if (letter === '(') return group(start);
    if (letter === '[') return { kind: 'character', test: characterClass(start) };
    if (letter === '.') return { kind: 'character', test: (character) => character !== '\n' };
    if (letter === '^') return { kind: 'edge', edge: 'line-start' };
    if (letter === '$') return { kind: 'edge', edge: 'line-end' };
    if (letter === '\\') {
      if (letters[at] === 'b') {
        at += 1;
        return { kind: 'edge', edge: 'word' };
      }
      return { kind: 'character', test: escaped(start) };
    }
    if ('*+?{'.includes(letter)) throw new PatternFault(start);
    return { kind: 'character', test: (character) => character === letter };
  }

  function group(start: number): Node {
    let name: string | undefined;
    if (takes('?')) {
      const named = /^<([A-Za-z]\w{0,30})>/.exec(letters.slice(at, at + 40).join(''));
      if (named) {
        name = named[1] ?? '';
        if (groups.includes(name)) throw new PatternFault(start);
        groups.push(name);
        at += named[0].length;
      } else if (!takes(':')) throw new PatternFault(start);
    }
    const part = alternatives();
    if (!takes(')')) throw new PatternFault(start);
    return name === undefined ? part : { kind: 'group', name, part };
  }

  function characterClass(start: number): CharacterTest {
    const isNegated = takes('^');
    const tests: CharacterTest[] = [];
    while (letters[at] !== ']') {
      if (at >= letters.length) throw new PatternFault(start);
      const first = letters[at++] ?? '';
      if (first === '\\') {
        tests.push(escaped(at - 1));
        continue;
      }
      const last = letters[at] === '-' && letters[at + 1] !== ']' ? letters[at + 1] : undefined;
      if (last === undefined) tests.push((character) => character === first);
      else {
        if (last < first || last === '\\') throw new PatternFault(at);
        at += 2;
        tests.push((character) => character >= first && character <= last);
      }
    }
    at += 1;
    return (character) => tests.some((test) => test(character)) !== isNegated;
  }

  /** `\d`, `\n`, or a sign that stands for itself. A letter or digit without a meaning is an error. */
  function escaped(start: number): CharacterTest {
    const letter = letters[at++];
    if (letter === undefined) throw new PatternFault(start);
    const known = classes[letter];
    if (known) return (character) => known.test(character);
    const control = controls[letter];
    if (control === undefined && /[A-Za-z0-9]/.test(letter)) throw new PatternFault(start);
    return (character) => character === (control ?? letter);
  }

  function takes(letter: string): boolean {
    if (letters[at] !== letter) return false;
    at += 1;
    return true;
  }
}
