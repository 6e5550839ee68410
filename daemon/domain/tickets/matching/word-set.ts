import { hashOfWord } from './word-hash.ts';

/** Hashes of 16 bits each, sorted, each once: a set of words that takes few bytes and may contain a word too many. */
export type WordSet = Uint16Array;

/** Returns the set of these words, in lower case. */
export function wordSetOf(words: Iterable<string>): WordSet {
  const hashes = new Set<number>();
  for (const word of words) hashes.add(shortHash(word));
  return Uint16Array.from(hashes).sort();
}

function shortHash(word: string): number {
  return hashOfWord(word.toLowerCase()) & 0xffff;
}

/** Returns a function that returns whether a set contains all words of one of these phrases. It may be wrong with "yes", never with "no". */
export function phraseTest(phrases: Iterable<readonly string[]>): (words: WordSet) => boolean {
  const byLastWord = new Map<number, number[][]>();
  for (const phrase of phrases) {
    const hashes = phrase.map(shortHash);
    const last = hashes.at(-1);
    if (last === undefined) continue;
    const others = byLastWord.get(last);
    if (others) others.push(hashes);
    else byLastWord.set(last, [hashes]);
  }
  return (words) =>
    byLastWord.size > 0 &&
    words.some((word) =>
      byLastWord.get(word)?.some((hashes) => hashes.every((hash) => contains(words, hash))),
    );
}

function contains(words: WordSet, hash: number): boolean {
  let [from, to] = [0, words.length - 1];
  while (from <= to) {
    const middle = (from + to) >> 1;
    const found = words[middle] ?? 0;
    if (found === hash) return true;
    if (found < hash) from = middle + 1;
    else to = middle - 1;
  }
  return false;
}
