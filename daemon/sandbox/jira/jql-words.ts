import { Refusal } from './answer.ts';

/** A word of JQL. `quoted` words are never keywords. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(>=|<=|!=|!~|[=~<>(),])|([^\s"'=~<>!(),]+))/y;

/** @throws Refusal 400 for a quote that is not closed or an unknown character. */
export function wordsOfJql(jql: string): Word[] {
  const words: Word[] = [];
  const end = jql.trimEnd().length;
  pattern.lastIndex = 0;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const found = pattern.exec(jql);
    if (found === null) throw notJql(`the character at position ${at + 1} is not expected`);
    const quoted = found[1] ?? found[2];
    words.push(
      quoted === undefined
        ? { text: found[3] ?? found[4] ?? '', quoted: false }
        : { text: quoted.replace(/\\(.)/g, '$1'), quoted: true },
    );
  }
  return words;
}

export function notJql(why: string): Refusal {
  return new Refusal(400, [`Error in the JQL Query: ${why}.`]);
}
