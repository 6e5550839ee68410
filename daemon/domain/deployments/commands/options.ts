import type { Word } from './shell-words.ts';

/** The words after a command: `--name value`, `--name=value`, and the rest. */
export interface Options {
  /**
   * Returns the value of the first of these options that has one. `undefined` if the option is absent or its
   * value is known only when the command runs.
   */
  value(...names: string[]): string | undefined;
  has(...names: string[]): boolean;
  readonly positional: readonly Word[];
}

/** @param flags Options of one letter or word that take no value. */
export function optionsIn(words: readonly Word[], flags: ReadonlySet<string> = new Set()): Options {
  const values = new Map<string, string | undefined>();
  const positional: Word[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    const option = word?.text === undefined ? undefined : /^(--?[A-Za-z][\w-]*)(?:=(.*))?$/s.exec(word.text);
    const name = option?.[1];
    if (!word || name === undefined) {
      if (word) positional.push(word);
      continue;
    }
    const next = words[at + 1];
    if (option?.[2] !== undefined) values.set(name, option[2]);
    else if (next === undefined || flags.has(name) || next.text?.startsWith('-')) values.set(name, '');
    else {
      values.set(name, next.text);
      at++;
    }
  }
  return {
    value: (...names) => names.map((name) => values.get(name)).find((value) => value),
    has: (...names) => names.some((name) => values.has(name)),
    positional,
  };
}
