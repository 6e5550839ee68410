import { hashOfWord } from './word-hash.ts';

/**
 * Hashes of 16 bits each, sorted, each once: a set of words that takes few bytes and may contain a word too many. Each hash is the
 * code of a character, because a text needs 250 bytes less than an array of numbers.
 */
export type WordSet = string;

/** Returns the set of these words, in lower case. */
export function wordSetOf(words: Iterable<string>): WordSet {
  const hashes = new Set<number>();
  for (const word of words) hashes.add(shortHash(word));
  return Buffer.from(Uint16Array.from(hashes).sort().buffer).toString('utf16le');
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
  return (words) => {
    if (byLastWord.size === 0) return false;
    for (let at = 0; at < words.length; at++) {
      const phrasesHere = byLastWord.get(words.charCodeAt(at));
      if (phrasesHere?.some((hashes) => hashes.every((hash) => contains(words, hash)))) return true;
    }
    return false;
  };
}

function contains(words: WordSet, hash: number): boolean {
  let [from, to] = [0, words.length - 1];
  while (from <= to) {
    const middle = (from + to) >> 1;
    const found = words.charCodeAt(middle);
    if (found === hash) return true;
    if (found < hash) from = middle + 1;
    else to = middle - 1;
  }
  return false;
}
