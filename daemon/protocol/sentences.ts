/** Joins sentences that a user reads in one line: with a space, except after a Japanese full stop. Leaves out empty ones. */
export function joinSentences(sentences: readonly (string | false | undefined)[]): string {
  return sentences
    .filter((sentence) => typeof sentence === 'string' && sentence !== '')
    .reduce((line: string, next) => `${line}${line === '' || line.endsWith('。') ? '' : ' '}${next}`, '');
}
