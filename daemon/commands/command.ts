import type { CommandName, TerminalTexts } from '../server/texts/terminal-texts.ts';
import type { CommandContext } from './command-context.ts';

/**
 * One subcommand. `server/texts/` describes it; everything else about it is in its file under `commands/`.
 */
export interface Command {
  readonly name: CommandName;
  /** The rest of the usage line after the command's name. */
  readonly usage: string;
  readonly options: Readonly<
    Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: true }>
  >;
  /** Minimum and maximum number of words without a dash. */
  readonly words: readonly [min: number, max: number];
  /** Resolves to the exit code. The caller prints a Problem and exits with 1. */
  run(context: CommandContext, input: CommandInput): Promise<number>;
}

export interface CommandInput {
  readonly words: readonly string[];
  /** An option that may be repeated has a list. */
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
  /** In the user's language. */
  readonly texts: TerminalTexts;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
}

/** Wrong usage of a command: exit code 2. */
export class UsageError extends Error {
  /** Returns the mistake in words, without the next step. */
  readonly say: (texts: TerminalTexts['usage']) => string;

  constructor(say: (texts: TerminalTexts['usage']) => string) {
    super('wrong usage');
    this.say = say;
  }
}

/** Returns the value of an option that accepts only these words. @throws UsageError for any other value. */
export function oneOf<Word extends string>(
  option: string,
  value: unknown,
  words: readonly Word[],
): Word | undefined {
  if (value === undefined || words.includes(value as Word)) return value as Word | undefined;
  throw new UsageError((texts) => texts.oneOf(option, words));
}
