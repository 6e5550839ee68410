/** Pseudorandom choices, the same for the same seed. */
export interface Random {
  /** Returns `true` in this share of all calls. */
  chance(share: number): boolean;
  /** Returns an integer from `from` to `to`, both included. */
  integer(from: number, to: number): number;
  pick<Value>(values: readonly Value[]): Value;
  /** Returns this many different values, in their order. */
  some<Value>(values: readonly Value[], count: number): Value[];
  shuffled<Value>(values: readonly Value[]): Value[];
  letters(alphabet: Alphabet, length: number): string;
  uuid(): string;
}

/** The name of a set of characters. */
export type Alphabet = keyof typeof alphabets;

const alphabets = {
  hexadecimal: '0123456789abcdef',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  mixed: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  lower: 'abcdefghijklmnopqrstuvwxyz0123456789',
  digits: '0123456789',
} as const;

/** Returns the choices of this seed. */
export function createRandom(seed: number): Random {
  const next = mulberry(seed);
  const integer = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const letters = (alphabet: Alphabet, length: number) =>
    Array.from({ length }, () =>
      alphabets[alphabet].charAt(Math.floor(next() * alphabets[alphabet].length)),
    ).join('');
  const shuffled = <Value>(values: readonly Value[]) =>
    values
      .map((value) => [next(), value] as const)
      .sort(([a], [b]) => a - b)
      .map(([, value]) => value);
  return {
    chance: (share) => next() < share,
    integer,
    pick<Value>(values: readonly Value[]): Value {
      if (values.length === 0) throw new Error('The list is empty.');
      return values[Math.floor(next() * values.length)] as Value;
    },
    some(values, count) {
      const taken = new Set(shuffled([...values.keys()]).slice(0, count));
      return values.filter((_, at) => taken.has(at));
    },
    shuffled,
    letters,
    uuid: () => [8, 4, 4, 4, 12].map((length) => letters('hexadecimal', length)).join('-'),
  };
}

/** Mulberry32, a 32-bit generator in the public domain. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
