import { parseArgs } from 'node:util';
import { nearNames } from '../base/suggest.ts';
import { type Command, UsageError } from './command.ts';

/** Returns the options and words of a command line. @throws UsageError for options that the command does not have. */
export function parse(command: Command, args: readonly string[]) {
  const options = { ...command.options, config: { type: 'string' as const } };
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const [min, max] = command.words;
    if (parsed.positionals.length < min || parsed.positionals.length > max)
      throw new UsageError((texts) => texts.wordCount);
    return parsed;
  } catch (error) {
    throw error instanceof UsageError ? error : wrongOption(error as Error, options);
  }
}

/** Node writes this sentence in English only. Reads the option from it. */
function wrongOption({ message }: Error, options: Command['options']): UsageError {
  const [, dashed] = /'(?:-\w, )?(--[^\s']+)' argument is ambiguous/.exec(message) ?? [];
  if (dashed !== undefined) return new UsageError((texts) => texts.dashValue(dashed));
  const [, given = '', known] = /'(?:-\w, )?(--?([^\s']*))/.exec(message) ?? [];
  if (known !== undefined && known in options) {
    const isText = options[known]?.type === 'string';
    return new UsageError((texts) => (isText ? texts.needsValue(given) : texts.takesNoValue(given)));
  }
  const [meant] = nearNames(known ?? '', Object.keys(options), 1);
  return new UsageError((texts) => texts.unknownOption(given, meant && `--${meant}`));
}
