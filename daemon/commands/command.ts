import type { Text } from '../base/text.ts';
import type { CommandContext } from './command-context.ts';

/** One subcommand: its file under `commands/` says everything about it. */
export interface Command {
  readonly name: string;
  /** After the name in the usage line. */
  readonly usage: string;
  readonly summary: Text;
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;
  /** How many words without a dash it takes. */
  readonly words: readonly [least: number, most: number];
  /** @returns the exit code; Problems are said by the caller and exit with 1. */
  run(context: CommandContext, input: CommandInput): Promise<number>;
}

export interface CommandInput {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
}

/** Wrong usage of a command: exit code 2. */
export class UsageError extends Error {
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/** The value of an option that takes one of these words. @throws UsageError for any other. */
export function oneOf<Word extends string>(
  name: string,
  value: string | boolean | undefined,
  words: readonly Word[],
): Word | undefined {
  if (value === undefined || words.includes(value as Word)) return value as Word | undefined;
  throw new UsageError({
    en: `${name} takes one of ${words.join(', ')}`,
    ja: `${name} には ${words.join('、')} のいずれかを指定します`,
  });
}
