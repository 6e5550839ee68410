/** Returns a hash of 30 bits of a word, so that it is a small integer for V8. FNV-1a on UTF-16 units. */
export function hashOfWord(word: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & 0x3fffffff;
}
